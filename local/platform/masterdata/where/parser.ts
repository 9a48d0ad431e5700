import { Problem } from '../../../http/problem'

import type { Operator, Where } from './ast'
import { type Token, tokenize } from './lexer'

const MAX_LENGTH = 4_000

/**
 * Parses a `_where` condition as Master Data documents it: `=`, `<>`, `<`, `>`, `between A AND B`,
 * `is null`, `is not null`, joined by AND and OR with parentheses; AND binds stronger.
 *
 * @throws Problem 400 with what was expected where.
 */
export function parseWhere(source: string): Where {
  if (source.length > MAX_LENGTH) throw new Problem(400, { Message: '_where is too long' })
  const reader = new Reader(tokenize(source))
  const where = anyOf(reader)
  reader.expectEnd()
  return where
}

class Reader {
  private at = 0

  constructor(private readonly tokens: Token[]) {}

  private get current(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', quoted: false }
  }

  /** Takes the next token when it is this word (in any letter case). */
  word(word: string): boolean {
    const { kind, text, quoted } = this.current
    const found = kind === 'text' && !quoted && text.toLowerCase() === word
    if (found) this.at += 1
    return found
  }

  take(kind: Token['kind']): string | undefined {
    if (this.current.kind !== kind) return undefined
    const { text } = this.current
    this.at += 1
    return text
  }

  expect(kind: Token['kind'], what: string): string {
    const text = this.take(kind)
    if (text === undefined) throw this.wrong(what)
    return text
  }

  expectWord(word: string): void {
    if (!this.word(word)) throw this.wrong(word.toUpperCase())
  }

  expectEnd(): void {
    if (this.current.kind !== 'end') throw this.wrong('AND, OR or the end')
  }

  wrong(expected: string): Problem {
    const found = this.current.kind === 'end' ? 'the end' : `'${this.current.text}'`
    return new Problem(400, { Message: `Invalid _where: expected ${expected}, found ${found}` })
  }
}

function anyOf(reader: Reader): Where {
  let left = allOf(reader)
  while (reader.word('or')) left = { kind: 'or', left, right: allOf(reader) }
  return left
}

function allOf(reader: Reader): Where {
  let left = single(reader)
  while (reader.word('and')) left = { kind: 'and', left, right: single(reader) }
  return left
}

function single(reader: Reader): Where {
  if (reader.take('(') !== undefined) {
    const inner = anyOf(reader)
    reader.expect(')', "')'")
    return inner
  }
  const field = reader.expect('text', 'a field')
  if (reader.word('between')) {
    const from = reader.expect('text', 'a value')
    reader.expectWord('and')
    return { kind: 'between', field, from, to: reader.expect('text', 'a value') }
  }
  if (reader.word('is')) {
    const isNull = !reader.word('not')
    reader.expectWord('null')
    return { kind: 'null', field, isNull }
  }
  const operator = reader.expect('operator', '=, <>, <, >, BETWEEN or IS') as Operator
  return { kind: 'compare', field, operator, value: reader.expect('text', 'a value') }
}

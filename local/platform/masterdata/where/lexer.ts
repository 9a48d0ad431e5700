import { Problem } from '../../../http/problem'

/** A piece of a `_where` text. `text` is a bare or quoted value; quoted ones are never keywords. */
export interface Token {
  kind: '(' | ')' | 'operator' | 'text' | 'end'
  text: string
  quoted: boolean
}

const OPERATORS = ['<>', '=', '<', '>']

/**
 * Cuts a `_where` text into tokens. Values hold spaces or parentheses only between quotes; a backslash
 * keeps the next character of a quoted value as it is.
 *
 * @throws Problem 400 when a quote is not closed.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const char = source.charAt(at)
    if (/\s/.test(char)) {
      at += 1
      continue
    }
    const operator = OPERATORS.find(text => source.startsWith(text, at))
    if (char === '(' || char === ')') tokens.push({ kind: char, text: char, quoted: false })
    else if (operator !== undefined)
      tokens.push({ kind: 'operator', text: operator, quoted: false })
    else {
      const [token, next] =
        char === '"' || char === "'" ? quoted(source, at) : bare(source, at, tokens)
      tokens.push(token)
      at = next
      continue
    }
    at += operator?.length ?? 1
  }
  return [...tokens, { kind: 'end', text: '', quoted: false }]
}

/** A value may hold operator characters (a date, a comparison sign); a field's name ends before one. */
function bare(source: string, from: number, before: Token[]): [Token, number] {
  const isValue = before[before.length - 1]?.kind === 'operator'
  const pattern = isValue ? /[^\s()]+/y : /[^\s()=<>]+/y
  pattern.lastIndex = from
  const text = pattern.exec(source)?.[0] ?? ''
  return [{ kind: 'text', text, quoted: false }, from + text.length]
}

function quoted(source: string, from: number): [Token, number] {
  const quote = source.charAt(from)
  let text = ''
  for (let at = from + 1; at < source.length; at += 1) {
    const char = source.charAt(at)
    if (char === quote) return [{ kind: 'text', text, quoted: true }, at + 1]
    if (char === '\\') at += 1
    text += source.charAt(at)
  }
  throw new Problem(400, { Message: `Quote not closed in _where: ${source.slice(from)}` })
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from '@jest/globals'
import { globSync } from 'tinyglobby'

import type { Break, Mutant } from './mutant'
import { Code, patch, unmakeable } from './patch'
import { MUTANTS } from './table'

const NODE = path.join(__dirname, '../../../node')

/** The service's sources: a build keeps the names of what they declare. */
function readSources(): Code {
  const ignore = ['**/*.test.ts', '**/testing/**', '**/node_modules/**', '**/*.d.ts']
  const files = globSync('**/*.ts', { cwd: NODE, ignore })
  return new Code(new Map(files.map(file => [file, readFileSync(path.join(NODE, file), 'utf8')])))
}

describe('the mutants', () => {
  it('expect each to find what it breaks exactly once, wherever it lies', () => {
    expect(unmakeable(readSources(), MUTANTS)).toEqual([])
  })

  it('expect no two with the same name', () => {
    const names = MUTANTS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

const FILES = {
  'a/sum.js': `
exports.sum = sum; exports.twice = void 0;
const twice = a => sum(a, a)
exports.twice = twice
function sum(a, b) { return a + b }
const LIMITS = { most: 3 }
exports.MORE = { most: 4 }
exports.most = () => LIMITS.most + exports.MORE.most
class Box { constructor(it) { this.it = it } open() { return this.it } }
exports.Box = Box`,
  'b/other.js': `const open = () => 'other'\nexports.open = open\nfunction sign() { return '-' }`,
  'c/more.js': `function open(box) { return 'box ' + box }`,
}

const code = new Code(new Map(Object.entries(FILES)))

const mutant = (...breaks: readonly Break[]): Mutant => ({
  name: 'some-mutant',
  promise: 1,
  what: 'something is wrong',
  breaks,
  scene: 'changes',
  check: 'comesToRest',
})

/** Evaluates an expression after a changed file. */
function run(file: keyof typeof FILES, expression: string, ...breaks: readonly Break[]): unknown {
  const text = patch(code, mutant(...breaks)).get(file) ?? ''
  const require = (name: string) => ({ open: () => `required ${name}` })
  return runInNewContext(`${text}\n;${expression}`, { exports: {}, require })
}

describe('a patched file', () => {
  it('given a function, expect callers in other files and in its own to meet the new one', () => {
    const more: Break = { of: 'sum', by: 'real => (a, b) => real(a, b) + 100' }
    expect(run('a/sum.js', 'exports.sum(1, 2)', more)).toBe(103)
    expect(run('a/sum.js', 'exports.twice(2)', more)).toBe(104)
  })

  it('given constants and a method, expect the new ones', () => {
    const both: readonly Break[] = [
      { of: 'LIMITS', by: 'real => ({ ...real, most: 7 })' },
      { of: 'MORE', by: 'real => ({ ...real, most: 30 })' },
      { of: 'Box.open', by: 'real => function () { return real.call(this) + 1 }' },
    ]
    expect(run('a/sum.js', 'exports.most()', ...both)).toBe(37)
    expect(run('a/sum.js', 'new exports.Box(4).open()', ...both)).toBe(5)
  })

  it('given the need of another file, expect it required from where it lies', () => {
    const needing: Break = { of: 'sum', by: `() => () => need('open', 'other')()` }
    expect(run('a/sum.js', 'exports.twice(2)', needing)).toBe('required ../b/other')
  })
})

describe('a mutant that cannot be made', () => {
  it.each<[string, Break, string]>([
    ['no such function', { of: 'gone', by: 'real => real' }, 'gone is declared 0 times'],
    ['two of the name', { of: 'open', by: 'real => real' }, 'open is declared 2 times'],
    [
      'none with the words',
      { of: 'open', having: 'nothing', by: 'real => real' },
      'open with "nothing" in it is declared 0 times',
    ],
    ['a need of nothing', { of: 'sum', by: `() => need('gone')` }, 'gone is declared 0 times'],
    ['no JavaScript', { of: 'sum', by: 'real =>' }, "Unexpected token ')'"],
  ])('given %s, expect it said', (_, broken, words) => {
    expect(unmakeable(code, [mutant(broken)])).toEqual([
      expect.stringContaining(`some-mutant: ${words}`),
    ])
  })
})

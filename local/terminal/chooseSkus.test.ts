import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from '@jest/globals'

import { chooseSkus, FAULTY_FILE, type Terminal } from './chooseSkus'

const GOOD = 'SKU;Estoque;EAN\n1;3;0012345678905\n'
const BAD = `${GOOD}2;1.234;\n`

/** A file, and a terminal: with a person who answers this, or unattended. */
function setup(text: string, answer?: boolean) {
  const file = join(mkdtempSync(join(tmpdir(), 'skus-')), 'my.csv')
  writeFileSync(file, text)
  let said = ''
  const terminal: Terminal = {
    write: more => (said += more),
    ask: answer === undefined ? undefined : () => Promise.resolve(answer),
  }
  const choose = (more: object = {}) =>
    chooseSkus({ file, yes: false, check: false, troubles: false, ...more }, terminal)
  return { choose, said: () => said, file }
}

it('given a good file, expect its preview and a start without a question', async () => {
  const { choose, said } = setup(GOOD, false)
  expect(await choose()).toMatchObject({ kind: 'go' })
  expect(said()).toContain('No faults.')
})

it.each([
  ['nobody at the terminal', undefined, {}, { kind: 'stop', code: FAULTY_FILE }],
  ['a person who says no', false, {}, { kind: 'stop', code: FAULTY_FILE }],
  ['a person who says yes', true, {}, { kind: 'go' }],
  ['--yes', undefined, { yes: true }, { kind: 'go' }],
  ['--check', true, { check: true }, { kind: 'stop', code: FAULTY_FILE, problem: '' }],
])('given a fault and %s, expect the preview first', async (_who, answer, more, expected) => {
  const { choose, said } = setup(BAD, answer)
  expect(await choose(more)).toMatchObject(expected)
  expect(said()).toContain('line 3: Estoque "1.234"')
})

it('given --check of a good file, expect the code of success and no start', async () => {
  expect(await setup(GOOD).choose({ check: true })).toEqual({ kind: 'stop', code: 0, problem: '' })
})

it.each([
  [{ file: '/nowhere/my.csv' }, 'no such file'],
  [{ file: '/' }, 'a folder'],
])('given %j, expect a sentence with the name', async ({ file }, said) => {
  const choice = await setup(GOOD).choose({ file })
  expect(choice).toMatchObject({ kind: 'stop', code: FAULTY_FILE })
  expect(choice.kind === 'stop' && choice.problem).toContain(`${file}: it is`.slice(0, file.length))
  expect(choice.kind === 'stop' && choice.problem).toContain(said)
})

it('given --troubles, expect products that Carrefour does not know among them', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => `${at + 1};9;789100031${1000 + at}`)
  const { choose } = setup(`SKU;Estoque;EAN\n${lines.join('\n')}`)
  const plain = await choose()
  const laid = await choose({ troubles: true })
  if (plain.kind !== 'go' || laid.kind !== 'go') throw new Error('Nothing to start with')
  const waiting = (data: typeof plain.data) =>
    data.listings(0).filter(({ state }) => state === 'pending').length
  expect(waiting(plain.data)).toBe(0)
  expect(waiting(laid.data)).toBeGreaterThan(1)
  expect(laid.data.listings(0).filter(({ blocked }) => blocked !== null)).toHaveLength(1)
  expect(laid.data.source).not.toBe(plain.data.source)
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { describe, expect, it } from '@jest/globals'

import { atEnd } from '../testing'

import { flat, nested, readTransforms, runTransforms, type Transform } from './transforms'

const prices: Transform = {
  name: 'prices',
  input: ['authentication.storeUserEmail', 'prices.hash'],
  output: ['prices.table', 'prices.hash', 'public.sc'],
}
const shelves: Transform = { name: 'shelves', input: ['public.sc'], output: ['shelves.row'] }

/** Runs both; the answers are by name, and each call is written down. */
async function run(changed: readonly string[], answers: Readonly<Record<string, unknown>>) {
  const calls: unknown[] = []
  const start = { 'authentication.storeUserEmail': 'ana@shop.example', 'public.sc': '1' }
  const values = await runTransforms([shelves, prices], start, changed, ({ name }, body) => {
    calls.push([name, body])
    return Promise.resolve(answers[name])
  })
  return { values, calls }
}

describe('the transforms of a session', () => {
  it('run when an input has changed, then those that read what they have written', async () => {
    const { values, calls } = await run(['authentication.storeUserEmail'], {
      prices: { prices: { table: { value: 'gold' } }, public: { sc: { value: '2' } } },
      shelves: { shelves: { row: 'second' } },
    })
    expect(calls).toEqual([
      ['prices', { authentication: { storeUserEmail: { value: 'ana@shop.example' } } }],
      ['shelves', { public: { sc: { value: '2' } } }],
    ])
    expect(values).toMatchObject({
      'prices.table': 'gold',
      'public.sc': '2',
      'shelves.row': 'second',
    })
  })

  it('write what they have declared and nothing else', async () => {
    const { values } = await run(['public.sc'], {
      shelves: { shelves: { row: { value: 1 }, other: { value: 2 } }, profile: { email: 'x' } },
    })
    expect(values).toEqual({
      'authentication.storeUserEmail': 'ana@shop.example',
      'public.sc': '1',
      'shelves.row': 1,
    })
  })

  it('are not called for what nobody reads, nor for their own output', async () => {
    expect((await run(['public.country'], {})).calls).toEqual([])
    const { calls } = await run(['authentication.storeUserEmail'], {
      prices: { prices: { hash: { value: 'new' } } },
    })
    expect(calls).toHaveLength(1)
  })

  it.each([null, 'text', [], { prices: 'text' }])(
    'given the answer %j, expect nothing written',
    async answer => {
      const { values } = await run(['authentication.storeUserEmail'], { prices: answer })
      expect(Object.keys(values)).toHaveLength(2)
    }
  )

  it('that go on answering each other come to an end', async () => {
    let turn = 0
    const one: Transform = { name: 'one', input: ['a.x'], output: ['b.y'] }
    const two: Transform = { name: 'two', input: ['b.y'], output: ['a.x'] }
    await runTransforms([one, two], {}, ['a.x'], ({ name }) => {
      turn += 1
      return Promise.resolve(name === 'one' ? { b: { y: turn } } : { a: { x: turn } })
    })
    expect(turn).toBeLessThanOrEqual(20)
  })
})

it('given vtex.session/configuration.json, expect its transforms; an app without one has none', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'transforms-'))
  atEnd(() => rmSync(root, { recursive: true, force: true }))
  expect(readTransforms(root)).toEqual([])
  mkdirSync(path.join(root, 'vtex.session'))
  const file = path.join(root, 'vtex.session/configuration.json')
  writeFileSync(
    file,
    JSON.stringify({
      prices: { input: { public: ['sc', 7], profile: 'x' }, output: { prices: ['table'] } },
      wrong: 3,
    })
  )
  expect(readTransforms(root)).toEqual([
    { name: 'prices', input: ['public.sc'], output: ['prices.table'] },
  ])
})

it('given values, expect the same after both ways', () => {
  const values = { 'public.a.b': 1, 'profile.email': null }
  expect(flat(nested(values, Object.keys(values)))).toEqual(values)
})

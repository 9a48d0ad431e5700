import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it } from '@jest/globals'

import { atEnd } from '../platform/testing'

import { withCacheAges } from './schema'
import { readServiceJson, withDefaults, withoutMistakes } from './service-json'

/** The folder of an app that has this service.json. */
function appWith(serviceJson: object): string {
  const root = mkdtempSync(join(tmpdir(), 'app-'))
  atEnd(() => rmSync(root, { recursive: true, force: true }))
  mkdirSync(join(root, 'node'))
  writeFileSync(join(root, 'node/service.json'), JSON.stringify(serviceJson))
  return root
}

describe('service.json', () => {
  it('given numbers beyond the documented limits, as published apps have them, expect them told and brought within', () => {
    const told: string[] = []
    const root = appWith({ memory: 1536, timeout: 5000, ttl: 300, maxReplicas: 4, workers: 1 })
    const service = readServiceJson(root, text => told.push(text))
    expect(service).toMatchObject({
      memory: 1024,
      timeout: 60,
      ttl: 60,
      maxReplicas: 5,
      workers: 1,
    })
    expect(told.map(text => /: (\w+) is/.exec(text)?.[1])).toEqual([
      'memory',
      'timeout',
      'ttl',
      'maxReplicas',
    ])
  })

  it('given what is no number, expect the value named', () => {
    expect(() => readServiceJson(appWith({ memory: 'much' }))).toThrow('memory must be a number')
  })

  it.each([
    ['{ // no comments', 'node/service.json is not JSON'],
    ['[]', 'node/service.json must hold a JSON object'],
  ])('given %s, expect a sentence that names the file', (text, sentence) => {
    const root = appWith({})
    writeFileSync(join(root, 'node/service.json'), text)
    expect(() => readServiceJson(root)).toThrow(sentence)
  })

  it('given mistakes in an app that is played all the same, expect each told and the rest there', () => {
    const told: string[] = []
    const good = { path: '/_v/one/:a', public: true }
    const source = withoutMistakes(
      {
        ...{ memory: '256', timeout: null, ttl: 20 },
        ...{ routes: { good, pathless: {}, text: 'x', loose: { path: 'no-slash' } }, events: [] },
      } as never,
      text => told.push(text)
    )
    expect(withDefaults(source)).toEqual({
      ...{ memory: 128, timeout: 10, ttl: 20, routes: { good }, events: {} },
    })
    expect(told.map(text => /^node\/service.json: ([\w.]+)/.exec(text)?.[1])).toEqual([
      'memory',
      'timeout',
      'routes.pathless',
      'routes.text',
      'routes.loose',
      'events',
    ])
  })

  it('given lists where objects belong, expect that told', () => {
    const told: string[] = []
    expect(withoutMistakes({ routes: 7 } as never, text => told.push(text))).toMatchObject({
      routes: {},
    })
    expect(told).toEqual(['node/service.json: routes must be an object; none is played'])
  })
})

describe('@cacheControl', () => {
  it.each([
    ['ZERO', 0],
    ['short', 120],
    ['Medium', 3600],
    ['LONG', 86400],
  ])('given maxAge: %s, expect %i seconds', (name, seconds) => {
    const field = (age: string | number) =>
      `type Query { a: Int @cacheControl(scope: PUBLIC, maxAge: ${age}) b: Int }`
    expect(withCacheAges(field(name))).toBe(field(seconds))
  })

  it('given a number or no age, expect the schema as it is', () => {
    const schema =
      'type Query { a: Int @cacheControl(maxAge: 60) b: Int @cacheControl(scope: PRIVATE) }'
    expect(withCacheAges(schema)).toBe(schema)
  })
})

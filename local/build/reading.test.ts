import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it } from '@jest/globals'

import { atEnd } from '../platform/testing'

import { withCacheAges } from './schema'
import { readServiceJson } from './service-json'

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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, expect, it } from '@jest/globals'

import { judgeExposed, readExposed } from './exposed'

const folder = mkdtempSync(path.join(tmpdir(), 'exposed-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('reads policies.json as published apps write it: entries of other kinds expose nothing', () => {
  expect(readExposed(folder)).toEqual([])
  const statement = { effect: 'allow', actions: ['GET', 7], resources: ['vrn:acme.app:*'] }
  const entries = [
    { name: 'read', description: 'x', statements: [statement, 'odd'] },
    { name: 'outbound-access', attrs: { host: 'www.example.com' } },
    null,
  ]
  writeFileSync(path.join(folder, 'policies.json'), JSON.stringify(entries))
  expect(readExposed(folder)).toEqual([
    {
      name: 'read',
      statements: [{ effect: 'allow', actions: ['GET'], resources: ['vrn:acme.app:*'] }],
    },
  ])
})

it('matches a policy by method and resource, with stars and names in braces as wildcards', () => {
  const one = (effect: 'allow' | 'deny', name: string, resource: string) => ({
    name,
    statements: [{ effect, actions: ['get'], resources: [resource] }],
  })
  const exposed = [
    one('allow', 'read', 'vrn:acme.app:{{region}}:{{account}}:{{workspace}}:/_v/read/*'),
    one('allow', 'foreign', 'vrn:acme.app:*:outraloja:*:/_v/read/*'),
    one('deny', 'blocked', 'vrn:acme.app:*:*:*:/_v/read/secret'),
  ]
  const judge = (to: string, method = 'GET') =>
    judgeExposed(exposed, 'acme.app', {
      account: 'lojademo',
      workspace: 'master',
      method,
      path: to,
    })
  expect(judge('/_v/read/a')).toEqual({ allowing: ['acme.app:read'], denying: [] })
  expect(judge('/_v/read/secret')).toEqual({
    allowing: ['acme.app:read'],
    denying: ['acme.app:blocked'],
  })
  expect(judge('/_v/read/a', 'PUT')).toEqual({ allowing: [], denying: [] })
  expect(judge('/_v/write')).toEqual({ allowing: [], denying: [] })
})

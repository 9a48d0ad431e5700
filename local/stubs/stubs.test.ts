import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, describe, expect, it } from '@jest/globals'

import { ask, serve } from '../platform/testing'

import { createStubs, readStubFile } from './index'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

function aFile(content: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'stubs-'))
  made.push(folder)
  const file = path.join(folder, 'stubs.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** Calls as the app makes them: the target is host and path. */
async function answering(file: string) {
  const first = readStubFile(file)
  const told: string[] = []
  const stubs = createStubs(file, first.kind === 'stubs' ? first.stubs : [], text =>
    told.push(text)
  )
  const call = async (method: string, target: string) => {
    const [host = '', ...rest] = target.split('/')
    const handler = stubs({ method, host, path: `/${rest.join('/')}` })
    if (handler === undefined) return undefined
    const { status, headers, body } = await ask(await serve(handler), method)
    return { status, type: headers.get('content-type'), body }
  }
  return { call, told }
}

describe('a file of stubs', () => {
  it('answers the calls that it names, the first entry that fits, with what the stars stand for', async () => {
    const { call } = await answering(
      aFile(`[
        // comments are allowed
        { "match": "GET api.example.com/orders/*/lines/*", "body": { "order": "{1}", "line": "{2}" } },
        { "match": "POST api.example.com/orders", "status": 201, "headers": { "Location": "/orders/1" } },
        { "match": "* *.example.com/*", "status": 503, "body": "closed" },
      ]`)
    )
    expect(await call('GET', 'api.example.com/orders/a.b/lines/7')).toEqual({
      status: 200,
      type: 'application/json',
      body: { order: 'a.b', line: '7' },
    })
    expect(await call('POST', 'api.example.com/orders')).toMatchObject({ status: 201, body: null })
    expect(await call('PUT', 'other.example.com/x')).toMatchObject({ status: 503, body: 'closed' })
    expect(await call('GET', 'api.examplexcom/orders')).toBeUndefined()
  })

  it('answers with files beside it, and with none elsewhere', async () => {
    const file = aFile([{ match: 'GET api.example.com/orders/*', file: 'orders/{1}.json' }])
    mkdirSync(path.join(path.dirname(file), 'orders'))
    writeFileSync(path.join(path.dirname(file), 'orders/7.json'), '{"id":7}')
    const secret = path.join(path.dirname(file), '../secret-of-this-test.json')
    writeFileSync(secret, '{}')
    made.push(secret)
    const { call } = await answering(file)
    expect(await call('GET', 'api.example.com/orders/7')).toMatchObject({ body: { id: 7 } })
    for (const away of ['8', '../../secret-of-this-test'])
      expect(await call('GET', `api.example.com/orders/${away}`)).toMatchObject({
        status: 502,
        body: { code: 'NoStub' },
      })
  })

  it('is read again when it has changed; one that is broken then is told, and the old one stays', async () => {
    const file = aFile([{ match: 'GET api.example.com/a', body: 1 }])
    const { call, told } = await answering(file)
    const save = (text: string, second: number) => {
      writeFileSync(file, text)
      utimesSync(file, second, second)
    }
    save('[{ "match": "GET api.example.com/a", "body": 2 }]', 1_000)
    expect(await call('GET', 'api.example.com/a')).toMatchObject({ body: 2 })
    save('[{', 2_000)
    expect(await call('GET', 'api.example.com/a')).toMatchObject({ body: 2 })
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(file)
  })

  it.each([
    ['no JSON', '[{', '1:'],
    ['no list', {}, 'list'],
    ['no match', [{}], 'Entry 1: match'],
    ['no host', [{ match: 'GET /orders' }], 'Entry 1: match'],
    ['a query', [{ match: 'get api.example.com/x' }], 'Entry 1: match'],
    ['another field', [{ match: 'GET a.b/c', reply: 1 }], 'unknown: reply'],
    ['a status that is none', [{ match: 'GET a.b/c', status: 99 }], 'status'],
    ['headers that are no texts', [{ match: 'GET a.b/c', headers: { a: 1 } }], 'headers'],
    ['a file and a body', [{ match: 'GET a.b/c', file: 'x', body: 1 }], 'file'],
    ['a file elsewhere', [{ match: 'GET a.b/c', file: '../x' }], 'file'],
  ])('given %s, expect it refused with what is wrong', (_, content, words) => {
    const read = readStubFile(aFile(content))
    expect(read).toMatchObject({ kind: 'refused' })
    expect(JSON.stringify(read)).toContain(words)
  })

  it('that is not there is refused', () => {
    expect(readStubFile('/not/there.json')).toEqual({
      kind: 'refused',
      problems: ['there is no such file'],
    })
  })
})

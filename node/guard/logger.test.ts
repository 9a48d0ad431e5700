import { LogLevel } from '@vtex/api'
import { describe, expect, it } from '@jest/globals'

import { keepFacts, guardLogger } from './logger'
import { processorTime } from '../testing/cases'

function guarded() {
  const lines: unknown[] = []
  const logger = { log: (message: unknown, _level: unknown) => void lines.push(message) }
  guardLogger(logger)
  return { lines, logger }
}

const logged = (entry: unknown): string => {
  const { lines, logger } = guarded()
  logger.log(entry, LogLevel.Error)
  return JSON.stringify(lines)
}

describe('the log', () => {
  it('writes one structured line for a failed field, with the facts kept for it', () => {
    const extensions = { code: 'INTERNAL_SERVER_ERROR' }
    keepFacts(extensions, { path: ['alias', 0], reason: 'ledger: HTTP 503', frames: ['at x'] })
    const { lines, logger } = guarded()
    logger.log({ message: 'words', extensions, routeId: '__graphql' }, LogLevel.Error)
    expect(lines).toEqual([
      {
        event: 'graphql.failed',
        code: 'INTERNAL_SERVER_ERROR',
        path: ['(alias)', 0],
        reason: 'ledger: HTTP 503',
        frames: ['at x'],
      },
    ])
  })

  it('keeps nothing of a failed request that was not formatted, in the log and in the answer that shares it', () => {
    const query = {
      operationName: 's3cret',
      query: 'mutation { save(shopKey: "s3cret") }',
      variables: '{"shopKey":"s3cret"}',
    }
    const extensions = {
      code: 'X',
      exception: { message: 's3cret', sensitive: { stack: 's3cret' } },
    }
    const error = { message: 'got s3cret', stack: 's3cret', extensions, query }
    const line = logged({ ...error })
    expect(line).not.toContain('s3cret')
    expect(line).toContain('"code":"X"')
    expect(JSON.stringify([query, extensions])).not.toContain('s3cret')
  })

  it.each([
    ['an address with a token', { url: 'http://x/user?authToken=s3cret&b=1' }],
    ['a text with a token', 'GET http://x/user?authToken=s3cret failed'],
    ['a cookie in a text', 'cookie VtexIdclientAutCookie=s3cret; a=b'],
    ['a JWT', 'token is eyJhbGciOiJIUzI1NiJ9.s3cret.abc'],
    ['a user in a path', { message: '/logins/s3cret@loja.example/resources' }],
    ['an encoded e-mail', { message: 'logins of s3cret%40loja.example' }],
    ['an e-mail deep inside', { a: [{ b: { c: 'by s3cret@loja.example' } }] }],
    ['the config of a call', { message: 'x', config: { url: 's3cret' } }],
    ['the request of a call', { message: 'x', request: { path: 's3cret' } }],
    ['the answer of a call', { response: { headers: { 'set-cookie': 's3cret' }, data: 's3cret' } }],
    ['the cause of an error', { cause: { stack: 's3cret' } }],
    ['an error', Object.assign(new Error('x'), { config: { headers: { a: 's3cret' } } })],
    ['a field of that name', { shopKey: 's3cret', token: 's3cret', Authorization: 's3cret' }],
    ['JSON in a text', { message: '{"shopKey": "s3cret"}' }],
    ['a name of a field', { 's3cret@loja.example': 1 }],
    ['deeper than is looked', { a: { b: { c: { d: { e: { f: { g: 's3cret' } } } } } } }],
  ])('masks %s', (_, entry) => expect(logged(entry)).not.toContain('s3cret'))

  it.each([
    ['text'],
    [{ event: 'work.ended', steps: 3, why: null, isDone: true }],
    [{ event: 'incident.opened', cause: 'AUTH_INVALID', skuIds: ['1', '2'] }],
    [null],
  ])('leaves a line of ours unchanged (%j)', entry => {
    const { lines, logger } = guarded()
    logger.log(entry, LogLevel.Info)
    expect(lines).toEqual([entry])
  })

  it('bounds a huge entry, a cycle and a long text in little time', () => {
    const circle: Record<string, unknown> = {
      list: Array.from({ length: 100_000 }, () => ({ a: 1 })),
    }
    circle.self = circle
    circle.text = 'a.'.repeat(2_000_000)
    circle.mail = 'a'.repeat(4_000)
    const took = processorTime(() => expect(logged(circle).length).toBeLessThan(50_000))
    expect(took).toBeLessThan(1_000)
  })
})

import { Agent, request, type IncomingMessage } from 'node:http'

import { expect, it } from '@jest/globals'

import { atEnd, serve } from '../platform/testing'

import { readBody, readJson, readRecord } from './body'
import { sendJson } from './handler'
import { Problem } from './problem'

const LIMIT = 1_000

/** A server that reads bodies, and a client that sends all of them on one connection. */
async function setup(read: (req: IncomingMessage) => Promise<unknown>) {
  const { port } = new URL(
    await serve((req, res) => {
      read(req).then(
        value => sendJson(res, 200, { value }),
        (error: unknown) =>
          sendJson(res, error instanceof Problem ? error.status : 500, { message: String(error) })
      )
    })
  )
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  atEnd(() => agent.destroy())
  return (body: string) =>
    new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, method: 'POST', agent }, answer => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      })
      call.setTimeout(5_000, () => call.destroy(new Error('no answer')))
      call.on('error', reject)
      call.end(body)
    })
}

it('reads a body whole', async () => {
  const post = await setup(async req => (await readBody(req, LIMIT)).toString())
  expect(await post('x'.repeat(LIMIT))).toMatchObject({ status: 200 })
  expect((await post('')).text).toBe('{"value":""}')
})

it('refuses a body that is too long, and answers the next request of its connection', async () => {
  const post = await setup(req => readJson(req, LIMIT))
  expect(await post('x'.repeat(300_000))).toMatchObject({ status: 413 })
  expect(await post('{}')).toEqual({ status: 200, text: '{"value":{}}' })
})

it.each<[string, (req: IncomingMessage) => Promise<unknown>, string, number, string]>([
  ['no JSON', readJson, 'x', 400, 'BadJson'],
  ['a list for an object', readRecord, '[]', 400, 'BadJson'],
  ['too much', (req: IncomingMessage) => readJson(req, 1), '{ }', 413, 'BodyTooLong'],
])('given %s, expect a code and words', async (_what, read, sent, status, code) => {
  const post = await setup(read)
  const answer = await post(sent)
  expect(answer.status).toBe(status)
  expect(answer.text).toContain(code)
})

it('says that what is no JSON is none', async () => {
  const post = await setup(req => readJson(req, LIMIT))
  expect((await post('{')).status).toBe(400)
})

import { request } from 'node:http'

import { expect, it } from '@jest/globals'

import { createPolicies } from '../platform/policies/policies'
import { atEnd } from '../platform/testing'

import { createCallLog } from './calls'
import { createFence } from './fence'
import { sendJson } from './handler'
import { close, listen } from './listen'
import { createWorkspaceServer } from './server'

/** A proxy whose one host answers writes once `goOn` was called. */
async function setup() {
  const fence = createFence()
  let goOn = (): void => undefined
  const written: string[] = []
  const server = createWorkspaceServer({
    calls: createCallLog(),
    policiesOf: () => createPolicies({ vendor: 'acme', name: 'app', version: '1.0.0' }),
    fence,
    callerAccount: () => 'lojademo',
    origin: (_req, res) => sendJson(res, 200, {}),
    resolve: () => ({
      part: 'vbase',
      outbound: false,
      async handle(req, res) {
        if (req.url === '/slow') await new Promise<void>(resolve => (goOn = resolve))
        if (req.destroyed) return
        written.push(String(req.headers['x-vtex-operation-id']))
        sendJson(res, 200, {})
      },
    }),
  })
  const port = await listen(server, 0)
  atEnd(() => close(server))
  const call = (operation: string, path = '/x') =>
    new Promise<string>(resolve => {
      const headers = { 'x-vtex-operation-id': operation }
      const outgoing = request({
        host: '127.0.0.1',
        port,
        agent: false,
        headers,
        path: `http://infra.io.vtex.com${path}`,
      })
      outgoing.on('response', answer => {
        answer.resume()
        resolve(String(answer.statusCode))
      })
      outgoing.on('error', () => resolve('cut'))
      outgoing.end()
    })
  return { fence, call, written, goOn: () => goOn() }
}

it('given a call of the service that is under way, expect it alone to be cut off', async () => {
  const { fence, call } = await setup()
  const end = fence.enter({ 'x-vtex-operation-id': 'old' })
  expect(await call('old')).toBe('200')
  fence.raise()
  fence.enter({ 'x-vtex-operation-id': 'new' })
  expect(await call('old')).toBe('cut')
  expect(await call('new')).toBe('200')
  expect(await call('')).toBe('200')
  end('ended')
  expect(await call('old')).toBe('200')
})

it('given a write that is half done, expect its connection to end before it is written', async () => {
  const { fence, call, written, goOn } = await setup()
  fence.enter({ 'x-vtex-operation-id': 'old' })
  const slow = call('old', '/slow')
  expect(await call('old')).toBe('200')
  fence.raise()
  expect(await slow).toBe('cut')
  goOn()
  expect(written).toEqual(['old'])
})

it('given a call that its caller gave up on, expect it to be cut off still', async () => {
  const { fence, call } = await setup()
  fence.enter({ 'x-vtex-operation-id': 'late' })('given up')
  fence.raise()
  expect(await call('late')).toBe('cut')
})

it('expect to be told what is under way, until it has ended', async () => {
  const { fence, call, goOn } = await setup()
  const end = fence.enter({ 'x-vtex-operation-id': 'one' })
  const slow = call('one', '/slow')
  for (let looks = 0; looks < 200 && fence.underWay().calls === 0; looks += 1)
    await new Promise(resolve => setTimeout(resolve, 5))
  expect(fence.underWay()).toEqual({ requests: 1, calls: 1 })
  goOn()
  await slow
  end('ended')
  for (let looks = 0; looks < 200 && fence.underWay().calls > 0; looks += 1)
    await new Promise(resolve => setTimeout(resolve, 5))
  expect(fence.underWay()).toEqual({ requests: 0, calls: 0 })
})

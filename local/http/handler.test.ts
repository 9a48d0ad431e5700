import { createServer, get } from 'node:http'
import { Readable } from 'node:stream'

import { expect, it, jest } from '@jest/globals'
import Koa from 'koa'

import { handlerOf } from './handler'
import { close, listen } from './listen'

/** Serves an endless body, disconnects after its first part, and returns what was printed. */
async function toldWhen(app: Koa, atServer: () => Promise<void>): Promise<unknown[][]> {
  const told = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  const server = createServer((req, res) => void handlerOf(app)(req, res))
  const port = await listen(server, 0)
  get({ port, agent: false }, answer => answer.once('data', () => answer.destroy())).on(
    'error',
    () => undefined
  )
  await atServer()
  await close(server)
  const { calls } = told.mock
  told.mockRestore()
  return calls
}

it('given a reader who leaves in the middle of an answer, expect the terminal to be told nothing', async () => {
  const app = new Koa()
  const ended = new Promise<void>(resolve => {
    app.use(ctx => {
      ctx.body = new Readable({ read: size => void size }).once('close', () =>
        setImmediate(resolve)
      )
      ;(ctx.body as Readable).push('first')
    })
  })
  expect(await toldWhen(app, () => ended)).toEqual([])
})

it('given a real failure, expect the terminal to be told', async () => {
  const app = new Koa()
  const failed = new Promise<void>(resolve => {
    app.use(ctx => {
      ctx.res.once('close', () => setImmediate(resolve))
      throw new Error('broken on purpose')
    })
  })
  expect(JSON.stringify(await toldWhen(app, () => failed))).toContain('broken on purpose')
})

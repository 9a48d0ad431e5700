import Koa from 'koa'
import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { serve, type Served } from '../../console/testing'
import { MiraklError } from '../errors'

import { readUpload } from './upload'

let served: Served
beforeEach(async () => {
  const app = new Koa()
  app.use(async ctx => {
    try {
      const { name, bytes } = await readUpload(ctx.req, 1000)
      ctx.body = { name, size: bytes.length }
    } catch (error) {
      ctx.status = error instanceof MiraklError ? error.status : 500
    }
  })
  served = await serve({ '/': app })
})
afterEach(() => served.close())

function post(field: string, size: number): Promise<Response> {
  const body = new FormData()
  body.set(field, new Blob(['x'.repeat(size)]), 'stock.csv')
  return fetch(served.url, { method: 'POST', body })
}

it('reads the part named file', async () => {
  expect(await (await post('file', 1000)).json()).toEqual({ name: 'stock.csv', size: 1000 })
})

it('refuses a file that is too large with 413, however large it is', async () => {
  expect((await post('file', 1001)).status).toBe(413)
  expect((await post('file', 5_000_000)).status).toBe(413)
})

it('ignores a file under another name', async () => {
  expect((await post('files', 10)).status).toBe(400)
})

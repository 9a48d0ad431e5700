import { afterAll, beforeAll } from '@jest/globals'

import { HttpServer } from './httpServer'

/** For the tests of one file: every call goes to a loopback server that stands for VTEX IO's proxy. */
export function throughProxy(): () => HttpServer {
  let server: HttpServer | null = null
  const before = process.env.http_proxy
  beforeAll(async () => {
    server = await HttpServer.start()
    process.env.http_proxy = server.url
  })
  afterAll(async () => {
    if (before === undefined) delete process.env.http_proxy
    else process.env.http_proxy = before
    await server?.stop()
  })
  return () => {
    if (!server) throw new Error('the server is not started')
    return server
  }
}

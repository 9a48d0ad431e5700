import type { IncomingHttpHeaders, Server } from 'http'
import { createServer } from 'http'
import type { AddressInfo } from 'net'
import { afterAll, beforeAll } from '@jest/globals'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Reply {
  readonly status: number
  readonly statusText?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** `hang`: no answer; `cut`: the connection ends instead; `drip`: a byte now and then, without end. */
  readonly fault?: 'hang' | 'cut' | 'drip'
}

/** A server on loopback with scripted answers that records its requests. */
export class HttpServer {
  readonly seen: Seen[] = []
  reply: Reply = { status: 200, body: '{}' }
  /** Answers to the next requests, one each; then `reply`. */
  replies: Reply[] = []
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method = '', url = '', headers } = request
        this.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') })
        const {
          status,
          statusText,
          headers: extra,
          body,
          fault,
        } = this.replies.shift() ?? this.reply
        if (fault === 'hang') return
        if (fault === 'cut') return void response.destroy()
        response.writeHead(status, statusText ?? '', { ...extra })
        if (fault !== 'drip') return void response.end(body)
        const timer = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(timer))
      })
    })
    // Longer than the app's HTTP client keeps an idle connection, so that none is reset under a request.
    this.#server.keepAliveTimeout = 65_000
  }

  static async start(): Promise<HttpServer> {
    const made = new HttpServer()
    await new Promise<void>(resolve => made.#server.listen(0, '127.0.0.1', resolve))
    return made
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get last(): Seen {
    const last = this.seen.at(-1)
    if (!last) throw new Error('nothing was asked')
    return last
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise(resolve => this.#server.close(() => resolve()))
  }
}

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

import { type AddressInfo, type Server, type Socket, createServer } from 'net'
import { deflateSync, gzipSync } from 'zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ExternalClient } from '@vtex/api'
import { Clients, clients } from '../compose'
import { CallError } from '../shared/callError'
import { skuId } from '../testing/factories'
import { anIoContext } from '../testing/vtex'
import { LONGEST_BODY } from './bounded'

/** Stands for every host behind VTEX's proxy; `play` is what it does once a request has come. */
class RawServer {
  requests = 0
  play: (socket: Socket) => void = () => undefined
  readonly #sockets = new Set<Socket>()
  readonly #server: Server = createServer(socket => {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => {
      this.requests += 1
      this.play(socket)
    })
  })

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}

const server = new RawServer()
const proxyBefore = process.env.http_proxy

beforeAll(async () => {
  process.env.http_proxy = await server.start()
})
afterAll(() => {
  if (proxyBefore === undefined) delete process.env.http_proxy
  else process.env.http_proxy = proxyBefore
  server.stop()
})
beforeEach(() => {
  server.requests = 0
})

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const TIMEOUT = 300
const DOCUMENT = { dataEntity: 'app_process', id: '5', fields: ['id'] }
const SCHEDULE = {
  id: 'tick',
  expression: '* * * * *',
  request: { uri: 'https://lojademo.myvtex.com/tick', method: 'POST' as const, body: {} },
}
const MAIL = {
  to: 'dona@loja.example',
  subject: 'Problema',
  title: 'ShopKey recusada',
  lines: ['Desde ontem.'],
  link: { href: 'https://lojademo.myvtex.com/admin', text: 'Abrir' },
}

/** A server that says a head and then a piece every 20 ms, without end. */
const dripping = (head: string, piece: string) => (socket: Socket) => {
  socket.write(head)
  const timer = setInterval(() => socket.write(piece), 20)
  socket.on('close', () => clearInterval(timer))
}

/** A whole answer with its length. */
const whole =
  (head: string, body: Buffer | string = '') =>
  (socket: Socket) => {
    socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`)
    socket.write(body)
  }

/** Valid JSON. */
const TOO_LONG = Buffer.concat([Buffer.alloc(LONGEST_BODY, ' '), Buffer.from('{}')])

/** A client with the settings of VBase's, retries included. */
class Probe extends ExternalClient {
  constructor(timeout: number) {
    super('http://lojademo.myvtex.com', anIoContext(), { ...clients.options.vbase, timeout })
  }

  get(): Promise<unknown> {
    return this.http.get('/probe', { metric: 'probe', nullIfNotFound: true })
  }
}

const readFile = (timeout = TIMEOUT) => new Probe(timeout).get()

describe('an answer that never ends', () => {
  it.each([
    ['its body', `${OK}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
    ['its body of a small length', `${OK}content-length: 15000\r\n\r\n`, ' '],
    ['its headers', OK, 'x-a: b\r\n'],
    ['its status line', 'HTTP/1.1 200 ', 'O'],
    ['what comes before it', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('is a failure when %s drips', async (_, head, piece) => {
    server.play = dripping(head, piece)
    await expect(readFile()).rejects.toThrow('probe: ECONNABORTED')
    expect(server.requests).toBe(2)
  })
})

describe('an answer that breaks off', () => {
  const packed = gzipSync(JSON.stringify({ text: 'x'.repeat(1_000) }))
  const plain = Buffer.from('{"text":"x"}')
  it.each([
    ['packed', 'content-encoding: gzip\r\n', packed],
    ['plain', '', plain],
  ])('is a failure when it is %s', async (_, header, body) => {
    server.play = socket => {
      socket.write(`${OK}${header}content-length: ${body.length}\r\n\r\n`)
      socket.write(body.subarray(0, 10), () => setTimeout(() => socket.destroy(), 20))
    }
    await expect(readFile()).rejects.toThrow('probe')
    expect(server.requests).toBe(2)
  })
})

it('is a failure when an answer without a length breaks off', async () => {
  server.play = socket => {
    socket.write(`${OK}transfer-encoding: chunked\r\n\r\n`)
    socket.write('5\r\n{"a":\r\n', () => setTimeout(() => socket.destroy(), 20))
  }
  await expect(readFile()).rejects.toThrow('probe')
  expect(server.requests).toBe(2)
})

describe('an answer that is too long', () => {
  it.each([
    ['plain', '', TOO_LONG],
    ['packed, and small on its way', 'content-encoding: gzip\r\n', gzipSync(TOO_LONG)],
  ])('is a failure when it is %s', async (_, header, body) => {
    server.play = whole(`${OK}${header}`, body)
    await expect(readFile(5_000)).rejects.toThrow('probe')
  })
})

describe('a good answer', () => {
  const text = '{"a":"ação"}'
  const value = { a: 'ação' }
  it.each<[string, string, Buffer | string, unknown]>([
    ['plain', OK, text, value],
    ['gzip', `${OK}Content-Encoding: gzip\r\n`, gzipSync(text), value],
    ['deflate', `${OK}content-encoding: deflate\r\n`, deflateSync(text), value],
    ['empty', OK, '', ''],
    ['empty, said to be packed', `${OK}content-encoding: gzip\r\n`, '', ''],
    ['a 204 that names a packing', 'HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n', '', ''],
    ['a 404', 'HTTP/1.1 404 Not Found\r\n', '{}', null],
  ])('is read: %s', async (_, head, body, expected) => {
    server.play = whole(head, body)
    expect(await readFile(5_000)).toEqual(expected)
    expect(server.requests).toBe(1)
  })

  it('is read as what it was when it comes in pieces of any size', async () => {
    const pieces = [1, 2, 16_383, 16_384, 3, 70_000, 1, 1]
    const name = 'x'.repeat(pieces.reduce((sum, size) => sum + size))
    server.play = socket => {
      socket.write(`${OK}transfer-encoding: chunked\r\n\r\n`)
      let from = 0
      for (const size of pieces) {
        const letter = String.fromCharCode(65 + (from % 26))
        socket.write(`${size.toString(16)}\r\n${letter.repeat(size)}\r\n`)
        from += size
      }
      socket.write('0\r\n\r\n')
    }
    const read = String(await readFile(5_000))
    expect(read).toHaveLength(name.length)
    let at = 0
    for (const size of pieces) {
      expect(read.slice(at, at + size)).toBe(String.fromCharCode(65 + (at % 26)).repeat(size))
      at += size
    }
  })
})

describe('a client of VTEX’s hosts', () => {
  const all = () => new Clients(clients.options, anIoContext())
  const skuAsked = skuId(5)
  it.each<[string, (made: Clients) => Promise<unknown>]>([
    ['Master Data', made => made.masterdata.getDocument(DOCUMENT)],
    ['Master Data, exactly', made => made.exactMasterdata.getDocument(DOCUMENT)],
    ['VTEX ID', made => made.vtexId.userOf('token')],
    ['License Manager', made => made.grants.isGranted('dona@loja.example', 'view')],
    ['the scheduler', made => made.scheduler.put(SCHEDULE)],
  ])('takes no answer that is too long: %s', async (_, call) => {
    server.play = whole(OK, TOO_LONG)
    await expect(call(all())).rejects.toThrow(CallError)
  })

  it('takes no answer that is too long: the store, mail', async () => {
    server.play = whole(OK, TOO_LONG)
    const { store, messageCenter } = all()
    expect(await store.sku(skuAsked)).toMatchObject({ ok: false })
    expect(await messageCenter.send(MAIL)).toBe('failed')
  })
})

import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ExternalClient } from '@vtex/api'
import { CarrefourClient } from '../../../node/carrefour/client'
import { NO_COUNTS, readReport } from '../../../node/carrefour/report/reading.logic'
import type { Answer } from '../../../node/ports'
import { anAccess, skuId } from '../../../node/testing/factories'
import { anIoContext } from '../../../node/testing/vtex'
import { CallError } from '../../../node/shared/callError'
import { SAFE_ANSWERS } from '../../../node/vtex/middleware'
import { processorTime } from '../../../node/testing/cases'

const MEGABYTE = 1024 * 1024

/** Bytes of an answer that must not be read to its end. */
const HUGE = 100 * MEGABYTE

/** Most bytes that may leave the server before the app hangs up: the longest answer, and what sockets hold. */
const MAX_TAKEN = 32 * MEGABYTE

/** Most memory that an answer may take beside what the process had, at its highest. */
const MAX_MEMORY = 96 * MEGABYTE

const HEADING = 'line;error;offer-sku;quantity;warehouse-code;update-delete\n'
const LINE = '"2";"motivo";"11";"1";"";"update"\n'

/** Carrefour with an answer that goes on for 100 MB, as far as anybody takes it. */
class EndlessCarrefour {
  taken = 0
  highest = 0
  readonly #server: Server

  constructor(withLength: boolean) {
    const chunk = Buffer.from(LINE.repeat(Math.ceil((64 * 1024) / LINE.length)))
    this.#server = createServer((request, response) => {
      request.resume()
      this.taken = 0
      const length = withLength ? { 'content-length': String(HUGE) } : {}
      response.writeHead(200, { 'content-type': 'text/csv', ...length })
      const push = (): void => {
        while (this.taken < HUGE && !response.destroyed) {
          const part = chunk.subarray(0, HUGE - this.taken)
          this.taken += part.length
          this.highest = Math.max(this.highest, process.memoryUsage().rss)
          if (!response.write(part)) return void response.once('drain', push)
        }
        response.end()
      }
      push()
    })
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise(resolve => this.#server.close(() => resolve()))
  }
}

const CALLS: readonly (readonly [
  string,
  (client: CarrefourClient, url: string) => Promise<Answer<unknown>>,
])[] = [
  ['STO01', (client, url) => client.sendStock(anAccess({ url }), '"offer-sku";"quantity"\n')],
  ['STO02', (client, url) => client.importStatus(anAccess({ url }), 'import-1')],
  ['STO03', (client, url) => client.errorReport(anAccess({ url }), 'import-1', 10_000)],
  ['OF21', (client, url) => client.offer(anAccess({ url }), skuId(1))],
  ['OF21 by page', (client, url) => client.offerPage(anAccess({ url }), 0)],
  ['P31', (client, url) => client.products(anAccess({ url }), ['7891000000017'])],
  ['A01', (client, url) => client.account(anAccess({ url }))],
]

let tried = 0
afterAll(() => void process.stdout.write(`fuzz: ${tried} answers that are too long tried\n`))

describe.each([
  ['that says its length', true],
  ['that does not', false],
])('an answer of 100 MB %s', (_, withLength) => {
  const carrefour = new EndlessCarrefour(withLength)
  let url = ''
  beforeAll(async () => {
    url = await carrefour.start()
  })
  afterAll(() => carrefour.stop())

  it.each(CALLS)(
    'given %s, expect a plain failure, little of it read, and bounded memory',
    async (name, call) => {
      tried += 1
      const before = process.memoryUsage().rss
      carrefour.highest = before
      const answer = await call(new CarrefourClient(anIoContext()), url)
      // A report that is too long is known to be one: its batch goes on without it.
      if (name === 'STO03') expect(answer).toEqual({ kind: 'done', value: null })
      else {
        expect(answer.kind).toBe('unavailable')
        expect(answer).toHaveProperty('message', expect.not.stringMatching(/^$/))
      }
      expect(carrefour.taken).toBeLessThan(MAX_TAKEN)
      expect(carrefour.highest - before).toBeLessThan(MAX_MEMORY)
    }
  )
})

/** Answers each request with chunks of one byte, without end. In a thread of its own, because it is never idle. */
const IN_BYTES = `
  const { createServer } = require('node:net')
  const { parentPort } = require('node:worker_threads')
  const chunks = Buffer.from('1\\r\\nx\\r\\n'.repeat(20_000))
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n')
      const push = () => {
        while (socket.writable && socket.write(chunks));
        socket.once('drain', push)
      }
      push()
    })
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`

/** A client of VTEX's own hosts, with less patience than usual. */
class AnyClient extends ExternalClient {
  constructor() {
    super('', anIoContext(), { middlewares: [...SAFE_ANSWERS], retries: 0, timeout: 1_500 })
  }

  read(url: string): Promise<unknown> {
    return this.http.get(url, { metric: 'any' })
  }
}

describe('an answer that comes byte by byte', () => {
  let server: Worker | null = null
  let url = ''
  beforeAll(async () => {
    server = new Worker(IN_BYTES, { eval: true })
    const [port] = (await once(server, 'message')) as [number]
    url = `http://127.0.0.1:${port}`
  })
  afterAll(() => server?.terminate())

  /** What a call takes beside what the process had, at its highest. */
  async function memoryOf(call: () => Promise<unknown>): Promise<number> {
    tried += 1
    const before = process.memoryUsage().rss
    let highest = before
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss)
    }, 10)
    await call()
    clearInterval(watch)
    return highest - before
  }

  it('given a report of chunks of one byte, expect a plain failure, and no memory for each of them', async () => {
    const memory = await memoryOf(async () => {
      const answer = await new CarrefourClient(anIoContext()).errorReport(
        anAccess({ url }),
        'import-1',
        10_000
      )
      // Whether its end or the deadline comes first depends on the machine.
      expect(['done', 'unavailable']).toContain(answer.kind)
      expect(answer).not.toHaveProperty('value.length')
    })
    expect(memory).toBeLessThan(MAX_MEMORY)
  }, 30_000)

  it('given the same of a host of VTEX, expect the same', async () => {
    const memory = await memoryOf(() =>
      expect(new AnyClient().read(url)).rejects.toThrow(CallError)
    )
    expect(memory).toBeLessThan(MAX_MEMORY)
  }, 30_000)
})

describe('a report as long as one may be', () => {
  it('given 20 MB of the same line, expect it read in little time, with the one SKU it names', () => {
    const text = LINE.repeat(Math.floor((20 * MEGABYTE) / LINE.length))
    const took = processorTime(() => {
      const sent = [11, 22].map(id => ({ skuId: skuId(id), quantity: 1 }))
      const { refused, open } = readReport(HEADING + text, sent, NO_COUNTS)
      expect([refused.map(line => line.skuId), open]).toEqual([['11'], ['22']])
    })
    expect(took).toBeLessThan(1_000)
  })
})

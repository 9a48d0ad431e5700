import { Readable } from 'stream'
import { type IOContext, Logger } from '@vtex/api'

import { CallError } from '../shared/callError'
import type { HttpContext } from '../compose'
import { FakeFiles } from './files'

/** The app's settings in memory; each save replaces the whole object, which is missing at first. */
export class FakeApps {
  saved: unknown = null
  /** Number of reads. */
  reads = 0

  readonly getAppSettings = async (): Promise<unknown> => {
    this.reads += 1
    return JSON.parse(JSON.stringify(this.saved)) as unknown
  }

  /** Error of the next save. */
  failNext: Error | null = null

  readonly saveAppSettings = async (_app: string, settings: unknown): Promise<void> => {
    const failure = this.failNext
    this.failNext = null
    if (failure) throw failure
    this.saved = settings
  }
}

/** A request as a route sees it, on platform clients in memory. */
export class FakeHttpContext {
  readonly apps = new FakeApps()
  readonly vbase = new FakeFiles()
  /** Keys of the events sent. */
  readonly sent: string[] = []
  /** Documents that a search of the ledger finds. */
  documents: readonly unknown[] = []
  /** While true no event is accepted. */
  refusesEvents = false
  readonly headers: Record<string, string> = {}
  /** What was logged, oldest first. */
  readonly logged: unknown[] = []
  /** The caller sends no cookies and no relevant headers. */
  readonly cookies = { get: () => undefined }
  path = '/_v/carrefour-inventory/route'
  status = 404
  body: unknown = undefined
  readonly vtex: IOContext
  readonly req: Readable
  readonly clients: unknown

  constructor(body: string, params: Readonly<Record<string, string>> = {}) {
    const keep = (line: unknown): void => void this.logged.push(line)
    const logger = { info: keep, warn: keep }
    this.vtex = anIoContext({
      logger: logger as never,
      route: { id: 'route', params, type: 'public' },
    })
    this.req = Readable.from(body === '' ? [] : [Buffer.from(body)])
    this.clients = {
      apps: this.apps,
      vbase: this.vbase,
      exactVbase: this.vbase,
      masterdata: {
        searchDocumentsWithPaginationInfo: async () => ({
          data: this.documents,
          pagination: { total: this.documents.length },
        }),
      },
      events: { sendEvent: (_app: string, key: string) => this.#send(key) },
    }
  }

  async #send(key: string): Promise<void> {
    if (this.refusesEvents) throw new CallError('events-send', 503, null)
    this.sent.push(key)
  }

  get(): string {
    return ''
  }

  set(name: string, value: string): void {
    this.headers[name] = value
  }

  /** Typed for the code under test, which reads no more than this. */
  asContext(): HttpContext {
    return this as unknown as HttpContext
  }
}

/** The part of the runtime's context that clients read. */
export function anIoContext(with_: Partial<IOContext> = {}): IOContext {
  const context = {
    account: 'lojademo',
    authToken: 'app-token',
    operationId: 'operation-1',
    platform: 'vtex',
    product: 'admin',
    production: true,
    region: 'local',
    requestId: 'request-1',
    route: { id: 'test', params: {}, type: 'public' as const },
    tracer: {
      isTraceSampled: false,
      startSpan: () => {
        throw new Error('nothing is traced here')
      },
      inject: () => undefined,
      fallbackSpanContext: () => undefined,
    },
    userAgent: 'vendor.app@0.1.0',
    workspace: 'master',
  }
  return { ...context, logger: new Logger(context), ...with_ }
}

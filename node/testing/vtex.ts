/* VTEX's services below the stores, in memory: app settings, VBase, Master Data, and a request as a route sees it. */

import { createHash } from 'crypto'
import { Readable } from 'stream'
import { type IOContext, type MasterData, Logger } from '@vtex/api'
import type { HttpContext } from '../compose'
import { CallError } from '../shared/callError'
import type { Files } from '../vtex/vbase'

/** The app's settings in memory; each save replaces the whole object, which is missing at first. */
export class FakeApps {
  saved: unknown = null
  /** Number of reads. */
  reads = 0
  /** Reads, by their number, that find nothing although settings are saved. */
  missedReads: readonly number[] = []

  readonly getAppSettings = async (): Promise<unknown> => {
    this.reads += 1
    if (this.missedReads.includes(this.reads)) throw new CallError('apps-get-settings', 404, null)
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

/** The fault of the next write. */
type WriteFault = 'lost before' | 'lost after' | 'late conflict'

/** VBase in memory: etags, `If-Match`, paged listings and lost answers. */
export class FakeFiles implements Files {
  readonly #files = new Map<string, string>()
  readonly faults: WriteFault[] = []
  /** Number of files read so far, and of all calls. */
  reads = 0
  calls = 0
  /** Whether every call answers 429. */
  throttled = false
  /** The one read, by its number, that finds nothing although the file is there. */
  missedRead: number | null = null
  /** Whether answers come without their `ETag`. */
  withoutEtag = false
  /** Status of a failed `If-Match`: not documented, so both are tried. */
  conflictStatus: 409 | 412 = 412
  /** Runs before each write, where a test can let another replica write. */
  beforeWrite: (() => Promise<void> | void) | null = null

  readonly getJSON = async <T>(
    bucket: string,
    path: string,
    nullIfNotFound?: boolean
  ): Promise<T> => (await this.getRawJSON<T>(bucket, path, nullIfNotFound)).data

  readonly getRawJSON = async <T>(bucket: string, path: string, nullIfNotFound?: boolean) => {
    this.#call('vbase-get-json')
    this.reads += 1
    const content =
      this.reads === this.missedRead ? undefined : this.#files.get(`${bucket}/${path}`)
    if (content === undefined && !nullIfNotFound) throw new CallError('vbase-get-json', 404, null)
    const found = content !== undefined
    return {
      data: (found ? JSON.parse(content) : null) as T,
      headers: (found && !this.withoutEtag ? { etag: etagOf(content) } : {}) as Record<
        string,
        string
      >,
      status: found ? 200 : 404,
    }
  }

  readonly saveJSON = async <T>(
    bucket: string,
    path: string,
    data: T,
    _tracing?: unknown,
    ifMatch?: string
  ) => {
    this.#call('vbase-save-json')
    await this.beforeWrite?.()
    const fault = this.faults.shift()
    if (fault === 'lost before') throw new CallError('vbase-save-json', null, 'ECONNRESET')
    const name = `${bucket}/${path}`
    const before = this.#files.get(name)
    if (ifMatch && (before === undefined || etagOf(before) !== ifMatch)) {
      throw new CallError('vbase-save-json', this.conflictStatus, null)
    }
    const content = JSON.stringify(data)
    this.#files.set(name, content)
    if (fault === 'lost after') throw new CallError('vbase-save-json', null, 'ECONNABORTED')
    if (fault === 'late conflict') throw new CallError('vbase-save-json', this.conflictStatus, null)
    return [{ path, hash: etagOf(content) }]
  }

  readonly deleteFile = async (bucket: string, path: string) => {
    this.#call('vbase-delete-file')
    if (!this.#files.delete(`${bucket}/${path}`))
      throw new CallError('vbase-delete-file', 404, null)
    return { data: undefined, headers: {}, status: 204 }
  }

  readonly listFiles: Files['listFiles'] = async (bucket, options) => {
    this.#call('vbase-list')
    const { prefix = '', limit = 100, next = '' } = typeof options === 'object' ? options : {}
    const start = `${bucket}/`
    const paths = [...this.#files.keys()]
      .flatMap(name => (name.startsWith(start) ? name.slice(start.length) : []))
      .filter(path => path.startsWith(prefix) && path > next)
      .sort()
    const page = paths.slice(0, Math.min(limit, PAGE))
    const last = page.at(-1)
    const data = page.map(path => ({ path, hash: '' }))
    return { data, next: last && paths.length > page.length ? last : '', smartCacheHeaders: {} }
  }

  #call(name: string): void {
    this.calls += 1
    if (this.throttled) throw new CallError(name, 429, null)
  }

  /** All file names as `bucket/path`, sorted. */
  names(): readonly string[] {
    return [...this.#files.keys()].sort()
  }

  /** Puts any content, such as that of an older version or of somebody else. */
  put(name: string, content: unknown): void {
    this.#files.set(name, JSON.stringify(content))
  }
}

/** Small, so that tests turn pages. */
const PAGE = 3

const etagOf = (content: string): string =>
  `"${createHash('sha256').update(content).digest('hex')}"`

/** Parts of a path: Node rejects anything else with an error that is no answer of Master Data. */
const IN_A_PATH = /^[\w.-]+$/

/**
 * Master Data in memory, as far as the stores call it. It does not search: every search matches all documents of the
 * entity. Parts of paths and queries must be valid, as over HTTP.
 */
export class FakeMasterData {
  /** By entity, then id. */
  readonly entities = new Map<string, Map<string, object>>()
  /** Number of calls so far. */
  calls = 0

  readonly getDocument = async ({ dataEntity, id }: Parameters<MasterData['getDocument']>[0]) => {
    this.#fit(dataEntity, id)
    const found = this.#of(dataEntity).get(id)
    if (!found) throw new CallError('masterdata-get', 404, null)
    return found
  }

  readonly updateEntireDocument = async ({
    dataEntity,
    id,
    fields,
  }: {
    dataEntity: string
    id: string
    fields: object
  }) => {
    this.#fit(dataEntity, id)
    this.#of(dataEntity).set(id, JSON.parse(JSON.stringify({ ...fields, id })) as object)
  }

  readonly updatePartialDocument = async (
    args: Parameters<FakeMasterData['updateEntireDocument']>[0]
  ) => {
    const before = this.#of(args.dataEntity).get(args.id) ?? {}
    await this.updateEntireDocument({ ...args, fields: { ...before, ...args.fields } })
  }

  readonly deleteDocument = async ({ dataEntity, id }: { dataEntity: string; id: string }) => {
    this.#fit(dataEntity, id)
    this.#of(dataEntity).delete(id)
  }

  readonly searchDocumentsWithPaginationInfo = async ({
    dataEntity,
    where = '',
    sort = '',
    pagination: { page, pageSize },
  }: Parameters<MasterData['searchDocumentsWithPaginationInfo']>[0]) => {
    this.#fit(dataEntity)
    encodeURIComponent(`${where}${sort}`)
    const start = (page - 1) * pageSize
    const isRange = Number.isSafeInteger(start) && start >= 0 && pageSize >= 1 && pageSize <= 100
    if (!isRange) throw new CallError('masterdata-search', 400, null)
    const all = [...this.#of(dataEntity).values()]
    return {
      data: all.slice(start, start + pageSize),
      pagination: { total: all.length, page, pageSize },
    }
  }

  readonly scrollDocuments = async ({
    dataEntity,
    where = '',
    mdToken,
  }: Parameters<MasterData['scrollDocuments']>[0]) => {
    this.#fit(dataEntity)
    encodeURIComponent(where)
    return { data: mdToken ? [] : [...this.#of(dataEntity).values()], mdToken: 'scroll' }
  }

  readonly ensureSchema = async () => undefined

  #of(entity: string): Map<string, object> {
    const found = this.entities.get(entity) ?? new Map<string, object>()
    this.entities.set(entity, found)
    return found
  }

  #fit(...parts: readonly string[]): void {
    this.calls += 1
    const unfit = parts.find(part => !IN_A_PATH.test(part))
    if (unfit !== undefined) throw new TypeError('Request path contains unescaped characters')
  }
}

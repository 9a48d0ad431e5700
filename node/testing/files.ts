import { createHash } from 'crypto'

import { CallError } from '../shared/callError'
import type { Files } from '../storage/vbase'

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
    const content = this.#files.get(`${bucket}/${path}`)
    if (content === undefined && !nullIfNotFound) throw new CallError('vbase-get-json', 404, null)
    const found = content !== undefined
    return {
      data: (found ? JSON.parse(content) : null) as T,
      headers: (found ? { etag: etagOf(content) } : {}) as Record<string, string>,
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

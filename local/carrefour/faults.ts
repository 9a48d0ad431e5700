import type { Word } from '../console/words'
import type { Sql } from '../sql'
import type { Operation } from './operations'

/** What can go wrong on demand. */
export const FAULT_KINDS = [
  'http',
  'html',
  'empty',
  'latency',
  'reset',
  'lost-answer',
  'accepted-202',
  'no-import-id',
  'import-never-ends',
  'import-fails',
  'import-cancelled',
  'import-ends-late',
  'status-queued',
  'status-custom',
  'status-lower-case',
  'counts-contradict',
  'counts-null',
  'report-pipe',
  'report-utf16',
  'report-headless',
  'report-localised',
  'report-cut',
  'report-foreign',
  'offers-lag',
  'offers-cut',
  'wrong-type',
  'missing-fields',
  'extra-fields',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** What each fault does, for the console. */
export const FAULT_TEXTS: Record<FaultKind, Word> = {
  http: 'HTTP error, with Retry-After if given',
  html: 'HTML error page',
  empty: 'Empty body',
  latency: 'Slow response',
  reset: 'Connection cut, call not received',
  'lost-answer': 'Call received, then connection cut',
  'accepted-202': '202 instead of 201',
  'no-import-id': 'No import_id in the body, Location stays',
  'import-never-ends': 'Import never ends',
  'import-fails': 'Import ends FAILED',
  'import-cancelled': 'Import ends CANCELLED',
  'import-ends-late': 'Import ends after 34 minutes',
  'status-queued': 'Unknown status QUEUED',
  'status-custom': 'Unknown status of another kind',
  'status-lower-case': 'Status in lower case',
  'counts-contradict': 'Counts of lines that contradict each other',
  'counts-null': 'Counts of lines and report flag are null',
  'report-pipe': 'Error report with | between columns',
  'report-utf16': 'Error report in UTF-16',
  'report-headless': 'Error report without headings',
  'report-localised': 'Error report with Portuguese headings in another order',
  'report-cut': 'Error report that ends in the middle',
  'report-foreign': 'Error report with lines of others and a sum',
  'offers-lag': 'Offers with their quantity before the last import',
  'offers-cut': 'A page of offers lacks its last one',
  'wrong-type': 'Content type text/html on any answer',
  'missing-fields': 'Fields missing or null',
  'extra-fields': 'Undocumented fields',
}

/** An order to misbehave. */
export interface Fault {
  faultId: number
  /** One operation, or all. */
  operation: Operation | 'all'
  kind: FaultKind
  /** For http, html and empty: the status to answer. */
  status: number | null
  /** For http: what Retry-After says, as seconds or as any other text; null sends none. */
  retryAfter: number | string | null
  /** For latency. */
  latencyMs: number | null
  /** How many calls more; null means until removed. */
  remaining: number | null
  createdAt: number
}

export type NewFault = Omit<Fault, 'faultId'>

/** The faults that wait to happen. */
export interface FaultStore {
  add(fault: NewFault): Fault
  all(): Fault[]
  remove(faultId: number): boolean
  clear(): void
  /** The faults that hit this call; each is used up by one. */
  take(operation: Operation): Fault[]
}

const SELECT = `SELECT fault_id AS faultId, operation, kind, status, retry_after AS retryAfter,
  latency_ms AS latencyMs, remaining, created_at AS createdAt FROM carrefour_faults`

export function faultStore(sql: Sql): FaultStore {
  return {
    add(fault) {
      const made = sql.get<Fault>(
        `INSERT INTO carrefour_faults
           (operation, kind, status, retry_after, latency_ms, remaining, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING fault_id AS faultId, operation, kind, status,
           retry_after AS retryAfter, latency_ms AS latencyMs, remaining, created_at AS createdAt`,
        fault.operation,
        fault.kind,
        fault.status,
        fault.retryAfter,
        fault.latencyMs,
        fault.remaining,
        fault.createdAt
      )
      if (made === undefined) throw new Error('The fault was not stored')
      return made
    },
    all: () => sql.all<Fault>(`${SELECT} ORDER BY fault_id`),
    remove: faultId => sql.run('DELETE FROM carrefour_faults WHERE fault_id = ?', faultId) > 0,
    clear: () => void sql.run('DELETE FROM carrefour_faults'),
    take: operation =>
      sql.transaction(() => {
        const hits = sql.all<Fault>(
          `${SELECT} WHERE operation IN (?, 'all') ORDER BY fault_id`,
          operation
        )
        for (const fault of hits) {
          sql.run(
            'UPDATE carrefour_faults SET remaining = remaining - 1 WHERE fault_id = ?',
            fault.faultId
          )
        }
        sql.run('DELETE FROM carrefour_faults WHERE remaining <= 0')
        return hits
      }),
  }
}

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
  'status-queued',
  'missing-fields',
  'extra-fields',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** What each fault does, for the console. */
export const FAULT_TEXTS: Record<FaultKind, string> = {
  http: 'HTTP error, with Retry-After if given',
  html: 'HTML error page',
  empty: 'Empty body',
  latency: 'Slow answer',
  reset: 'Connection cut, call not taken',
  'lost-answer': 'Call taken, then connection cut',
  'accepted-202': '202 instead of 201',
  'no-import-id': 'No import_id in the body, Location stays',
  'import-never-ends': 'Import never ends',
  'import-fails': 'Import ends FAILED',
  'status-queued': 'Unknown status QUEUED',
  'missing-fields': 'Fields missing or null',
  'extra-fields': 'Fields nobody documented',
}

/** An order to misbehave. */
export interface Fault {
  faultId: number
  /** One operation, or all. */
  operation: Operation | 'all'
  kind: FaultKind
  /** For http, html and empty: the status to answer. */
  status: number | null
  /** For http: seconds in Retry-After; null sends none. */
  retryAfter: number | null
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

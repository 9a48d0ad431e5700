import type { Sql } from '../sql'
import type { Operation } from './operations'

/** How many calls the log keeps; the counters count all of them. */
const KEPT_CALLS = 10_000

/** One call as it arrived. */
export interface Call {
  seq: number
  /** When it arrived. */
  at: number
  operation: Operation
  shopId: number | null
  keyId: number | null
  /** What was answered; null while it runs or when the connection was cut. */
  status: number | null
  importId: string | null
  /** Kinds of the faults that hit it. */
  faults: string[]
}

/** Counts of one operation. */
export interface CallCounter {
  operation: Operation
  calls: number
  /** Answered with 400 or more, or not at all. */
  refused: number
  lastAt: number
}

/** What happened to a call in the end. */
export type CallEnd = Omit<Call, 'seq' | 'at' | 'operation'>

/** Which calls; `since` and `until` are moments of arrival. */
export interface CallQuery {
  operation?: Operation | undefined
  since: number
  limit: number
}

/** The log of calls, to prove that limits were kept. */
export interface CallLog {
  start(operation: Operation, at: number): number
  end(seq: number, end: CallEnd): void
  /** Oldest first; the newest `limit` of them. */
  find(query: CallQuery): Call[]
  counters(): CallCounter[]
  clear(): void
}

interface Row extends Omit<Call, 'faults'> {
  faults: string
}

export function callLog(sql: Sql): CallLog {
  return {
    start: (operation, at) =>
      sql.transaction(() => {
        const row = sql.get<{ seq: number }>(
          `INSERT INTO carrefour_calls (at, operation, faults) VALUES (?, ?, '[]') RETURNING seq`,
          at,
          operation
        )
        const seq = row?.seq ?? 0
        sql.run('DELETE FROM carrefour_calls WHERE seq <= ?', seq - KEPT_CALLS)
        sql.run(
          `INSERT INTO carrefour_counters VALUES (?, 1, 1, ?) ON CONFLICT (operation)
           DO UPDATE SET calls = calls + 1, refused = refused + 1, last_at = excluded.last_at`,
          operation,
          at
        )
        return seq
      }),
    end(seq, end) {
      sql.transaction(() => {
        sql.run(
          `UPDATE carrefour_calls SET shop_id = ?, key_id = ?, status = ?, import_id = ?, faults = ?
           WHERE seq = ?`,
          end.shopId,
          end.keyId,
          end.status,
          end.importId,
          JSON.stringify(end.faults),
          seq
        )
        if (end.status === null || end.status >= 400) return
        sql.run(
          `UPDATE carrefour_counters SET refused = refused - 1
           WHERE operation = (SELECT operation FROM carrefour_calls WHERE seq = ?)`,
          seq
        )
      })
    },
    find: ({ operation, since, limit }) =>
      sql
        .all<Row>(
          `SELECT * FROM (SELECT seq, at, operation, shop_id AS shopId, key_id AS keyId, status,
             import_id AS importId, faults FROM carrefour_calls
             WHERE (?1 IS NULL OR operation = ?1) AND at >= ?2 ORDER BY seq DESC LIMIT ?3)
           ORDER BY seq`,
          operation ?? null,
          since,
          limit
        )
        .map(row => ({ ...row, faults: JSON.parse(row.faults) as string[] })),
    counters: () =>
      sql.all<CallCounter>(
        `SELECT operation, calls, refused, last_at AS lastAt FROM carrefour_counters
         ORDER BY operation`
      ),
    clear() {
      sql.run('DELETE FROM carrefour_calls')
      sql.run('DELETE FROM carrefour_counters')
    },
  }
}

import type { Sql } from '../sql'
import type { Operation } from './operations'
import type { CarrefourSettings } from './settings'

const FORGET_AFTER_MS = 2 * 86_400_000

/** Whose call it is. */
export interface Caller {
  shopId: number
  keyId: number
  importId?: string | undefined
}

/** Keeps the documented distance between two calls of an operation. */
export interface Throttle {
  /** Takes the call (undefined), or answers how many whole seconds are to be waited. */
  take(
    operation: Operation,
    caller: Caller,
    settings: CarrefourSettings,
    now: number
  ): number | undefined
  clear(): void
}

export function throttle(sql: Sql): Throttle {
  return {
    take(operation, caller, settings, now) {
      const seconds = settings.throttleSeconds[operation] ?? 0
      if (settings.throttleBy === 'off' || seconds <= 0) return undefined
      const counted = countedBy(settings.throttleBy, caller)
      return sql.transaction(() => {
        const last = sql.get<{ at: number }>(
          'SELECT last_at AS at FROM carrefour_throttle WHERE operation = ? AND counted = ?',
          operation,
          counted
        )
        const wait = last === undefined ? 0 : last.at + seconds * 1000 - now
        if (wait > 0) return Math.ceil(wait / 1000)
        sql.run(
          `INSERT INTO carrefour_throttle VALUES (?, ?, ?) ON CONFLICT (operation, counted)
           DO UPDATE SET last_at = excluded.last_at`,
          operation,
          counted,
          now
        )
        sql.run('DELETE FROM carrefour_throttle WHERE last_at < ?', now - FORGET_AFTER_MS)
        return undefined
      })
    },
    clear: () => void sql.run('DELETE FROM carrefour_throttle'),
  }
}

function countedBy(by: 'shop' | 'key' | 'import', caller: Caller): string {
  if (by === 'key') return `key ${caller.keyId}`
  if (by === 'import' && caller.importId !== undefined) return `import ${caller.importId}`
  return `shop ${caller.shopId}`
}

import type { Sql } from '../sql'

import type { DeliveryOutcome, NotificationBody, NotificationTarget } from './notification'

const KEPT = 1000

/** What a notification is about. */
export type Change =
  | 'removed from the policy'
  | 'SKU changed'
  | 'SKU changed, inactive'
  | 'stock changed'
  | 'price changed'

/** One notification as the console shows it. The webhook's path may hold a secret and is not kept. */
export interface LoggedNotification {
  id: number
  at: number
  skuId: number
  /** Who was told: an affiliate, or the broadcaster. */
  target: string
  change: Change
  /** Null while it is under way. */
  ok: boolean | null
  detail: string
}

/** The last notifications and how each delivery ended. */
export interface NotificationLog {
  add(body: NotificationBody, target: NotificationTarget, at: number): number
  finish(id: number, outcome: DeliveryOutcome): void
  /** Newest first. */
  latest(limit: number): LoggedNotification[]
}

export function notificationLog(sql: Sql): NotificationLog {
  return {
    add: (body, target, at) =>
      sql.transaction(() => {
        const row = sql.get<{ seq: number }>(
          `INSERT INTO store_notifications (at, sku_id, target, change, detail)
           VALUES (?, ?, ?, ?, '') RETURNING seq`,
          at,
          Number(body.IdSku),
          target.kind === 'webhook' ? `affiliate ${target.affiliateId}` : 'broadcaster',
          changeOf(body)
        )
        const seq = row?.seq ?? 0
        sql.run('DELETE FROM store_notifications WHERE seq <= ?', seq - KEPT)
        return seq
      }),
    finish(id, { ok, detail }) {
      sql.run(
        'UPDATE store_notifications SET ok = ?, detail = ? WHERE seq = ?',
        ok ? 1 : 0,
        detail.slice(0, 200),
        id
      )
    },
    latest: limit =>
      sql
        .all<Omit<LoggedNotification, 'ok'> & { ok: number | null }>(
          `SELECT seq AS id, at, sku_id AS skuId, target, change, ok, detail
           FROM store_notifications ORDER BY seq DESC LIMIT ?`,
          limit
        )
        .map(row => ({
          id: row.id,
          at: row.at,
          skuId: row.skuId,
          target: row.target,
          change: row.change,
          ok: row.ok === null ? null : row.ok === 1,
          detail: row.detail,
        })),
  }
}

function changeOf(body: NotificationBody): Change {
  if (body.HasStockKeepingUnitRemovedFromAffiliate) return 'removed from the policy'
  if (body.HasStockKeepingUnitModified)
    return body.IsActive ? 'SKU changed' : 'SKU changed, inactive'
  return body.StockModified ? 'stock changed' : 'price changed'
}

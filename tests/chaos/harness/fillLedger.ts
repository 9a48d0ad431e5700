import { join } from 'node:path'
import { command, openDatabase, query } from '../../../local/database'
import { entityOf } from '../../../node/vtex/schemas'
import { toDocument } from '../../../node/ledger/document'
import type { AppIdentity as LocalIdentity } from '../../../local/config'
import type { SkuId } from '../../../node/shared/sku.logic'
import type { World } from '../world'

/** SKUs of a file, which share the moment of its outcome, and how far files are apart. */
const FILE = 10_000
const MINUTE = 60_000

/**
 * Writes a ledger of SKUs that a refused ShopKey blocked, as if each had been tried: into Master Data's tables,
 * because a hundred thousand calls would take longer than what is measured.
 */
export function fillLedger(
  dataDir: string,
  app: LocalIdentity,
  { account, skus }: World,
  now: number
): void {
  const db = openDatabase(join(dataDir, 'workspace.db'))
  const identity = { ...app, locator: app.key }
  const { name } = entityOf('process', identity, { production: true })
  const [entity] = query<{ id: number }>(
    db,
    'SELECT id FROM masterdata_entities WHERE account = ? AND name = ?'
  ).all(account, name)
  if (!entity) throw new Error(`${account} has no entity ${name}`)
  const put = command(db, 'INSERT OR REPLACE INTO masterdata_documents VALUES (?, ?, ?)')
  const index = command(
    db,
    'INSERT INTO masterdata_pending (entity, id, body, visible_at) VALUES (?, ?, ?, ?)'
  )
  db.transaction(() => {
    for (const [place, { skuId, ean }] of skus.entries()) {
      const id = String(skuId)
      const at = now - Math.floor(place / FILE) * MINUTE
      const body = JSON.stringify({ ...document(id, ean, account, at), id })
      put(entity.id, id, body)
      index(entity.id, id, body, now)
    }
  })()
  db.close()
}

function document(id: string, ean: string, account: string, now: number) {
  const attempt = {
    batchId: 'before',
    at: now,
    reason: 'NOTIFICATION',
    status: 'ERROR',
    cause: 'AUTH_INVALID',
    quantity: 10,
    message: '"status":401,"message":"Unauthorized"',
    importId: null,
  } as const
  return toDocument({
    skuId: id as SkuId,
    affiliate: 'CRF',
    shop: null,
    facts: { name: `Produto ${account} ${id}`, ean, reference: null, isKit: false, readAt: now },
    status: attempt.status,
    cause: attempt.cause,
    causeSince: now,
    message: attempt.message,
    fingerprint: null,
    quantity: attempt.quantity,
    available: 10,
    atCarrefour: 0,
    processedAt: now,
    lastCheckedAt: null,
    nextCheckAt: null,
    seen: null,
    attempts: [attempt],
  })
}

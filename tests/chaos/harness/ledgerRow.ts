import { join } from 'node:path'
import { openDatabase, query } from '../../../local/database'
import { entityOf } from '../../../node/vtex/schemas'
import type { AppIdentity as LocalIdentity } from '../../../local/config'

/** What a SKU's row says; null when there is none. */
export interface LedgerRow {
  readonly status: string | null
  readonly quantity: number | null
}

/** Reads a SKU's row in Master Data's tables: to ask the service would be work that is measured too. */
export function ledgerRow(
  dataDir: string,
  app: LocalIdentity,
  account: string,
  skuId: string
): LedgerRow | null {
  const db = openDatabase(join(dataDir, 'workspace.db'))
  try {
    const { name } = entityOf('process', { ...app, locator: app.key }, { production: true })
    const [row] = query<LedgerRow>(
      db,
      `SELECT json_extract(d.body, '$.status') AS status, json_extract(d.body, '$.quantity') AS quantity
       FROM masterdata_documents d JOIN masterdata_entities e ON e.id = d.entity
       WHERE e.account = ? AND e.name = ? AND d.id = ?`
    ).all(account, name, skuId)
    return row ?? null
  } finally {
    db.close()
  }
}

import type { Sql } from '../sql'

/** An affiliate as VTEX's affiliates API answers it. */
export interface Affiliate {
  /** Three consonants. */
  id: string
  name: string
  followUpEmail: string
  salesChannel: string
  /** Where notifications are POSTed; null sends none. */
  searchURIEndpoint: string | null
  searchURIEndpointVersion: string
  searchURIEndpointAvailableVersions: string[]
  useSellerPaymentMethod: boolean
  minimumValueAccumulated: number | null
}

/** The store's affiliates. */
export interface AffiliateStore {
  all(): Affiliate[]
  get(id: string): Affiliate | undefined
  put(affiliate: Affiliate): void
  remove(id: string): boolean
}

export function affiliateStore(sql: Sql): AffiliateStore {
  const parse = (row: { value: string }) => JSON.parse(row.value) as Affiliate
  return {
    all: () =>
      sql
        .all<{ value: string }>('SELECT value FROM store_affiliates ORDER BY affiliate_id')
        .map(parse),
    get(id) {
      const row = sql.get<{ value: string }>(
        'SELECT value FROM store_affiliates WHERE affiliate_id = ?',
        id
      )
      return row && parse(row)
    },
    put(affiliate) {
      sql.run(
        `INSERT INTO store_affiliates VALUES (?, ?)
         ON CONFLICT (affiliate_id) DO UPDATE SET value = excluded.value`,
        affiliate.id,
        JSON.stringify(affiliate)
      )
    },
    remove: id => sql.run('DELETE FROM store_affiliates WHERE affiliate_id = ?', id) > 0,
  }
}

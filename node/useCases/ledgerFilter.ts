import type { ProcessFilter } from '../domain/processFilter'
import { causesOf } from '../domain/processFilter'
import { readSearch } from '../domain/search'
import type { LedgerFilter } from '../ports/stores'

/** The filter as the ledger is searched by it; null when nothing can match. */
export function ledgerFilter(filter: ProcessFilter): LedgerFilter | null {
  const causes = causesOf(filter)
  const search = readSearch(filter.search)
  if (causes?.length === 0 || search.kind === 'unusable') return null
  const { status, fingerprint, since, before } = filter
  return {
    status: status === 'PENDING' ? null : status,
    causes: causes ?? [],
    without: causes === null ? filter.without : [],
    fingerprint,
    since,
    before,
    search,
  }
}

import type { ProcessFilter } from '../domain/processFilter'
import { causesOf, eanIn } from '../domain/processFilter'
import { MOST_WORDS, searchWords } from '../domain/words'
import type { LedgerFilter } from '../ports/stores'

/** The filter as the ledger is searched by it; null when nothing can fit. */
export function ledgerFilter(filter: ProcessFilter): LedgerFilter | null {
  const causes = causesOf(filter)
  if (causes?.length === 0) return null
  const { status, fingerprint, since, before, search } = filter
  const ean = eanIn(search)
  return {
    status: status === 'PENDING' ? null : status,
    causes: causes ?? [],
    without: causes === null ? filter.without : [],
    fingerprint,
    since,
    before,
    ean,
    words: ean === null ? searchWords(search).slice(0, MOST_WORDS) : [],
  }
}

import { mapLimit } from '../domain/mapLimit'
import type { Process } from '../domain/processes'
import type { ProcessFilter } from '../domain/processFilter'
import { fitsSearch } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import { searchWords } from '../domain/words'
import type { Ports } from '../ports'
import type { Ledger, LedgerFilter } from '../ports/stores'
import { ledgerFilter } from './ledgerFilter'
import type { Pending, Row } from './pending'

/** Most SKUs that one step looks at. */
export const STEP = 1_000

/** Most documents of one search, and most SKUs of one `find`. */
const SEARCHED = 100
const FOUND = 50

/** Rows above a SKU code, in the order of the codes. */
export interface Step {
  readonly rows: readonly Row[]
  /** How many match above that code, at most. */
  readonly total: number
  /** The SKU code to go on above; null when there is nothing more. */
  readonly last: SkuId | null
}

/**
 * What has an outcome. A SKU's code never changes, so a walk by codes meets each SKU that matches all the
 * while exactly once, whatever comes and goes meanwhile; and any step can be asked for again.
 */
export async function settledStep(
  { ledger }: Pick<Ports, 'ledger'>,
  filter: ProcessFilter,
  above: SkuId | null
): Promise<Step> {
  const narrowed = ledgerFilter(filter)
  if (!narrowed) return { rows: [], total: 0, last: null }
  const { words = [], ...plain } = narrowed
  const first = await searchAbove(ledger, narrowed, above)
  // Many searches by words would be many wildcards, and Master Data blocks an account for them.
  const compares = words.length > 0 && first.total > STEP
  const next = (from: SkuId | null) => searchAbove(ledger, compares ? plain : narrowed, from)
  const rows: Row[] = []
  let page = compares ? await next(above) : first
  for (let seen = SEARCHED; ; seen += SEARCHED) {
    rows.push(...page.items.filter(process => !compares || hasWords(process, words)).map(toRow))
    const last = page.items.at(-1)?.skuId ?? null
    if (page.total <= SEARCHED || last === null) return { rows, total: first.total, last: null }
    if (seen >= STEP) return { rows, total: first.total, last }
    page = await next(last)
  }
}

const searchAbove = (ledger: Ledger, filter: LedgerFilter, above: SkuId | null) =>
  ledger.search({
    ...filter,
    skuAbove: above === null ? null : Number(above),
    sort: 'skuUp',
    page: 1,
    pageSize: SEARCHED,
  })

const toRow = (process: Process): Row => ({ skuId: process.skuId, process })

function hasWords({ facts, message }: Process, words: readonly string[]): boolean {
  const text = searchWords(`${facts?.name ?? ''} ${message ?? ''}`).join(' ')
  return words.every(word => text.includes(word))
}

/** What waits, whether it ever had an outcome or not. */
export async function pendingStep(
  { ledger }: Pick<Ports, 'ledger'>,
  pending: Pending,
  filter: ProcessFilter,
  above: SkuId | null
): Promise<Step> {
  const all = new Set(await pending.list(0, pending.size))
  const rest = [...all]
    .filter(skuId => above === null || Number(skuId) > Number(above))
    .sort((a, b) => Number(a) - Number(b))
  const looked = rest.slice(0, STEP)
  const parts = Array.from({ length: Math.ceil(looked.length / FOUND) }, (_, part) =>
    looked.slice(part * FOUND, (part + 1) * FOUND)
  )
  const found = await mapLimit(parts, 4, part => ledger.find(part))
  const known = new Map(found.flat().map(process => [process.skuId, process]))
  const rows = looked
    .map((skuId): Row => ({ skuId, process: known.get(skuId) ?? null }))
    .filter(({ process }) => fitsSearch(process, filter.search))
  return { rows, total: rest.length, last: rest.length > STEP ? (looked.at(-1) ?? null) : null }
}

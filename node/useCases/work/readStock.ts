import type { ClaimedLine, ReadLine } from '../../domain/batches'
import { chunks, mapLimit } from '../../domain/mapLimit'
import { mayBeHeld } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { ok } from '../../domain/result'
import type { StoreStock } from '../../domain/stock'
import { decideStock } from '../../domain/stock'
import { LedgerUnavailable } from '../../ports/stores'
import type { Outcome } from './askStore'
import { askStore } from './askStore'
import type { Run } from './run'

/** Ledger reads at a time. */
const READS = 16

/**
 * The stock of all lines, or of some of them when the store could not be asked about all in one step. `known` are the lines
 * with what it said so far: the next step goes on from there.
 */
export type StockRead =
  | {
      readonly kind: 'read'
      readonly lines: readonly ReadLine[]
      readonly known: readonly ClaimedLine[]
    }
  | { readonly kind: 'more'; readonly known: readonly ClaimedLine[] }

/**
 * Reads today's stock of every line and applies the stock rules. A change that comes after the reading
 * marks the SKU again, so an answer may be some steps old.
 *
 * @param patience failed calls after which an outage of the store is believed
 */
export async function readStock(
  run: Run,
  lines: readonly ClaimedLine[],
  patience = 0
): Outcome<StockRead> {
  const asked = await askStore(run, lines, patience)
  if (!asked.ok) return asked
  const known = asked.value
  if (known.some(line => !line.store)) return ok({ kind: 'more', known })
  const { sendKits } = run.configuration.choices
  const read = known.map(line => ({ line, stock: stockOf(line, sendKits) }))
  const held = sendKits ? NONE : await heldAmong(run, read)
  const stocks = read.map(({ line, stock }) =>
    stock.kind === 'kit' && held.has(line.skuId)
      ? { line, stock: { ...stock, isHeld: true } }
      : { line, stock }
  )
  const strangers = await strangersAmong(
    run,
    stocks.flatMap(({ line, stock }) => (stock.kind === 'notInPolicy' ? [line] : []))
  )
  return ok({
    kind: 'read',
    known,
    lines: stocks
      .filter(({ line }) => !strangers.has(line.skuId))
      .map(({ line, stock }) => decided(run, line, stock)),
  })
}

function stockOf({ store, facts }: ClaimedLine, sendKits: boolean): StoreStock {
  const stock: StoreStock = store ?? { kind: 'unreadable' }
  if (!facts?.isKit) return stock
  if (stock.kind === 'sold') return { ...stock, kind: 'kit' }
  return stock.kind === 'notOffered' && !sendKits ? { kind: 'kit', available: 0 } : stock
}

const NONE: ReadonlySet<SkuId> = new Set()

/** SKUs of one search, and searches at a time. */
const FIND = 50
const CALLS = 8

/**
 * Kits that were sent while kits were: Carrefour would sell what nobody looks after any more, so they are sent as 0.
 * While the ledger does not answer there are none: the next comparison finds them.
 */
async function heldAmong(
  { ports: { ledger } }: Run,
  stocks: readonly { readonly line: ClaimedLine; readonly stock: StoreStock }[]
): Promise<ReadonlySet<SkuId>> {
  const kits = stocks.flatMap(({ line, stock }) => (stock.kind === 'kit' ? [line.skuId] : []))
  try {
    const rows = await mapLimit(chunks(kits, FIND), CALLS, group => ledger.find(group))
    return new Set(rows.flat().flatMap(row => (mayBeHeld(row) ? [row.skuId] : [])))
  } catch (error) {
    if (error instanceof LedgerUnavailable) return NONE
    throw error
  }
}

/** SKUs that are not sold in the policy and never were sent: their news is not for this connection. */
async function strangersAmong(
  { ports: { ledger, log } }: Run,
  lines: readonly ClaimedLine[]
): Promise<ReadonlySet<SkuId>> {
  const news = lines.filter(line => line.reason === 'NOTIFICATION' && !line.ofJob)
  const absent = await mapLimit(news, READS, line => isAbsent(ledger, line.skuId))
  const strangers = news.filter((_, index) => absent[index])
  for (const { skuId } of strangers) log.info('request.ignored', { skuId, why: 'notInTradePolicy' })
  return new Set(strangers.map(line => line.skuId))
}

/** A ledger that does not answer makes no stranger: sent as 0 the SKU is at least not for sale. */
async function isAbsent(ledger: Run['ports']['ledger'], skuId: SkuId): Promise<boolean> {
  try {
    return (await ledger.get(skuId)) === null
  } catch (error) {
    if (error instanceof LedgerUnavailable) return false
    throw error
  }
}

function decided(
  { configuration }: Run,
  { store: _, failedCalls: __, ...line }: ClaimedLine,
  stock: StoreStock
): ReadLine {
  const decision = decideStock(stock, configuration.choices)
  const quantity = decision.kind === 'send' ? decision.quantity : null
  return { ...line, available: decision.available, quantity, remark: decision.remark }
}

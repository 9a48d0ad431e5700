import type { ClaimedLine, ReadLine } from '../../domain/batches'
import { chunks, mapLimit } from '../../domain/mapLimit'
import type { SkuId } from '../../domain/requests'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import type { StoreStock } from '../../domain/stock'
import { decideStock } from '../../domain/stock'
import { unitsIn } from '../../domain/warehouses'
import type { StoreUnavailable } from '../../ports/store'
import { SIMULATION_SIZE } from '../../ports/store'
import type { Run } from './run'

/** Calls to the store at a time. */
const CALLS = 8

/** Ledger reads at a time. */
const READS = 16

/** Most questions about single SKUs in one step; the answers are kept in the batch, and the next step goes on. */
export const QUESTIONS = 400

type Outcome<T> = Promise<Result<T, StoreUnavailable>>

/** Units by SKU: null when the simulation names no figure, nothing when it leaves the SKU out. */
type Figures = ReadonlyMap<SkuId, number | null>

/** The stock of all lines, or the lines with some more answers when too many had to be asked one by one. */
export type StockRead =
  | { readonly kind: 'read'; readonly lines: readonly ReadLine[] }
  | { readonly kind: 'more'; readonly lines: readonly ClaimedLine[] }

/**
 * Reads today's stock of every line and applies the stock rules. A change that comes after the reading
 * marks the SKU again, so an answer may be some steps old.
 */
export async function readStock(run: Run, lines: readonly ClaimedLine[]): Outcome<StockRead> {
  const figures = await simulate(run, lines)
  if (!figures.ok) return figures
  const silent = lines.filter(line => !line.store && isSilent(figures.value.get(line.skuId)))
  const answers = await askOneByOne(run, silent.slice(0, QUESTIONS), figures.value)
  if (!answers.ok) return answers
  const known = lines.map(line => {
    const store = answers.value.get(line.skuId)
    return store ? { ...line, store } : line
  })
  if (silent.length > QUESTIONS) return ok({ kind: 'more', lines: known })
  const { sendKits } = run.configuration.choices
  const stocks = known.map(line => ({
    line,
    stock: stockOf(line, figures.value.get(line.skuId), sendKits),
  }))
  const strangers = await strangersAmong(
    run,
    stocks.flatMap(({ line, stock }) => (stock.kind === 'notInPolicy' ? [line] : []))
  )
  return ok({
    kind: 'read',
    lines: stocks
      .filter(({ line }) => !strangers.has(line.skuId))
      .map(({ line, stock }) => decided(run, line, stock)),
  })
}

const isSilent = (figure: number | null | undefined): boolean => typeof figure !== 'number'

/** Many SKUs a call (checkout simulation). */
async function simulate(
  { ports, configuration: { choices } }: Run,
  lines: readonly ClaimedLine[]
): Outcome<Figures> {
  const groups = chunks(
    lines.map(line => line.skuId),
    SIMULATION_SIZE
  )
  const answers = await mapLimit(groups, CALLS, skuIds =>
    ports.store.simulate(skuIds, choices.tradePolicy, choices.affiliateId)
  )
  const figures = new Map<SkuId, number | null>()
  for (const answer of answers) {
    if (!answer.ok) return answer
    for (const { skuId, available } of answer.value) figures.set(skuId, available)
  }
  return ok(figures)
}

/** One SKU a call, for those about which the simulation is silent. */
async function askOneByOne(
  run: Run,
  lines: readonly ClaimedLine[],
  figures: Figures
): Outcome<ReadonlyMap<SkuId, StoreStock>> {
  const { store, log } = run.ports
  const { tradePolicy } = run.configuration.choices
  const figureless = lines.filter(line => figures.get(line.skuId) === null)
  const serving = figureless.length > 0 ? await store.servingWarehouses(tradePolicy) : ok([])
  if (!serving.ok) return serving
  if (figureless.length > 0) log.info('stock.fromWarehouses', { skus: figureless.length })
  const answers = await mapLimit(lines, CALLS, line =>
    figures.has(line.skuId) ? unitsOf(run, line, new Set(serving.value)) : standingOf(run, line)
  )
  const known = new Map<SkuId, StoreStock>()
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer
    const line = lines[index]
    if (line) known.set(line.skuId, answer.value)
  }
  return ok(known)
}

/** What the warehouses of the trade policy have, where the simulation names no figure. */
async function unitsOf(
  { ports: { store } }: Run,
  line: ClaimedLine,
  serving: ReadonlySet<string>
): Outcome<StoreStock> {
  const rows = await store.warehouseStock(line.skuId)
  return rows.ok ? ok({ kind: 'sold', available: unitsIn(rows.value, serving) }) : rows
}

/** Why the simulation leaves a SKU out. */
async function standingOf({ ports, configuration }: Run, line: ClaimedLine): Outcome<StoreStock> {
  const sku = await ports.store.sku(line.skuId)
  if (!sku.ok) return sku
  const { tradePolicy } = configuration.choices
  if (!sku.value?.tradePolicies.includes(tradePolicy)) return ok({ kind: 'notInPolicy' })
  return ok(sku.value.isActive ? { kind: 'notOffered' } : { kind: 'inactive' })
}

function stockOf(
  line: ClaimedLine,
  figure: number | null | undefined,
  sendKits: boolean
): StoreStock {
  const stock: StoreStock = isSilent(figure)
    ? (line.store ?? { kind: 'notOffered' })
    : { kind: 'sold', available: figure ?? 0 }
  if (!line.facts?.isKit) return stock
  if (stock.kind === 'sold') return { ...stock, kind: 'kit' }
  return stock.kind === 'notOffered' && !sendKits ? { kind: 'kit', available: 0 } : stock
}

/** SKUs that are not sold in the policy and never were sent: their news is not for this connection. */
async function strangersAmong(
  { ports: { ledger, log } }: Run,
  lines: readonly ClaimedLine[]
): Promise<ReadonlySet<SkuId>> {
  const news = lines.filter(line => line.reason === 'NOTIFICATION' && !line.ofJob)
  const rows = await mapLimit(news, READS, line => ledger.get(line.skuId))
  const strangers = news.filter((_, index) => rows[index] === null)
  for (const { skuId } of strangers) log.info('request.ignored', { skuId, why: 'notInTradePolicy' })
  return new Set(strangers.map(line => line.skuId))
}

function decided({ configuration }: Run, line: ClaimedLine, stock: StoreStock): ReadLine {
  const decision = decideStock(stock, configuration.choices)
  const quantity = decision.kind === 'send' ? decision.quantity : null
  return { ...line, available: decision.available, quantity, remark: decision.remark }
}

import type { ClaimedLine } from '../../domain/batches'
import type { SkuId } from '../../domain/requests'
import type { Result } from '../../domain/result'
import { err, ok } from '../../domain/result'
import type { StoreStock } from '../../domain/stock'
import { unitsIn } from '../../domain/warehouses'
import type { StoreUnavailable } from '../../ports/store'
import type { Asked } from './askEach'
import { askEach, simulateEach } from './askEach'
import type { Run } from './run'
import { StoreControl } from './storeControl'

/** Most questions about single SKUs in one step; the answers are kept in the batch, and the next step goes on. */
export const QUESTIONS = 400

/** The store does not answer. What it had said before is not lost. */
export interface StoreOutage extends StoreUnavailable {
  readonly known: readonly ClaimedLine[]
}

export type Outcome<T> = Promise<Result<T, StoreOutage>>

/** Units by SKU: null when the simulation names no figure, undefined when it leaves the SKU out. */
type Figures = Asked<number | null | undefined>

/**
 * The lines with what the store says about their stock: of those that have no answer yet, as many as the time
 * and the questions of one step reach. A SKU that the store does not answer for is `unreadable`, and holds up
 * no other. No call is begun once the run's deadline is over.
 */
export async function askStore(
  run: Run,
  lines: readonly ClaimedLine[],
  patience = 0
): Outcome<readonly ClaimedLine[]> {
  const control = new StoreControl(run, patience)
  const open = lines.filter(line => !line.store)
  const figures = await simulateEach(run, inOrder(open), control, failuresOf(open))
  const { answers } = figures
  const silent = open.filter(
    ({ skuId }) => answers.has(skuId) && typeof answers.get(skuId) !== 'number'
  )
  const asked = await askOneByOne(run, silent.slice(0, QUESTIONS), figures, control)
  const known = lines.map(line => withStore(line, figures, asked))
  const outage = figures.outage ?? asked.outage
  if (!outage) return ok(known)
  // Those that failed alone come last: the next try finds others that the store does answer for.
  const isLast = ({ skuId }: ClaimedLine) => figures.failedAlone.has(skuId)
  return err({
    ...outage,
    known: [...known.filter(line => !isLast(line)), ...known.filter(isLast)],
  })
}

/** SKUs that are tried again stand together: a bad one among them takes no live change into a smaller call. */
const inOrder = (lines: readonly ClaimedLine[]): readonly SkuId[] =>
  [
    ...lines.filter(line => line.reason !== 'RETRY'),
    ...lines.filter(line => line.reason === 'RETRY'),
  ].map(line => line.skuId)

const failuresOf = (lines: readonly ClaimedLine[]): ReadonlyMap<SkuId, number> =>
  new Map(
    lines.flatMap(({ skuId, failedCalls }): [SkuId, number][] =>
      failedCalls === undefined ? [] : [[skuId, failedCalls]]
    )
  )

function withStore(
  line: ClaimedLine,
  figures: Figures,
  { stocks, failedCalls: failedAlone }: Single
): ClaimedLine {
  if (line.store) return line
  const figure = figures.answers.get(line.skuId)
  if (typeof figure === 'number') return { ...line, store: { kind: 'sold', available: figure } }
  const store = stocks.get(line.skuId)
  if (store) return { ...line, store }
  if (figures.unreadable.has(line.skuId)) return { ...line, store: { kind: 'unreadable' } }
  const failedCalls = figures.failedCalls.get(line.skuId) ?? failedAlone.get(line.skuId)
  return failedCalls === undefined ? line : { ...line, failedCalls }
}

interface Single {
  readonly stocks: ReadonlyMap<SkuId, StoreStock>
  readonly failedCalls: ReadonlyMap<SkuId, number>
  readonly outage: StoreUnavailable | null
}

/** One SKU a call, for those about which the simulation is silent. */
async function askOneByOne(
  run: Run,
  lines: readonly ClaimedLine[],
  figures: Figures,
  control: StoreControl
): Promise<Single> {
  const isFigureless = ({ skuId }: ClaimedLine) => figures.answers.get(skuId) === null
  const left = lines.filter(line => !isFigureless(line)).map(line => line.skuId)
  const figureless = lines.filter(isFigureless).map(line => line.skuId)
  const standings = await askEach(run, {
    skuIds: left,
    kind: 'sku',
    ask: skuId => standingOf(run, skuId),
    control,
  })
  const units = await unitsOf(run, figureless, control)
  return {
    stocks: new Map([...stocksOf(standings), ...units.stocks]),
    failedCalls: new Map([...standings.failedCalls, ...units.failedCalls]),
    outage: standings.outage ?? units.outage,
  }
}

const UNREADABLE: StoreStock = { kind: 'unreadable' }

const stocksOf = ({ answers, unreadable }: Asked<StoreStock>): ReadonlyMap<SkuId, StoreStock> =>
  new Map([...answers, ...[...unreadable].map((skuId): [SkuId, StoreStock] => [skuId, UNREADABLE])])

/** What the warehouses of the trade policy have, where the simulation names no figure. */
async function unitsOf(run: Run, skuIds: readonly SkuId[], control: StoreControl): Promise<Single> {
  const nothing = { stocks: new Map(), failedCalls: new Map() }
  if (skuIds.length === 0) return { ...nothing, outage: null }
  const { store, log } = run.ports
  const serving = await store.servingWarehouses(run.configuration.choices.tradePolicy)
  if (!serving.ok) return { ...nothing, outage: serving.error }
  log.info('stock.fromWarehouses', { skus: skuIds.length })
  const places = new Set(serving.value)
  const asked = await askEach<StoreStock>(run, {
    skuIds,
    kind: 'warehouseStock',
    ask: async skuId => {
      const rows = await store.warehouseStock(skuId)
      return rows.ok ? ok({ kind: 'sold', available: unitsIn(rows.value, places) }) : rows
    },
    control,
  })
  return { stocks: stocksOf(asked), failedCalls: asked.failedCalls, outage: asked.outage }
}

/** Why the simulation leaves a SKU out. */
async function standingOf(
  { ports, configuration }: Run,
  skuId: SkuId
): Promise<Result<StoreStock, StoreUnavailable>> {
  const sku = await ports.store.sku(skuId)
  if (!sku.ok) return sku
  const { tradePolicy } = configuration.choices
  if (!sku.value?.tradePolicies.includes(tradePolicy)) return ok({ kind: 'notInPolicy' })
  return ok(sku.value.isActive ? { kind: 'notOffered' } : { kind: 'inactive' })
}

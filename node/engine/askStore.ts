import { chunks, mapWhile } from '../shared/concurrency'
import type { SkuId } from '../shared/sku.logic'
import { SECOND } from '../shared/time'
import { type Result, ok, err } from '../shared/result'
import { type CatalogSku, type Simulated, type StoreUnavailable, SIMULATION_SIZE } from '../ports'
import { type StoreQuestion, StoreControl } from './outages'
import { type Run, hasTime, leaving } from './run'
import type { ClaimedLine } from './batch.logic'
import { type StoreStock, unitsIn } from './stock.logic'

/** Concurrent calls to the store. */
const CALLS = 10

/**
 * SKUs per call, by the number of failed calls a SKU has been part of. Three sizes find one bad SKU among 50 with at
 * most 15 calls and three time-outs in a row; halving would take six.
 */
const SIMULATION_SIZES = [SIMULATION_SIZE, 7, 1]

/** A SKU is set apart after this many failed calls. */
export const MOST_FAILED_CALLS = SIMULATION_SIZES.length

/** A single-SKU call is made twice before the SKU is set apart. */
const SINGLE_SIZES = [1, 1]

/** The result of a question about many SKUs. */
export interface Asked<A> {
  /** Answers by SKU; only of those the store has answered for. */
  readonly answers: ReadonlyMap<SkuId, A>
  /** Failed calls per SKU without an answer; SKUs not listed were not asked about. */
  readonly failedCalls: ReadonlyMap<SkuId, number>
  /** SKUs the store does not answer for although it answers for others. */
  readonly unreadable: ReadonlySet<SkuId>
  /** SKUs whose single call failed, possibly in an outage. */
  readonly failedAlone: ReadonlySet<SkuId>
  /** Set when the store answers for no SKU: the rest was not asked about. */
  readonly outage: StoreUnavailable | null
}

interface Question<A> {
  readonly skuIds: readonly SkuId[]
  readonly sizes: readonly number[]
  /** Answers for every SKU of the group, or fails for the whole group. */
  readonly ask: (
    group: readonly SkuId[]
  ) => Promise<Result<ReadonlyMap<SkuId, A>, StoreUnavailable>>
  /** Failed calls of earlier steps. */
  readonly failedBefore?: ReadonlyMap<SkuId, number>
  readonly control: StoreControl
  readonly kind: StoreQuestion
}

/**
 * Asks about SKUs in groups. A group whose call fails is split into smaller ones, down to single SKUs, so that one bad
 * SKU does not hold up the others. When all calls fail, a SKU known to be good decides: if it fails too, it is an
 * outage and no SKU is set apart. Stops at the run's deadline; the next step asks for the rest, with `failedCalls` as
 * `failedBefore`.
 */
async function askInGroups<A>(run: Run, question: Question<A>): Promise<Asked<A>> {
  const { skuIds, sizes, ask, control, kind } = question
  const answers = new Map<SkuId, A>()
  const failedCalls = new Map(question.failedBefore ?? [])
  const failuresOf = (skuId: SkuId) => failedCalls.get(skuId) ?? 0
  const failedAlone = () =>
    new Set(skuIds.filter(skuId => !answers.has(skuId) && failuresOf(skuId) >= sizes.length))
  const found = (outage: StoreUnavailable | null): Asked<A> => ({
    answers,
    failedCalls: outage ? (question.failedBefore ?? new Map<SkuId, number>()) : failedCalls,
    unreadable: outage ? new Set() : failedAlone(),
    failedAlone: failedAlone(),
    outage,
  })
  const standing = () => ({
    answered: answers.size,
    bad: failedAlone(),
    open: skuIds.filter(skuId => !answers.has(skuId) && failuresOf(skuId) < sizes.length),
  })
  let failed = 0
  let refusal: StoreUnavailable | null = null
  let throttled: StoreUnavailable | null = null
  for (;;) {
    // Most failed calls first: a step that runs out of time has then decided some of them.
    const groups = sizes
      .map((size, failures) =>
        chunks(
          skuIds.filter(skuId => !answers.has(skuId) && failuresOf(skuId) === failures),
          size
        )
      )
      .reverse()
      .flat()
    let failedInARow = 0
    let failure: StoreUnavailable | null = null
    const mayAsk = () => hasTime(run, 0) && failedInARow < CALLS && !throttled
    const results = await mapWhile(groups, CALLS, mayAsk, async group => {
      const answer = await ask(group)
      if (answer.ok) {
        failedInARow = 0
        for (const [skuId, value] of answer.value) answers.set(skuId, value)
        return true
      }
      if (answer.error.throttled) throttled = answer.error
      failedInARow += 1
      failed += 1
      failure = answer.error
      for (const skuId of group) failedCalls.set(skuId, failuresOf(skuId) + 1)
      return false
    })
    // No single SKU is to blame, and asking about others is what the store asked not to do.
    if (throttled) return found(throttled)
    if (results.length === 0) return found(refusal)
    const allFailed = failedInARow >= CALLS || results.every(answered => !answered)
    if (!failure || !allFailed || (await control.answers(kind, standing()))) refusal = null
    else if (failed >= control.patience) return found(failure)
    else refusal = failure
  }
}

/**
 * A simulation about a SKU: its units; null without a figure; `priceless` with neither figure nor price; undefined when
 * it is not sold in the trade policy, or has units without a price.
 */
export type Figure = number | null | 'priceless' | undefined

/** What the simulation says of many SKUs. */
export function simulateEach(
  run: Run,
  skuIds: readonly SkuId[],
  control = new StoreControl(run),
  failedBefore?: ReadonlyMap<SkuId, number>
): Promise<Asked<Figure>> {
  const { store } = run.ports
  const { tradePolicy, affiliateId } = run.configuration.choices
  return askInGroups<Figure>(run, {
    skuIds,
    sizes: SIMULATION_SIZES,
    ...(failedBefore ? { failedBefore } : {}),
    control,
    kind: 'simulate',
    ask: async group => {
      const answer = await store.simulate(group, tradePolicy, affiliateId)
      if (!answer.ok) return answer
      const figures = new Map(answer.value.map(one => [one.skuId, figureOf(one)]))
      return ok(new Map(group.map(skuId => [skuId, figures.get(skuId)])))
    },
  })
}

/** What is sold out comes without a price too. */
function figureOf({ available, isPriced }: Simulated): Figure {
  if (isPriced) return available
  return available === null ? 'priceless' : available > 0 ? undefined : available
}

/** One call per SKU: to the catalog, or to the inventory. */
export function askEach<A>(
  run: Run,
  {
    skuIds,
    kind,
    ask,
    control = new StoreControl(run),
  }: {
    readonly skuIds: readonly SkuId[]
    readonly kind: StoreQuestion
    readonly ask: (skuId: SkuId) => Promise<Result<A, StoreUnavailable>>
    readonly control?: StoreControl
  }
): Promise<Asked<A>> {
  return askInGroups<A>(run, {
    skuIds,
    sizes: SINGLE_SIZES,
    control,
    kind,
    ask: async ([skuId]) => {
      if (!skuId) return ok(new Map<SkuId, A>())
      const answer = await ask(skuId)
      return answer.ok ? ok(new Map([[skuId, answer.value]])) : answer
    },
  })
}

/** Single-SKU calls in one step; the answers are kept in the batch, and the next step continues. */
export const QUESTIONS = 400

/** The store does not answer. Answers received before are kept. */
export interface StoreOutage extends StoreUnavailable {
  readonly known: readonly ClaimedLine[]
}

export type Outcome<T> = Promise<Result<T, StoreOutage>>

type Figures = Asked<Figure>

/**
 * Adds the store's answers about stock to the lines: for as many open lines as one step's time and calls allow. A SKU
 * the store does not answer for becomes `unreadable` and holds up no other. No call starts after the run's deadline.
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
  // SKUs that failed alone come last, so that a retry first reaches those the store does answer for.
  const isLast = ({ skuId }: ClaimedLine) => figures.failedAlone.has(skuId)
  return err({
    ...outage,
    known: [...known.filter(line => !isLast(line)), ...known.filter(isLast)],
  })
}

/** SKUs being retried stay together: a bad one must not pull a live change into a smaller call. */
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
  { stocks, failedCalls: failedAlone, unsaid }: Single
): ClaimedLine {
  if (line.store) return line
  const figure = figures.answers.get(line.skuId)
  if (typeof figure === 'number') return { ...line, store: { kind: 'sold', available: figure } }
  const store = unsaid.has(line.skuId) ? undefined : stocks.get(line.skuId)
  if (store) return { ...line, store }
  if (figures.unreadable.has(line.skuId)) return { ...line, store: { kind: 'unreadable' } }
  const failedCalls = figures.failedCalls.get(line.skuId) ?? failedAlone.get(line.skuId)
  return failedCalls === undefined ? line : { ...line, failedCalls }
}

interface Single {
  readonly stocks: ReadonlyMap<SkuId, StoreStock>
  readonly failedCalls: ReadonlyMap<SkuId, number>
  /** SKUs whose stock is still to be asked for, whatever `stocks` says. */
  readonly unsaid: ReadonlySet<SkuId>
  readonly outage: StoreUnavailable | null
}

/** Kept for asking again: otherwise a slow catalog would leave no time for it. A step has more than this in any case. */
const AGAIN_TIME = SECOND

/** For those without units in the simulation: one call per SKU. */
async function askOneByOne(
  run: Run,
  lines: readonly ClaimedLine[],
  figures: Figures,
  control: StoreControl
): Promise<Single> {
  const isFigureless = ({ skuId }: ClaimedLine) => figures.answers.get(skuId) !== undefined
  const left = lines.filter(line => !isFigureless(line)).map(line => line.skuId)
  const standings = await askEach(leaving(run, AGAIN_TIME), {
    skuIds: left,
    kind: 'sku',
    ask: skuId => standingOf(run, skuId),
    control,
  })
  const again = await offeredAfterAll(run, standings, control)
  const figureless = lines.filter(isFigureless).map(line => line.skuId)
  const units = await unitsOf(run, figureless, figures, control)
  return {
    stocks: new Map([...stocksOf(standings), ...again.stocks, ...units.stocks]),
    failedCalls: new Map([...standings.failedCalls, ...again.failedCalls, ...units.failedCalls]),
    unsaid: again.unsaid,
    outage: standings.outage ?? again.outage ?? units.outage,
  }
}

/** Once more in smaller calls: an answer that lacks some of the SKUs must not take them off sale. */
async function offeredAfterAll(
  run: Run,
  { answers }: Asked<StoreStock>,
  control: StoreControl
): Promise<Single> {
  const missed = [...answers].flatMap(([skuId, { kind }]) => (kind === 'notOffered' ? [skuId] : []))
  const asked = await simulateEach(run, missed, control, new Map(missed.map(skuId => [skuId, 1])))
  const stocks = new Map(
    [...asked.answers].flatMap(([skuId, figure]): [SkuId, StoreStock][] =>
      typeof figure === 'number' ? [[skuId, { kind: 'sold', available: figure }]] : []
    )
  )
  const isSaid = (skuId: SkuId) =>
    stocks.has(skuId) || (asked.answers.has(skuId) && asked.answers.get(skuId) === undefined)
  return {
    stocks,
    failedCalls: asked.failedCalls,
    unsaid: new Set(missed.filter(skuId => !isSaid(skuId))),
    outage: asked.outage,
  }
}

const UNREADABLE: StoreStock = { kind: 'unreadable' }

const stocksOf = ({ answers, unreadable }: Asked<StoreStock>): ReadonlyMap<SkuId, StoreStock> =>
  new Map([...answers, ...[...unreadable].map((skuId): [SkuId, StoreStock] => [skuId, UNREADABLE])])

/** Stock in the trade policy's warehouses, for SKUs without a figure in the simulation. */
async function unitsOf(
  run: Run,
  skuIds: readonly SkuId[],
  figures: Figures,
  control: StoreControl
): Promise<Single> {
  const nothing = { stocks: new Map(), failedCalls: new Map(), unsaid: new Set<SkuId>() }
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
      if (!rows.ok) return rows
      const available = unitsIn(rows.value, places)
      const isUnsold = available > 0 && figures.answers.get(skuId) === 'priceless'
      return ok(isUnsold ? { kind: 'notOffered' } : { kind: 'sold', available })
    },
    control,
  })
  const { failedCalls, outage } = asked
  return { ...nothing, stocks: stocksOf(asked), failedCalls, outage }
}

/**
 * What a catalog answer of this moment says of a SKU that is not to be sold; null where it leaves that to the checkout. The
 * checkout may sell such a SKU for minutes more from its cache, and nothing would tell of it again.
 */
export function withdrawnIn({ configuration }: Run, sku: CatalogSku | null): StoreStock | null {
  if (!sku) return null
  if (!sku.isActive) return { kind: 'inactive' }
  const policies = sku.tradePolicies
  const isElsewhere = policies.length > 0 && !policies.includes(configuration.choices.tradePolicy)
  return isElsewhere ? { kind: 'notInPolicy' } : null
}

/** Why the simulation leaves a SKU out. One that the catalog does not have, or has in no policy, is in none. */
async function standingOf(run: Run, skuId: SkuId): Promise<Result<StoreStock, StoreUnavailable>> {
  const sku = await run.ports.store.sku(skuId)
  if (!sku.ok) return sku
  const isInNone = !sku.value || sku.value.tradePolicies.length === 0
  const otherwise: StoreStock = { kind: isInNone ? 'notInPolicy' : 'notOffered' }
  return ok(withdrawnIn(run, sku.value) ?? otherwise)
}

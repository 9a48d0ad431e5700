import { chunks, mapWhile } from '../../domain/mapLimit'
import type { SkuId } from '../../domain/requests'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import type { StoreUnavailable } from '../../ports/store'
import { SIMULATION_SIZE } from '../../ports/store'
import type { StoreQuestion } from './storeControl'
import { StoreControl } from './storeControl'
import type { Run } from './run'
import { hasTime } from './run'

/** Calls to the store at a time. */
const CALLS = 8

/**
 * SKUs of one call, by the number of failed calls that a SKU has been part of. Three sizes find one bad SKU among 50
 * with at most 15 calls and three time-outs in a row; halving would wait for six.
 */
const SIMULATION_SIZES = [SIMULATION_SIZE, 7, 1]

/** A question about one SKU is asked twice before the SKU is set apart. */
const SINGLE_SIZES = [1, 1]

/** What became of a question about many SKUs. */
export interface Asked<A> {
  /** Of the SKUs that the store has answered for. */
  readonly answers: ReadonlyMap<SkuId, A>
  /** How many failed calls each of the others has been part of; those that are not here were not asked about. */
  readonly failedCalls: ReadonlyMap<SkuId, number>
  /** SKUs that the store does not answer for although it answers for others. */
  readonly unreadable: ReadonlySet<SkuId>
  /** Those that failed alone, be it in an outage. */
  readonly failedAlone: ReadonlySet<SkuId>
  /** The store answers for nobody: the rest was not asked about. Null when it does answer. */
  readonly outage: StoreUnavailable | null
}

interface Question<A> {
  readonly skuIds: readonly SkuId[]
  readonly sizes: readonly number[]
  /** Answers for each SKU of the group, or fails for the whole group. */
  readonly ask: (
    group: readonly SkuId[]
  ) => Promise<Result<ReadonlyMap<SkuId, A>, StoreUnavailable>>
  /** Failed calls of an earlier step. */
  readonly failedBefore?: ReadonlyMap<SkuId, number>
  readonly control: StoreControl
  readonly kind: StoreQuestion
}

/**
 * Asks about SKUs in groups. A group whose call fails is asked again in smaller ones, down to single SKUs, so that one
 * bad SKU holds up nobody. When all calls fail, a SKU that is known to be good decides: if the store does not answer for
 * that one either, it is an outage and nobody is set apart. Ends with the run's time; what is missing then can be asked
 * in the next step, with `failedCalls` as `failedBefore`.
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
  for (;;) {
    // The most doubtful first: a step that ends for time has then settled some of them.
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
    const mayAsk = () => hasTime(run, 0) && failedInARow < CALLS
    const results = await mapWhile(groups, CALLS, mayAsk, async group => {
      const answer = await ask(group)
      if (answer.ok) {
        failedInARow = 0
        for (const [skuId, value] of answer.value) answers.set(skuId, value)
        return true
      }
      failedInARow += 1
      failed += 1
      failure = answer.error
      for (const skuId of group) failedCalls.set(skuId, failuresOf(skuId) + 1)
      return false
    })
    if (results.length === 0) return found(refusal)
    const allFailed = failedInARow >= CALLS || results.every(answered => !answered)
    if (!failure || !allFailed || (await control.answers(kind, standing()))) refusal = null
    else if (failed >= control.patience) return found(failure)
    else refusal = failure
  }
}

/** Figures of many SKUs (checkout simulation): units, null without a figure, undefined when not for sale there. */
export function simulateEach(
  run: Run,
  skuIds: readonly SkuId[],
  control = new StoreControl(run),
  failedBefore?: ReadonlyMap<SkuId, number>
): Promise<Asked<number | null | undefined>> {
  const { store } = run.ports
  const { tradePolicy, affiliateId } = run.configuration.choices
  return askInGroups<number | null | undefined>(run, {
    skuIds,
    sizes: SIMULATION_SIZES,
    ...(failedBefore ? { failedBefore } : {}),
    control,
    kind: 'simulate',
    ask: async group => {
      const answer = await store.simulate(group, tradePolicy, affiliateId)
      if (!answer.ok) return answer
      const figures = new Map(answer.value.map(one => [one.skuId, one.available]))
      return ok(new Map(group.map(skuId => [skuId, figures.get(skuId)])))
    },
  })
}

/** One question for each SKU: of the catalog, or of the inventory. */
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

import type { ConnectionState } from './state.logic'
import { afterSilence, closeOutage } from './transitions.logic'
import { type OutageCause, type Incident, outageOf, seeOutage } from './incident.logic'
import { LedgerUnavailable, ifLedgerAnswers } from '../ports/stores'
import { type Run, updateState, accessOf, deadlineOf, hasTime } from './run'
import { type Millis, HOUR, SECOND } from '../shared/time'
import { LONGEST_ANSWER } from '../ports'
import { recordProbe } from './failures'
import { mapLimit } from '../shared/concurrency'
import type { SkuId } from '../shared/sku.logic'
import type { Result } from '../shared/result'

/**
 * Records that a part of VTEX does not answer; the state holds when it is retried.
 *
 * @param retryAfter milliseconds that it asked for, or null
 */
export async function noteOutage(
  run: Run,
  cause: OutageCause,
  message: string,
  retryAfter: Millis | null = null
): Promise<ConnectionState> {
  const { clock, log } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const state = await updateState(run, before => ({
    ...before,
    outages: seeOutage(before.outages, { cause, message, retryAfter }, chance),
  }))
  const outage = outageOf(state.outages, cause)
  log.warn('vtex.unavailable', { cause, message, tries: outage?.tries, at: outage?.nextTryAt })
  return state
}

/** The same for the ledger, which may have asked for a pause. */
export const noteLedgerOutage = (run: Run, failure: LedgerUnavailable): Promise<ConnectionState> =>
  noteOutage(run, 'LEDGER_UNAVAILABLE', failure.message, failure.throttled?.retryAfter ?? null)

/** Closes an outage that a good answer disproves. Free while there is none. @returns the state after it */
export async function endOutage(
  run: Run,
  state: ConnectionState,
  cause: OutageCause
): Promise<ConnectionState> {
  const outage = outageOf(state.outages, cause)
  if (!outage) return state
  const now = run.ports.clock.now()
  const ended = await updateState(run, before => {
    const after = closeOutage(before, outage, now)
    // What changed in the store meanwhile may have been told to nobody.
    return cause === 'VTEX_UNAVAILABLE' ? afterSilence(after, outage.since, now) : after
  })
  run.ports.log.info('vtex.available', { cause, since: outage.since })
  return ended
}

/** Whether the ledger is out, with its next try still to come: nothing that needs it is begun before. */
export function isLedgerAway({ outages }: Pick<ConnectionState, 'outages'>, now: Millis): boolean {
  const outage = outageOf(outages, 'LEDGER_UNAVAILABLE')
  return outage !== null && outage.nextTryAt > now
}

/** Runs work that needs the ledger; on failure records the outage and leaves the work to another run. */
export async function unlessLedgerFails<T>(run: Run, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    await noteLedgerOutage(run, error)
    return null
  }
}

/**
 * Makes a small call to Carrefour when it is assumed not to answer and nothing that waits would call it: the file that
 * met the outage may need no sending any more, but the incident must still end by itself.
 *
 * @returns true when Carrefour answers again
 */
export async function probe(run: Run, incident: Incident | null): Promise<boolean> {
  const { carrefour, clock } = run.ports
  if (incident?.cause !== 'MARKETPLACE_UNAVAILABLE') return false
  if ((incident.nextTryAt ?? 0) > clock.now() || !hasTime(run, LONGEST_ANSWER)) return false
  return recordProbe(run, await carrefour.ping(accessOf(run.configuration)))
}

/** How long no call with the ShopKey must have worked before one is made for its own sake. */
const KEY_PAUSE = 20 * HOUR

/**
 * Makes a small call to Carrefour once a day when nothing else does: a ShopKey that has expired must not be found by the
 * next change of stock.
 */
export async function probeKey(
  run: Run,
  { incident, keyWorkedAt }: Pick<ConnectionState, 'incident' | 'keyWorkedAt'>
): Promise<boolean> {
  const { carrefour, clock } = run.ports
  const isOff = !run.configuration.choices.active
  if (isOff || incident !== null || !hasTime(run, LONGEST_ANSWER)) return false
  if (keyWorkedAt !== null && clock.now() - keyWorkedAt < KEY_PAUSE) return false
  return recordProbe(run, await carrefour.ping(accessOf(run.configuration)))
}

/** A probe of the store or the ledger only starts when this much time is left. */
const VTEX_TIME = 12 * SECOND

/**
 * The same for the store and the ledger: their outage must end by itself even when nothing that waits would call them.
 *
 * @returns true when one of them answers again
 */
export async function probeVtex(run: Run, state: ConnectionState): Promise<boolean> {
  const isDue = (cause: 'VTEX_UNAVAILABLE' | 'LEDGER_UNAVAILABLE'): boolean => {
    const outage = outageOf(state.outages, cause)
    return outage !== null && outage.nextTryAt <= run.ports.clock.now() && hasTime(run, VTEX_TIME)
  }
  // Batches parked for the store call it themselves, and only that shows whether it answers for all again.
  const isAskedAnyway = state.parked.some(({ why }) => why === 'store')
  if (!isAskedAnyway && isDue('VTEX_UNAVAILABLE')) {
    const failed = await storeFailure(run)
    if (failed === null) {
      await endOutage(run, state, 'VTEX_UNAVAILABLE')
      return true
    }
    await noteOutage(run, 'VTEX_UNAVAILABLE', failed)
  }
  // So do outcomes that wait for the ledger.
  if (state.unwritten === null && isDue('LEDGER_UNAVAILABLE')) {
    const read = await unlessLedgerFails(run, () =>
      run.ports.ledger.search({ page: 1, pageSize: 1 })
    )
    if (read === null) return false
    await endOutage(run, state, 'LEDGER_UNAVAILABLE')
    return true
  }
  return false
}

/** Which store API fails; null when all that are called about SKUs answer. */
async function storeFailure(run: Run): Promise<string | null> {
  const control = new StoreControl(run)
  const nobody = { answered: 0, bad: new Set<never>(), open: [] }
  for (const question of ['simulate', 'sku'] as const)
    if (!(await control.answers(question, nobody))) return `${question}: no answer`
  const serving = await run.ports.store.servingWarehouses(run.configuration.choices.tradePolicy)
  return serving.ok ? null : serving.error.message
}

/** Concurrent writes of requests. */
const WRITES = 16

/** Time one run may spend on it before it sends again. */
const REVIVE_TIME = 5 * SECOND

/**
 * Queues the SKUs that were given up during an outage of Carrefour once it is over. Restarts in the next run when
 * interrupted: `enqueue` is idempotent, and SKUs sent meanwhile no longer match. A SKU that the search index does not
 * show yet returns at its own retry time.
 */
export async function requeueAfterOutage(run: Run): Promise<void> {
  const { connectionState, ledger, queue, clock, log } = run.ports
  const { reviveSince } = await connectionState.read()
  if (reviveSince === null) return
  const until = Math.min(clock.now() + REVIVE_TIME, deadlineOf(run))
  let skus = 0
  let cursor: string | null = null
  do {
    const step = await ledger.walk({ causes: ['MARKETPLACE_UNAVAILABLE'] }, cursor)
    if (step === null) return
    await mapLimit(step.skuIds, WRITES, skuId =>
      queue.enqueue({ skuId, priority: 'retry' }, clock.now())
    )
    skus += step.skuIds.length
    cursor = step.cursor
    if (cursor !== null && clock.now() > until) return
  } while (cursor !== null)
  await updateState(run, state => ({
    ...state,
    reviveSince: state.reviveSince === reviveSince ? null : state.reviveSince,
  }))
  log.info('unavailable.revived', { skus })
}

/** What the store is asked about SKUs. */
export type StoreQuestion = 'simulate' | 'sku' | 'warehouseStock'

/** How many SKUs are tested before the store is assumed down: half of its SKUs may be bad. */
const CONTROLS = 8

/** Candidates among which to find them. */
const CANDIDATES = 50

/** When the store fails for nearly all SKUs, this share of the controls must answer; it may work for a few only. */
const MAX_OF_THEM = 0.75

/** From this many bad SKUs on, and nine times as many as good ones, it fails for nearly all. */
const MANY = 20
const NEARLY_ALL = 9

/** What is known of the SKUs asked about. */
interface Standing {
  /** How many the store has answered for. */
  readonly answered: number
  /** Failed, also in single calls. */
  readonly bad: ReadonlySet<SkuId>
  /** Not asked about in single calls yet. */
  readonly open: readonly SkuId[]
}

/**
 * Tells a SKU the store cannot answer for from a store that is down, by the same call about SKUs that should be good.
 * Half of them were last confirmed by Carrefour, half are any of the trade policy; if there are none, the SKUs in
 * question are asked about one by one.
 */
export class StoreControl {
  #candidates: Candidates | null = null

  /**
   * @param patience failed calls after which an outage is assumed; a lasting one gets more, to find the SKUs the store
   * does answer for
   */
  constructor(
    private readonly run: Run,
    readonly patience = 0
  ) {}

  /** Whether the store answers, if only for some SKUs. */
  async answers(question: StoreQuestion, { answered, bad, open }: Standing): Promise<boolean> {
    const { confirmed, listed, isListed } = (this.#candidates ??= await this.#find())
    const isGood = (skuId: SkuId) => !bad.has(skuId)
    const known = [...pick(confirmed.filter(isGood)), ...pick(listed.filter(isGood))]
    const asked = [
      ...new Set(known.length > 0 ? known : [...pick(open), ...pick([...open].reverse())]),
    ]
    if (asked.length === 0) return isListed
    const answers = await Promise.all(asked.map(skuId => this.#ask(question, skuId)))
    const good = answers.filter(answer => answer.ok).length
    const isNearlyAll = bad.size >= MANY && bad.size >= NEARLY_ALL * answered
    return isNearlyAll ? good >= MAX_OF_THEM * asked.length : good > 0
  }

  #ask(question: StoreQuestion, skuId: SkuId): Promise<Result<unknown, unknown>> {
    const { store } = this.run.ports
    const { tradePolicy, affiliateId } = this.run.configuration.choices
    switch (question) {
      case 'simulate':
        return store.simulate([skuId], tradePolicy, affiliateId)
      case 'sku':
        return store.sku(skuId)
      case 'warehouseStock':
        return store.warehouseStock(skuId)
    }
  }

  async #find(): Promise<Candidates> {
    const { ledger, store } = this.run.ports
    const [confirmed, page] = await Promise.all([
      confirmedIn(ledger),
      store.skusOfPolicy(this.run.configuration.choices.tradePolicy, 1),
    ])
    return { confirmed, listed: page.ok ? page.value : [], isListed: page.ok }
  }
}

interface Candidates {
  readonly confirmed: readonly SkuId[]
  readonly listed: readonly SkuId[]
  /** Whether the store returned a list of SKUs, even an empty one. */
  readonly isListed: boolean
}

async function confirmedIn(ledger: Run['ports']['ledger']): Promise<readonly SkuId[]> {
  const found = await ifLedgerAnswers(
    () => ledger.search({ status: 'SUCCESS', page: 1, pageSize: CANDIDATES }),
    null
  )
  return (found?.items ?? []).map(process => process.skuId)
}

/** Half of the controls, some adjacent and some spread out: bad SKUs may come in blocks, or alternate. */
function pick(skuIds: readonly SkuId[]): readonly SkuId[] {
  const half = CONTROLS / 4
  const spread = skuIds.filter((_, at) => at % Math.ceil(skuIds.length / half) === 0)
  return [...new Set([...skuIds.slice(0, half), ...spread])].slice(0, CONTROLS / 2)
}

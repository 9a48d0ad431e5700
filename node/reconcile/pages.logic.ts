import type { BatchAt, ReadLine } from '../engine/batch.logic'
import { type OfferList, afterSkipped } from './offers.logic'
import {
  type ReconcileCounts,
  type ReconcilePhase,
  type ReconcileProblem,
  type ReconcileRun,
  type ReconcileState,
  type Suspects,
  PHASES,
} from './reconcile.logic'
import { shortHash } from '../carrefour/classify.logic'
import type { SkuId } from '../shared/sku.logic'
import { decideRetry, LONGEST_OBEYED } from '../engine/retry.logic'
import { type Millis, SECOND } from '../shared/time'

/** Pages per run of the work handler. */
export const MAX_PAGES = 20

/** Pause between two pages: spreads the calls and lets live changes in. */
export const PAGE_PAUSE = SECOND

/**
 * During a comparison its requests wait for its end, up to this many, so that it uses one file instead of one a minute.
 */
export const MAX_HELD = 5_000

/** After this many consecutive failures nothing waits for the comparison any more. */
const PATIENCE = 3

/** How many codes of unknown offers are kept, and how many characters of each. */
const SAMPLES = 10
const LONGEST_CODE = 40

/** The findings of one page. */
export interface PageFindings {
  readonly counts: Partial<Omit<ReconcileCounts, 'healed' | 'unknownSamples'>>
  readonly unknownCodes?: readonly string[]
  /** Carrefour's list including this page, for a page of offers. */
  readonly list?: OfferList
  /** The SKUs of the page as received, for a page of a trade policy. */
  readonly skuIds?: readonly SkuId[]
  /** SKUs that were queued. */
  readonly marked: number
  /** How far the position advances. */
  readonly step: number
  /** Whether this is the last page. */
  readonly isLast: boolean
}

const PASSING: readonly ReconcileProblem[] = ['MARKETPLACE_UNAVAILABLE', 'VTEX_UNAVAILABLE']

const lasting = (problem: ReconcileProblem | null): ReconcileProblem | null =>
  problem && PASSING.includes(problem) ? null : problem

/** The state after a page is done. */
export function afterPage(state: ReconcileState, page: PageFindings, now: Millis): ReconcileState {
  if (!state.run) return state
  const run: ReconcileRun = {
    ...state.run,
    position: state.run.position + page.step,
    tries: 0,
    begun: 0,
    suspects: {},
    notBefore: now + PAGE_PAUSE,
    problem: lasting(state.run.problem),
    list: page.list ?? state.run.list,
    pages: page.skuIds ? [...state.run.pages.slice(0, 1), markOf(page.skuIds)] : state.run.pages,
    counts: add(state.run.counts, page),
  }
  const after = { ...state, run, unsent: state.unsent + page.marked }
  return page.isLast ? nextPhase(after) : after
}

/** Pages of a trade policy, of up to 200 SKUs: more than any store has. */
const MAX_POLICY_PAGES = 10_000

const markOf = (skuIds: readonly SkuId[]): string => shortHash(skuIds.join())

/**
 * Whether a page holds nothing more of its trade policy: it is empty, as documented. A store that does not count pages,
 * or begins anew behind the last one, repeats its first or its last page for ever.
 */
export const isBehindPolicy = (
  { pages, position }: Pick<ReconcileRun, 'pages' | 'position'>,
  skuIds: readonly SkuId[]
): boolean => skuIds.length === 0 || pages.includes(markOf(skuIds)) || position >= MAX_POLICY_PAGES

/** A page is tried this often, then skipped. */
export const PAGE_TRIES = 5

/** After this many skipped pages the run is given up until the next one is due. */
export const MAX_GAPS = 3

/**
 * The state after a page failed, with the time of its retry. A page that keeps failing is skipped, and a run with too
 * many of them ends.
 *
 * @param retryAfter milliseconds the other side asked for, or null
 */
export function afterFailure(
  state: ReconcileState,
  problem: ReconcileProblem,
  retryAfter: Millis | null,
  { now, random }: { readonly now: Millis; readonly random: number }
): ReconcileState {
  if (!state.run) return state
  const tries = state.run.tries + 1
  const pause = Math.max(Math.min(retryAfter ?? 0, LONGEST_OBEYED), pauseAfter(tries, random))
  // A walk that was given up for good matters more than a page that fails now.
  const run: ReconcileRun = {
    ...state.run,
    tries,
    notBefore: now + pause,
    problem: lasting(state.run.problem) ?? problem,
  }
  const failed = { ...state, run: { ...run, begun: 0 } }
  return tries < PAGE_TRIES ? failed : run.gaps < MAX_GAPS ? leftOut(failed, run) : givenUp(failed)
}

/** As after a failure: the page took longer than a run has. Its next try continues from what has failed so far. */
export function afterLate(
  state: ReconcileState,
  suspects: Suspects,
  chance: { readonly now: Millis; readonly random: number }
): ReconcileState {
  if (!state.run) return state
  const known = {
    ...state,
    run: { ...state.run, suspects: { ...state.run.suspects, ...suspects } },
  }
  return afterFailure(known, 'VTEX_UNAVAILABLE', null, chance)
}

/** The state once another run of the handler starts to walk: if it dies on this page, that was a try. */
export function walkedBy(state: ReconcileState, walker: string): ReconcileState {
  if (!state.run || state.run.walker === walker) return state
  const run = { ...state.run, walker, begun: state.run.begun + 1 }
  return run.begun <= PAGE_TRIES ? { ...state, run } : leftOut(state, run)
}

/** Offers of a skipped page. */
const OFFERS_A_PAGE = 100

/**
 * SKUs of the old trade policy stay for sale while they are not read, so a policy is left completely or in the next
 * run.
 */
function leftOut(state: ReconcileState, run: ReconcileRun): ReconcileState {
  const { problem } = run
  const gapsBy = problem && PASSING.includes(problem) ? problem : run.gapsBy
  const counted = { gaps: run.gaps + 1, gapsBy, problem: lasting(problem) }
  const skipped = { ...run, ...counted, tries: 0, begun: 0, suspects: {} }
  switch (run.phase) {
    case 'offers': {
      const list = afterSkipped(run.list)
      return { ...state, run: { ...skipped, list, position: run.position + OFFERS_A_PAGE } }
    }
    case 'load':
      return { ...state, run: { ...skipped, position: run.position + 1 } }
    case 'former':
      return { ...state, run: enter(skipped, 'leave') }
    case 'leave':
    case 'clear':
    case 'settle':
      return { ...state, run: enter(skipped, 'clear') }
  }
}

/** Ends the run early; its problem is kept for the report. */
const givenUp = (state: ReconcileState): ReconcileState =>
  state.run ? { ...state, run: { ...enter(state.run, 'settle'), tries: 0 } } : state

function pauseAfter(tries: number, random: number): Millis {
  const decision = decideRetry({
    of: 'file',
    cause: 'MARKETPLACE_UNAVAILABLE',
    tries,
    retryAfter: null,
    since: 0,
    now: 0,
    random,
  })
  return 'at' in decision ? decision.at : 0
}

/** Gives up the remaining offers for a reason that will not pass; those received are still compared. */
export function skipOffers(
  state: ReconcileState,
  problem: 'OFFERS_FORBIDDEN' | 'OFFERS_UNREADABLE'
): ReconcileState {
  if (!state.run) return state
  const some = state.run.list.codes > 0
  const run = {
    ...state.run,
    list: { ...state.run.list, isDoubtful: true },
    problem: some ? ('OFFERS_INCOMPLETE' as const) : problem,
  }
  return nextPhase({ ...state, run })
}

/** Moves on to the next phase; several trade policies are left one after the other. */
export function nextPhase(state: ReconcileState): ReconcileState {
  if (!state.run) return state
  const fresh = { ...state.run, tries: 0 }
  if (fresh.phase === 'former') return { ...state, hasFormer: false, run: enter(fresh, 'leave') }
  if (fresh.phase === 'leave' && state.leaving.length > 0) {
    const leaving = state.leaving.slice(1)
    if (leaving.length > 0) return { ...state, leaving, run: { ...fresh, position: 1, pages: [] } }
    return { ...state, leaving, run: enter(fresh, 'clear') }
  }
  return { ...state, run: enter(fresh, PHASES[PHASES.indexOf(fresh.phase) + 1] ?? 'settle') }
}

const enter = (run: ReconcileRun, phase: ReconcilePhase): ReconcileRun => ({
  ...run,
  phase,
  suspects: {},
  pages: [],
  position: phase === 'offers' ? 0 : 1,
})

function add(counts: ReconcileCounts, page: PageFindings): ReconcileCounts {
  const more = page.counts
  const codes = (page.unknownCodes ?? []).map(code => code.slice(0, LONGEST_CODE))
  return {
    ...counts,
    offersTotal: more.offersTotal ?? counts.offersTotal,
    offersSeen: counts.offersSeen + (more.offersSeen ?? 0),
    compared: counts.compared + (more.compared ?? 0),
    drift: counts.drift + (more.drift ?? 0),
    onTheWay: counts.onTheWay + (more.onTheWay ?? 0),
    neverSent: counts.neverSent + (more.neverSent ?? 0),
    vanished: counts.vanished + (more.vanished ?? 0),
    leftPolicy: counts.leftPolicy + (more.leftPolicy ?? 0),
    outdated: counts.outdated + (more.outdated ?? 0),
    unread: counts.unread + (more.unread ?? 0),
    unknownOffers: counts.unknownOffers + (more.unknownOffers ?? 0),
    unknownSamples: [...counts.unknownSamples, ...codes].slice(0, SAMPLES),
  }
}

const isWalk = (phase: ReconcilePhase): boolean => phase !== 'clear' && phase !== 'settle'

/** Whether requests of the comparison stay in the queue when nothing else waits. */
export const holdsBack = ({ run, unsent }: ReconcileState): boolean =>
  run !== null && isWalk(run.phase) && unsent < MAX_HELD && run.tries < PATIENCE

/**
 * Whether a person waits for a walk whose next page can be read now: then no minute is lost in between. Whoever has just
 * saved the configuration waits as much as one who asked for it.
 */
export const isAwaited = ({ run }: ReconcileState, now: Millis): boolean =>
  (run?.why === 'PERSON' || run?.why === 'CONFIGURATION') &&
  isWalk(run.phase) &&
  run.notBefore <= now + PAGE_PAUSE

/** The state after a batch took requests. @param all whether it took everything that waited */
export const afterClaim = (state: ReconcileState, all: boolean): ReconcileState =>
  all ? { ...state, unsent: 0 } : state

/**
 * Whether Carrefour holds another quantity than the store's rules give. What is deliberately held back is no drift.
 *
 * @param held null when Carrefour's answer has no quantity: it cannot be called equal
 */
export const isDrift = ({ quantity }: Pick<ReadLine, 'quantity'>, held: number | null): boolean =>
  quantity !== null && quantity !== held

/** How many of these lines were queued by the comparison and confirmed by Carrefour. */
export function healedIn(batch: BatchAt<'judged'>, lines: readonly ReadLine[]): number {
  const { verdict } = batch
  if (verdict.kind === 'failed') return 0
  const isConfirmed = ({ skuId, quantity }: { skuId: SkuId; quantity: number | null }) =>
    quantity !== null && verdict.rejected[skuId] === undefined
  return lines.filter(line => line.reason === 'RECONCILE' && isConfirmed(line)).length
}

export const addHealed = (state: ReconcileState, healed: number): ReconcileState =>
  state.run && healed > 0
    ? {
        ...state,
        run: {
          ...state.run,
          counts: { ...state.run.counts, healed: state.run.counts.healed + healed },
        },
      }
    : state

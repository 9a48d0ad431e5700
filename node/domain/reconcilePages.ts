import type { BatchAt, ReadLine } from './batches'
import type {
  ReconcileCounts,
  ReconcilePhase,
  ReconcileProblem,
  ReconcileRun,
  ReconcileState,
} from './reconcile'
import { PHASES } from './reconcile'
import type { SkuId } from './requests'
import { decideRetry, LONGEST_OBEYED } from './retry'
import type { Millis } from './time'
import { SECOND } from './time'

/** Pages of one run of the work handler. */
export const MOST_PAGES = 20

/** Pause between two pages: it spreads the calls, and lets live changes in. */
export const PAGE_PAUSE = SECOND

/** While a comparison goes on, its marks wait for it to end, so that it uses up one file and not one a minute; at most so many. */
export const MOST_HELD = 5_000

/** After so many failures in a row nothing waits for the comparison any more. */
const PATIENCE = 3

/** How many codes of unknown offers are kept, and of each how much. */
const SAMPLES = 10
const LONGEST_CODE = 40

/** What one page of a walk found. */
export interface PageFindings {
  readonly counts: Partial<Omit<ReconcileCounts, 'healed' | 'unknownSamples'>>
  readonly unknownCodes?: readonly string[]
  /** SKUs that were marked. */
  readonly marked: number
  /** By how much the position moves on. */
  readonly step: number
  /** Nothing comes after this page. */
  readonly isLast: boolean
}

const PASSING: readonly ReconcileProblem[] = ['MARKETPLACE_UNAVAILABLE', 'VTEX_UNAVAILABLE']

const lasting = (problem: ReconcileProblem | null): ReconcileProblem | null =>
  problem && PASSING.includes(problem) ? null : problem

/** The state after a page was worked on. */
export function afterPage(state: ReconcileState, page: PageFindings, now: Millis): ReconcileState {
  if (!state.run) return state
  const run: ReconcileRun = {
    ...state.run,
    position: state.run.position + page.step,
    tries: 0,
    notBefore: now + PAGE_PAUSE,
    problem: lasting(state.run.problem),
    counts: add(state.run.counts, page),
  }
  const after = { ...state, run, unsent: state.unsent + page.marked }
  return page.isLast ? nextPhase(after) : after
}

/** The state after a page could not be read, and when it is read again. */
export function afterFailure(
  state: ReconcileState,
  problem: ReconcileProblem,
  retryAt: Millis | null,
  { now, random }: { readonly now: Millis; readonly random: number }
): ReconcileState {
  if (!state.run) return state
  const tries = state.run.tries + 1
  const notBefore = Math.max(
    now + pauseAfter(tries, random),
    Math.min(retryAt ?? 0, now + LONGEST_OBEYED)
  )
  // A walk that was given up for good says more than a page that fails now.
  return {
    ...state,
    run: { ...state.run, tries, notBefore, problem: lasting(state.run.problem) ?? problem },
  }
}

/** Most tries that make a pause longer: a walk is never given up. */
const LONGEST_ROW = 10

function pauseAfter(tries: number, random: number): Millis {
  const decision = decideRetry({
    of: 'file',
    cause: 'MARKETPLACE_UNAVAILABLE',
    tries: Math.min(tries, LONGEST_ROW),
    retryAfter: null,
    since: 0,
    now: 0,
    random,
  })
  return 'at' in decision ? decision.at : 0
}

/** The state with the rest of this walk given up for a reason that will not pass. */
export const skipWalk = (state: ReconcileState, problem: ReconcileProblem): ReconcileState =>
  state.run ? nextPhase({ ...state, run: { ...state.run, problem } }) : state

/** The state with the next thing to do; several trade policies are left one after the other. */
export function nextPhase(state: ReconcileState): ReconcileState {
  if (!state.run) return state
  const fresh = { ...state.run, tries: 0 }
  if (fresh.phase === 'leave' && state.leaving.length > 0) {
    const leaving = state.leaving.slice(1)
    if (leaving.length > 0) return { ...state, leaving, run: { ...fresh, position: 1 } }
    return { ...state, leaving, run: enter(fresh, 'clear') }
  }
  return { ...state, run: enter(fresh, PHASES[PHASES.indexOf(fresh.phase) + 1] ?? 'settle') }
}

const enter = (run: ReconcileRun, phase: ReconcilePhase): ReconcileRun => ({
  ...run,
  phase,
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
    neverSent: counts.neverSent + (more.neverSent ?? 0),
    leftPolicy: counts.leftPolicy + (more.leftPolicy ?? 0),
    outdated: counts.outdated + (more.outdated ?? 0),
    unknownOffers: counts.unknownOffers + (more.unknownOffers ?? 0),
    unknownSamples: [...counts.unknownSamples, ...codes].slice(0, SAMPLES),
  }
}

const isWalk = (phase: ReconcilePhase): boolean => phase !== 'clear' && phase !== 'settle'

/** Whether marks of the comparison, when nothing else waits, still stay in the queue. */
export const holdsBack = ({ run, unsent }: ReconcileState): boolean =>
  run !== null && isWalk(run.phase) && unsent < MOST_HELD && run.tries < PATIENCE

/** Whether a person waits for a walk whose next page can be read at once: then no minute is waited in between. */
export const isAwaited = ({ run }: ReconcileState, now: Millis): boolean =>
  run?.why === 'PERSON' && isWalk(run.phase) && run.notBefore <= now + PAGE_PAUSE

/** The state after a batch took marks. @param all whether it took all that waited */
export const afterClaim = (state: ReconcileState, all: boolean): ReconcileState =>
  all ? { ...state, unsent: 0 } : state

/**
 * Whether Carrefour holds another quantity than the store's rules give. What is kept back on purpose is no drift.
 *
 * @param held null when Carrefour's answer names no quantity: nobody can say that it is the same
 */
export const isDrift = ({ quantity }: Pick<ReadLine, 'quantity'>, held: number | null): boolean =>
  quantity !== null && quantity !== held

/** How many of these lines the comparison had queued and Carrefour has confirmed. */
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

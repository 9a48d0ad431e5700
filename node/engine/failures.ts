import { type Batch, failedAgain } from './batch.logic'
import type { Cause } from '../shared/causes'
import type { ConnectionState } from './state.logic'
import { answered, openIncident } from './transitions.logic'
import { type LimitedOperation, holdCalls } from '../carrefour/limits.logic'
import { causeOfFailure } from '../carrefour/classify.logic'
import { type RetryDecision, decideRetry } from './retry.logic'
import { type Millis, MINUTE } from '../shared/time'
import type { Answer, CallFailure } from '../ports'
import { type Run, updateState, LeaseLost } from './run'

/** What a failure means for its batch. */
export type Consequence<B extends Batch> =
  /** The failure is counted in the batch, which waits until its `notBefore`. */
  | { readonly kind: 'again'; readonly batch: B }
  /** The ShopKey was refused: no more calls until it changes. */
  | { readonly kind: 'blocked'; readonly cause: Cause; readonly message: string }
  /** Tried often enough: it ends with the cause. */
  | { readonly kind: 'ended'; readonly cause: Cause; readonly message: string }

/** Counts a failure of a file and decides what follows. */
export function countFailure<B extends Batch>(
  { ports: { clock } }: Run,
  batch: B,
  cause: Cause,
  retryAfter: number | null = null
): { readonly batch: B; readonly decision: RetryDecision } {
  const counted = failedAgain(batch, cause)
  const now = clock.now()
  const decision = decideRetry({
    of: 'file',
    cause,
    tries: counted.failures[cause] ?? 1,
    retryAfter,
    since: batch.claimedAt,
    now,
    random: clock.random(),
  })
  return {
    decision,
    batch: decision.kind === 'retry' ? { ...counted, notBefore: decision.at } : counted,
  }
}

/** Applies a failed call to Carrefour to its batch and to the connection. */
export async function recordFailure<B extends Batch>(
  run: Run,
  operation: LimitedOperation,
  failure: CallFailure,
  before: B
): Promise<Consequence<B>> {
  const cause = causeOfFailure(failure)
  const retryAfter = 'retryAfter' in failure ? (failure.retryAfter ?? null) : null
  const { batch, decision } = countFailure(run, before, cause, retryAfter)
  const at = decision.kind === 'retry' ? decision.at : null
  const { message } = failure
  const seen = { operation, cause, message, at: at ?? probeAt(run, cause) }
  if (isKeyCause(cause)) await writeRefusal(run, state => withFailure(state, run, seen))
  else await updateState(run, state => withFailure(state, run, seen))
  run.ports.log.warn(`carrefour.${failure.kind}`, {
    operation,
    cause,
    tries: batch.failures[cause] ?? 1,
    next: decision.kind,
    ...(at === null ? {} : { at }),
  })
  if (at !== null) return { kind: 'again', batch }
  return { kind: decision.kind === 'person' ? 'blocked' : 'ended', cause, message }
}

/** When the next file may test whether Carrefour answers, after one was given up; null for other causes. */
function probeAt({ ports: { clock } }: Run, cause: Cause): Millis | null {
  const now = clock.now()
  const decision = decideRetry({
    of: 'sku',
    cause,
    tries: 1,
    retryAfter: null,
    since: now,
    now,
    random: clock.random(),
  })
  return decision.kind === 'retry' ? decision.at : null
}

/** A pause of at least this length is shown, because no stock is sent until it is over. */
const LONG_PAUSE = 10 * MINUTE

const isKeyCause = (cause: Cause): cause is 'AUTH_INVALID' | 'AUTH_FORBIDDEN' =>
  cause === 'AUTH_INVALID' || cause === 'AUTH_FORBIDDEN'

/** Pauses between attempts to save a refusal, together about half a minute: as long as a handler may run. */
const REFUSAL_PAUSES: readonly Millis[] = [200, 500, 1_000, 2_000, 4_000, 8_000, 12_000]

/**
 * Saves that the ShopKey was refused. No call may be made with it before that is saved, so it is retried whatever the
 * storage answers, and written even without the lease: the replica that holds it by now must stop too. If it cannot be
 * saved the run ends; the next one learns of the refusal with one call.
 */
async function writeRefusal(
  run: Run,
  how: (state: ConnectionState) => ConnectionState
): Promise<void> {
  const { connectionState, clock, log } = run.ports
  for (const pause of [...REFUSAL_PAUSES, null]) {
    try {
      const written = await connectionState.update(state =>
        state.disconnectedAt === null ? how(run.calls.writtenInto(state)) : null
      )
      if (written && written.lease?.holder !== run.holder) throw new LeaseLost()
      return
    } catch (error) {
      if (error instanceof LeaseLost || pause === null) throw error
      log.warn('refusal.unwritten', { pause })
      await clock.sleep(pause)
    }
  }
}

interface Seen {
  readonly operation: LimitedOperation
  readonly cause: Cause
  readonly message: string
  readonly at: Millis | null
}

/** The state with what a failure says about the whole connection. */
function withFailure(
  state: ConnectionState,
  run: Run,
  { operation, cause, message, at }: Seen
): ConnectionState {
  if (cause === 'RATE_LIMITED' && at !== null) {
    const held = { ...state, budget: holdCalls(state.budget, operation, at) }
    const now = run.ports.clock.now()
    const keyVersion = run.configuration.shopKey.version
    return at - now >= LONG_PAUSE
      ? openIncident(held, { cause, message, nextTryAt: at, keyVersion }, now)
      : held
  }
  if (isKeyCause(cause) || cause === 'MARKETPLACE_UNAVAILABLE') {
    const keyVersion = run.configuration.shopKey.version
    return openIncident(state, { cause, message, nextTryAt: at, keyVersion }, run.ports.clock.now())
  }
  return state
}

/** Applies a failed catalogue or offer call: a refused ShopKey stops all calls, anything else only the radar. */
export async function recordReadFailure(run: Run, failure: CallFailure): Promise<void> {
  const { clock, log } = run.ports
  const cause = causeOfFailure(failure)
  const { message } = failure
  const now = clock.now()
  const retryAfter = 'retryAfter' in failure ? (failure.retryAfter ?? null) : null
  const decision = decideRetry({
    of: 'sku',
    cause,
    tries: 1,
    retryAfter,
    since: now,
    now,
    random: clock.random(),
  })
  const keyVersion = run.configuration.shopKey.version
  if (cause === 'AUTH_INVALID')
    await writeRefusal(run, state =>
      openIncident(state, { cause, message, nextTryAt: null, keyVersion }, now)
    )
  else
    await updateState(run, state => ({
      ...state,
      radarAfter: decision.kind === 'retry' ? decision.at : now,
    }))
  log.warn('carrefour.unread', { cause })
}

/** Applies the answer to a probe; any answer from Carrefour ends an outage. True when it ended one. */
export async function recordProbe(run: Run, answer: Answer<null>): Promise<boolean> {
  const cause = answer.kind === 'done' ? null : causeOfFailure(answer)
  if (answer.kind !== 'done' && (cause === 'AUTH_INVALID' || cause === 'MARKETPLACE_UNAVAILABLE')) {
    const keyVersion = run.configuration.shopKey.version
    const seen = { cause, message: answer.message, nextTryAt: probeAt(run, cause), keyVersion }
    const open = (state: ConnectionState) => openIncident(state, seen, run.ports.clock.now())
    if (isKeyCause(cause)) await writeRefusal(run, open)
    else await updateState(run, open)
    return false
  }
  await recordSuccess(run)
  return true
}

/** The state after a good answer: an incident that it disproves is closed. */
export const afterSuccess =
  (now: Millis) =>
  (state: ConnectionState): ConnectionState => ({ ...answered(state, now), keyWorkedAt: now })

/** Closes an incident that a good answer disproves. */
export async function recordSuccess(run: Run): Promise<void> {
  await updateState(run, afterSuccess(run.ports.clock.now()))
}

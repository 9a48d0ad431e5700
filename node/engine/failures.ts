import { type Batch, failedAgain } from './batch.logic'
import type { Cause } from '../shared/causes'
import { type ConnectionState, answered, openIncident } from './state.logic'
import { type LimitedOperation, holdCalls } from '../carrefour/limits.logic'
import { causeOfFailure } from '../ledger/classify.logic'
import { type RetryDecision, decideRetry } from './retry.logic'
import { type Millis, MINUTE } from '../shared/time'
import type { Answer, CallFailure } from '../ports/carrefour'
import { type Run, updateState, LeaseLost } from './run'

/** What a failure means for the batch that it happened to. */
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

/** What a failed call to Carrefour leads to: for its batch, and for the connection. */
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
  if (isKeyCause(cause)) await writeRefusal(run, state => noted(state, run, seen))
  else await updateState(run, state => noted(state, run, seen))
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

/** After a file was given up: when the next one may try whether Carrefour answers; null for other causes. */
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

/** A pause from here on is shown: until it is over stock does not leave. */
const LONG_PAUSE = 10 * MINUTE

const isKeyCause = (cause: Cause): cause is 'AUTH_INVALID' | 'AUTH_FORBIDDEN' =>
  cause === 'AUTH_INVALID' || cause === 'AUTH_FORBIDDEN'

/** Pauses between two tries to write a refusal down, together about half a minute: as long as a handler may run. */
const REFUSAL_PAUSES: readonly Millis[] = [200, 500, 1_000, 2_000, 4_000, 8_000, 12_000]

/**
 * Writes down that the ShopKey was refused. No call may be made with it before that is there, so it is tried again
 * whatever the storage answers, and written without the lease, too: the replica that has it by now must stop as well.
 * If it cannot be written at all the run ends; the next one learns it with one call.
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
function noted(
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

/** What a failed look at Carrefour's catalogue or offers leads to: a refused ShopKey stops all calls, anything else the radar alone. */
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

/** What the answer to a probe says about the connection; any word of Carrefour ends an outage. True when it ended. */
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

/** Closes an incident that a good answer disproves. */
export async function recordSuccess(run: Run): Promise<void> {
  await updateState(run, state => answered(state, run.ports.clock.now()))
}

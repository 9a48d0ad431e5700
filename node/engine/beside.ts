/*
 * Settling that goes on while the run claims, reads, sends and asks: they share the state, and nothing else. And how long
 * a run waits for its next step, with settling beside it.
 */

import type { Batch } from './batch.logic'
import type { ConnectionState } from './state.logic'
import { type Run, deadlineOf, hasTime, renewLease } from './run'
import { type JudgedAt, nextToSettle } from './judged.logic'
import { placeOf } from './parts'
import { settleJudged } from './settle'
import { type Millis, SECOND, MINUTE } from '../shared/time'
import { roomFrom } from './rows.logic'
import { LONGEST_ANSWER } from '../ports'
import type { Step } from './nextStep.logic'
import { SEND_TIME } from './send'

/** Settling is only begun when this much time is left for it. */
const SETTLE_TIME = 5 * SECOND

/** A batch of so many lines at most is settled beside another one. */
const FEW = 100

/** How much longer a sleep may last than the settling beside it. */
const NAP: Millis = 250

/**
 * The settling of one run: one batch after the other, and beside a long one a few live changes to other SKUs. It is stopped
 * for whatever else writes rows, and before the run ends: a line that was begun is written, the place is saved.
 */
export class Beside {
  #going: Promise<void> | null = null
  #of: { readonly key: string; readonly version: number } | null = null
  /** The few live changes that are settled beside it. */
  #second: Promise<void> | null = null
  /** Whether they failed, or the ledger refuses rows: in this run one batch is settled after the other. */
  #isSingle = false
  /** Batches that were settled, or left. */
  #ended = 0
  /** Whether a death came before: in this run nothing is done beside it. */
  #isAlone = false
  #isStopped = false
  /** Whether nothing could be written: it is not tried again in this run. */
  isVain = false
  /** Whether it ended for lack of time. */
  isCutShort = false
  #failure: { readonly error: unknown } | null = null

  get isGoing(): boolean {
    return this.#going !== null
  }

  /**
   * Goes on with this batch and those after it: beside the one that is being settled if both may go on, else in its place.
   *
   * @param state as it was when the batch was chosen
   */
  async settle(run: Run, judged: JudgedAt, state: ConnectionState): Promise<void> {
    const { version } = run.configuration
    if (this.#going && this.#of?.version === version) {
      if (this.#of.key === judged.key || this.#second) return
      if (await this.#isTakenBeside(run, judged, state)) return
    }
    await this.stop()
    if (this.isVain || !hasTime(run, SETTLE_TIME)) return
    this.#isStopped = false
    this.#of = { key: judged.key, version }
    this.#isAlone ||= judged.deaths > 0
    this.#going = this.#settleAll(
      { ...run, isStopped: () => this.#isStopped, untilAlone: () => this.#untilAlone() },
      { judged, state }
    ).then(
      () => this.#end(null),
      (error: unknown) => this.#end({ error })
    )
  }

  /**
   * Lets it finish the lines that it has begun.
   *
   * @throws what it failed with
   */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#going
    this.check()
  }

  /** @throws what it failed with */
  check(): void {
    const failure = this.#failure
    this.#failure = null
    if (failure) throw failure.error
  }

  /** The same, when something else has failed already. */
  async abandon(): Promise<void> {
    await this.stop().catch(() => undefined)
  }

  /**
   * Whether a step may be taken beside it. After a death while both went on, each is done alone in the next run, so that
   * the one to blame shows.
   */
  mayTake(state: ConnectionState): boolean {
    this.#isAlone ||= state.begun?.step === placeOf('send', state)
    return !this.#isAlone
  }

  /** @returns whether so long was waited; false when a batch was settled before, or settling ended */
  async sleep({ clock }: Run['ports'], ms: Millis): Promise<boolean> {
    if (!this.#going) {
      await clock.sleep(ms)
      return true
    }
    const until = clock.now() + ms
    const ended = this.#ended
    while (this.isGoing && this.#ended === ended && clock.now() < until)
      await Promise.race([this.#going, clock.sleep(Math.min(until - clock.now(), NAP))])
    return clock.now() >= until
  }

  #end(failure: { readonly error: unknown } | null): void {
    this.#failure ??= failure
    this.#going = null
    this.#of = null
  }

  async #settleAll(run: Run, first: Chosen): Promise<void> {
    let next: Chosen | null = first
    try {
      while (next) {
        if (!(await settleJudged(run, next.judged, next.state))) {
          this.isVain = !this.#isStopped
          return
        }
        this.#ended += 1
        this.isCutShort = !this.#isStopped && !hasTime(run, SETTLE_TIME)
        next = await this.#nextIn(run)
      }
    } catch (error) {
      this.#isStopped = true
      throw error
    } finally {
      await this.#second
    }
  }

  /** The next batch, once nothing is settled beside this one: it may be of the same SKUs. */
  async #nextIn(run: Run): Promise<Chosen | null> {
    for (;;) {
      await this.#second
      if (!hasTime(run, SETTLE_TIME)) return null
      const next = await nextIn(run)
      if (this.#second) continue
      this.#of = this.#of && next && { ...this.#of, key: next.judged.key }
      return next
    }
  }

  /**
   * Settles a few live changes beside the batch that is being settled, if neither has a SKU of the other and no death came
   * before.
   *
   * @returns false when they must be settled in its place
   */
  async #isTakenBeside(run: Run, judged: JudgedAt, state: ConnectionState): Promise<boolean> {
    const of = this.#of
    if (!of || this.#isAlone || this.#isSingle || !isShort(judged)) return false
    const going = await run.ports.connectionState.readBatch(of.key)
    // Without it the other one has just been settled.
    if (going && isAnyOf(going, judged)) return false
    // Meanwhile another one may have been begun, maybe this one.
    if (this.#of !== of || this.#isSingle || this.#isStopped) return true
    const second = { ...run, isStopped: () => this.#isStopped, isSecond: true }
    this.#second = settleJudged(second, judged, state)
      .then(
        isWritten => {
          this.#isSingle ||= !isWritten
        },
        (error: unknown) => {
          this.#failure ??= { error }
          this.#isStopped = true
        }
      )
      .then(() => {
        this.#ended += 1
        this.#second = null
      })
    return true
  }

  /** For whoever writes rows that are not its own: until the end of the run nothing else is settled beside it. */
  async #untilAlone(): Promise<void> {
    this.#isSingle = true
    await this.#second
  }
}

/** Whether it is of a few live changes, all of them known from the state, and nothing else depends on it. */
const isShort = ({ jobId, isAlone, deaths, settled, urgent, batch }: JudgedAt): boolean =>
  jobId === null &&
  !isAlone &&
  deaths === 0 &&
  settled < urgent &&
  batch !== undefined &&
  batch.lines <= FEW &&
  batch.others?.length === batch.lines

const isAnyOf = ({ lines }: Batch, { batch }: JudgedAt): boolean => {
  const others = new Set(batch?.others?.map(([skuId]) => skuId))
  return lines.some(({ skuId }) => others.has(skuId))
}

/** A judged batch to settle, and the state that it was chosen from. */
interface Chosen {
  readonly judged: JudgedAt
  readonly state: ConnectionState
}

async function nextIn({ ports: { connectionState, clock } }: Run): Promise<Chosen | null> {
  const state = await connectionState.read()
  const judged = roomFrom(state.unwritten) > clock.now() ? null : nextToSettle(state.judged)
  return judged && { judged, state }
}

/** Time a step may take; it does not start with less left. */
const STEP_TIME: Readonly<Record<Exclude<Step['kind'], 'rest'>, Millis>> = {
  claim: 12 * SECOND,
  send: SEND_TIME + 5 * SECOND,
  poll: LONGEST_ANSWER + SECOND,
  search: 2 * LONGEST_ANSWER + 2 * SECOND,
  report: 2 * LONGEST_ANSWER + 2 * SECOND,
  readBack: LONGEST_ANSWER + 2 * SECOND,
  settle: 6 * SECOND,
}

/** How often a run that waits beside settling looks whether it must renew its lease. */
const LOOK_EVERY = 8 * SECOND

/** A step this close is awaited by another run; a later one is left to the scheduler. */
const NEAR = MINUTE + 5 * SECOND

/**
 * Waits until the step is due; 'again' when settling ended before, 'later' when the step is due soon but too late for this
 * run, 'far' when it is left to the scheduler.
 */
export async function waitFor(
  run: Run,
  step: Exclude<Step, { kind: 'rest' }>,
  beside: Beside
): Promise<'due' | 'again' | 'later' | 'far'> {
  const { ports } = run
  const { clock } = ports
  const wait = Math.max(step.at - clock.now(), 0)
  const left = deadlineOf(run) - clock.now()
  const isDueInTime = isInTime(run, step)
  if (!isDueInTime && (wait === 0 || beside.isGoing) && run.term.canGrow(clock.now())) {
    await renewLease(run)
    return 'again'
  }
  if (!isDueInTime && wait > NEAR && !beside.isGoing) return 'far'
  const pause = isDueInTime ? wait : Math.min(wait, left - SECOND)
  if (beside.isGoing && pause > LOOK_EVERY) {
    await beside.sleep(ports, LOOK_EVERY)
    return 'again'
  }
  if (pause > 0 && !(await beside.sleep(ports, pause))) return 'again'
  if (isDueInTime) return 'due'
  return wait > NEAR ? 'far' : 'later'
}

/** Whether the step is due early enough to be taken in this run. */
export const isInTime = (
  run: Pick<Run, 'ports' | 'term'>,
  { at, kind }: Exclude<Step, { kind: 'rest' }>
): boolean => Math.max(at, run.ports.clock.now()) + STEP_TIME[kind] <= deadlineOf(run)

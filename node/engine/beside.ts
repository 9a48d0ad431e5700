/* Settling that goes on while the run claims, reads, sends and asks: they share the state, and nothing else. */

import type { ConnectionState } from './state.logic'
import { type Run, hasTime } from './run'
import { type JudgedAt, nextToSettle } from './judged.logic'
import { placeOf } from './parts'
import { settleJudged } from './settle'
import { type Millis, SECOND } from '../shared/time'
import { roomFrom } from './unwritten.logic'

/** Settling is only begun when this much time is left for it. */
const SETTLE_TIME = 5 * SECOND

/** How much longer a sleep may last than the settling beside it. */
const NAP: Millis = 250

/**
 * The settling of one run, at most one batch at a time. It is stopped for whatever else writes rows, and before the run
 * ends: a line that was begun is written, the place is saved.
 */
export class Beside {
  #going: Promise<void> | null = null
  #of: { readonly key: string; readonly version: number; readonly isAlone: boolean } | null = null
  #isStopped = false
  /** Whether nothing could be written: it is not tried again in this run. */
  isVain = false
  #failure: { readonly error: unknown } | null = null

  get isGoing(): boolean {
    return this.#going !== null
  }

  /** Goes on with this batch and those after it, in place of any other. */
  async settle(run: Run, judged: JudgedAt): Promise<void> {
    const { version } = run.configuration
    if (this.#going && this.#of?.key === judged.key && this.#of.version === version) return
    await this.stop()
    if (this.isVain || !hasTime(run, SETTLE_TIME)) return
    this.#isStopped = false
    this.#of = { key: judged.key, version, isAlone: judged.deaths > 0 }
    this.#going = this.#settleAll({ ...run, isStopped: () => this.#isStopped }, judged).then(
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
   * Whether a step may be taken beside it. After a death while both went on, each is done alone, so that the one to blame
   * shows.
   */
  mayTake(state: ConnectionState): boolean {
    return this.#of?.isAlone !== true && state.begun?.step !== placeOf('send', state)
  }

  /** @returns whether so long was waited; false when settling ended before */
  async sleep({ clock }: Run['ports'], ms: Millis): Promise<boolean> {
    if (!this.#going) {
      await clock.sleep(ms)
      return true
    }
    const until = clock.now() + ms
    while (this.isGoing && clock.now() < until)
      await Promise.race([this.#going, clock.sleep(Math.min(until - clock.now(), NAP))])
    return clock.now() >= until
  }

  #end(failure: { readonly error: unknown } | null): void {
    this.#failure = failure
    this.#going = null
    this.#of = null
  }

  async #settleAll(run: Run, first: JudgedAt): Promise<void> {
    let next: JudgedAt | null = first
    while (next) {
      this.#of = this.#of && { ...this.#of, key: next.key }
      if (!(await settleJudged(run, next))) {
        this.isVain = !this.#isStopped
        return
      }
      next = hasTime(run, SETTLE_TIME) ? await nextIn(run) : null
    }
  }
}

async function nextIn({ ports: { connectionState, clock } }: Run): Promise<JudgedAt | null> {
  const { judged, unwritten } = await connectionState.read()
  return roomFrom(unwritten) > clock.now() ? null : nextToSettle(judged)
}

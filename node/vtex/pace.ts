import type { Clock } from '../ports'
import { type Millis, HOUR, MINUTE, SECOND } from '../shared/time'
import { CallError, statusOf, throttledBy } from '../shared/callError'

/** Concurrent calls of one account and replica: VTEX advises pools of 5 to 10 for a whole app. */
export const MOST_AT_ONCE = 8
const FIRST_AT_ONCE = 4

/** Pauses after a throttled call: the first, each twice as long as the one before it, up to the longest. */
const FIRST_PAUSE: Millis = 400
const LONGEST_PAUSE: Millis = 30 * SECOND

/** A call waits at most this long inside the handler; a longer pause is a failure, which the caller writes down. */
const LONGEST_WAIT: Millis = 2 * SECOND

/** However long it was asked to wait, a call is tried again after this long, as the retries do. */
const LONGEST_HOLD: Millis = HOUR

/** A start is planned no further ahead than this: the few calls that may run together, at the slowest pace. */
const LONGEST_PLAN: Millis = 10 * SECOND

/** How often a throttled call is made before it counts as failed. */
const TRIES = 4

/**
 * Calls started in any second at first, once an answer takes as long as in the cloud. One fewer than the 50 that are assumed to be
 * allowed: a call that takes longer on its way than the one after it would be one too many.
 */
export const SAFE_A_SECOND = 49

/** Most calls started in any second, after seconds of good answers. Throttled at it, it is not tried again for a while. */
export const MOST_A_SECOND = 50
const TRIED_AGAIN_AFTER: Millis = 10 * MINUTE

/** Calls a second that are tried however often calls are throttled: the pauses do the rest. */
const FEWEST_A_SECOND = 5

/** The share of the calls a second that is left after a throttled one. */
const LEFT = 0.9

/** Seconds of good answers until one more call a second is tried. */
const GOOD_FOR = 5

/** Calls that catch up after a pause follow each other after this share of the usual time, not all at once. */
const HURRY = 0.7

/** The limit of a second counts in full once an answer takes a fourteenth of it; quicker ones come from nearby. */
const CLOUDLIKE = 14

/** An answer this quick comes from the same machine, which has no such limit. */
const LOCAL: Millis = 25

/** How much too early a timer may end. */
const EARLY: Millis = 1

/** An answer this many times slower than usual, and not a quick one anyway, is a sign of too many calls. */
const SLOW = 3
const QUICK: Millis = 300

/**
 * Decides when the next call of Master Data may start. It throttles a whole account, other apps included, and says
 * neither its limit nor always how long to wait: so both the concurrent calls and the calls a second adapt to the answers.
 * When a call is throttled (429, 503) the former are halved, and grow again within a second or two; the latter become a
 * tenth fewer and grow slowly, for else the same limit would be met again at once. Slow answers make fewer concurrent calls. What
 * a replica learns stays in its memory; a pause too long for a handler is a failure, which ends up in the state.
 */
export class Pace {
  #most = FIRST_AT_ONCE
  #aSecond = SAFE_A_SECOND
  /** Until when the most calls a second are not tried again. */
  #safeUntil: Millis = -Infinity
  #running = 0
  /** Good answers since the concurrent calls, and since the calls a second, were last changed. */
  #good = 0
  #goodInRow = 0
  /** Pauses in a row. */
  #pauses = 0
  #heldUntil: Millis = 0
  /** When the last calls started or will start, the oldest first: as many as may start in a second. */
  #starts: readonly Millis[] = []
  /** How long an answer usually takes; null before the first. */
  #usual: Millis | null = null
  readonly #waiting: (() => void)[] = []

  constructor(private readonly clock: Clock) {}

  /** How many calls may run now, for tests and logs. */
  get atOnce(): number {
    return this.#most
  }

  /** How many calls may start in a second, once answers take as long as in the cloud. */
  get aSecond(): number {
    return this.#aSecond
  }

  /**
   * Makes a call when it may start, and again after a pause when it was throttled.
   *
   * @param isRepeatable whether it may be repeated after a 503, of which nobody knows whether it had an effect; a 429
   * never has one
   * @throws CallError with status 429 and no call made, while a longer pause lasts
   */
  async run<T>(call: () => Promise<T>, isRepeatable = true): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      await this.#enter()
      const began = this.clock.now()
      try {
        const answer = await call()
        this.#answered(this.clock.now() - began)
        return answer
      } catch (error) {
        const throttled = throttledBy(error)
        if (!throttled) {
          this.#answered(this.clock.now() - began)
          throw error
        }
        this.#hold(throttled.retryAfter)
        const isOver = tries >= TRIES || this.#left() > LONGEST_WAIT
        if (isOver || (statusOf(error) !== 429 && !isRepeatable)) throw error
      } finally {
        this.#leave()
      }
    }
  }

  /** Neither a pause nor a start can be further ahead than they are set: then the clock has been set back meanwhile. */
  #left(): Millis {
    const now = this.clock.now()
    if (this.#heldUntil > now + LONGEST_HOLD) this.#heldUntil = now
    return this.#heldUntil - now
  }

  async #enter(): Promise<void> {
    if (this.#running >= this.#most) await new Promise<void>(go => this.#waiting.push(go))
    else this.#running += 1
    try {
      while (this.#left() > 0) {
        if (this.#left() > LONGEST_WAIT) throw new CallError('paused', 429, null, this.#left())
        await this.clock.sleep(this.#left())
      }
      const start = this.#nextStart()
      if (start - this.clock.now() >= 1) await this.clock.sleep(start - this.clock.now())
    } catch (error) {
      this.#leave()
      throw error
    }
  }

  /**
   * The next moment at which a call may start. What a pause left over is caught up while no second has more starts than
   * are allowed; the rest of it is lost.
   */
  #nextStart(): Millis {
    const now = this.clock.now()
    this.#starts = this.#starts.filter(at => at <= now + LONGEST_PLAN)
    const most = Math.max(Math.floor(this.#aSecond), 1)
    const usual = this.#usual ?? 0
    const second = usual < LOCAL ? 0 : Math.min(SECOND, CLOUDLIKE * usual)
    const last = this.#starts.at(-1) ?? -Infinity
    const oldest = this.#starts.at(-most) ?? -Infinity
    const start = Math.max(now, last + (HURRY * second) / most, oldest + second + EARLY)
    this.#starts = [...this.#starts, start].slice(-MOST_A_SECOND)
    return start
  }

  /** Passes the place on to a waiting call, unless fewer may run by now. */
  #leave(): void {
    const next = this.#running <= this.#most ? this.#waiting.shift() : undefined
    if (next) next()
    else this.#running -= 1
    while (this.#running < this.#most && this.#waiting.length > 0) {
      this.#running += 1
      this.#waiting.shift()?.()
    }
  }

  #answered(took: Millis): void {
    this.#pauses = 0
    const isSlow = this.#usual !== null && took > QUICK && took > SLOW * this.#usual
    this.#usual = this.#usual === null ? took : this.#usual + (took - this.#usual) / 20
    this.#good = isSlow ? 0 : this.#good + 1
    if (isSlow) this.#most = Math.max(this.#most - 1, 1)
    else if (this.#good >= 2 * this.#most && this.#most < MOST_AT_ONCE) {
      this.#most += 1
      this.#good = 0
    }
    this.#goodInRow += 1
    if (this.#goodInRow < GOOD_FOR * this.#aSecond) return
    const most = this.clock.now() < this.#safeUntil ? SAFE_A_SECOND : MOST_A_SECOND
    this.#aSecond = Math.min(this.#aSecond + 1, most)
    this.#goodInRow = 0
  }

  /** Calls that were under way together count as one sign. */
  #hold(retryAfter: Millis | null): void {
    const now = this.clock.now()
    this.#good = 0
    this.#goodInRow = 0
    if (this.#heldUntil <= now) {
      this.#most = Math.max(Math.floor(this.#most / 2), 1)
      if (this.#aSecond > SAFE_A_SECOND) this.#safeUntil = now + TRIED_AGAIN_AFTER
      this.#aSecond = Math.max(this.#aSecond * LEFT, FEWEST_A_SECOND)
      this.#pauses += 1
      const grown = Math.min(FIRST_PAUSE * 2 ** (this.#pauses - 1), LONGEST_PAUSE)
      this.#heldUntil = now + grown * (1 + this.clock.random() / 4)
    }
    this.#heldUntil = Math.max(this.#heldUntil, now + Math.min(retryAfter ?? 0, LONGEST_HOLD))
  }
}

/* The small ports of the platform: clock, ids, standby, events, and VTEX's scheduler. */

import type { Clock, Ids, Log, Standby, WorkTrigger, Scheduler } from '../ports'
import { type Events, type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'
import { type Millis, HOUR, SECOND } from '../shared/time'
import { APP } from '../app'
import { KeptFiles } from '../shared/keptFiles'
import { asList, asObject, asText } from '../shared/json'
import { type ClientMiddleware, asApp, SAFE_ANSWERS, untraced } from './middleware'
import { randomUUID } from 'crypto'
import { statusOf, wordsOf } from '../shared/callError'

/** What has to be added to the machine's time: at least and at most this much. */
interface Offset {
  readonly least: Millis
  readonly most: Millis
  /** The machine's time of the last reading. */
  readonly at: Millis
}

/** HTTP dates are whole seconds, rounded down; servers write one date into the answers of a moment. */
const RESOLUTION: Millis = SECOND + 100

/** Clocks of machines run apart by less than this share of the time that passes. */
const DRIFT = 1 / 5_000

/** Smaller differences are no fault: Carrefour's limits have a margin for them. */
const TOLERATED: Millis = 250

/** Readings that contradict what is known are believed once so many have agreed for so long. */
const AGREEING = { readings: 3, time: 5 * SECOND }

interface Rival {
  readonly offset: Offset
  readonly since: Millis
  readonly readings: number
}

/**
 * The time that all replicas share: the machine's own, unless VBase's answers prove it wrong. A clock that is corrected by the `Date` header of one server that all replicas ask. Every answer gives bounds for the
 * machine's error, no closer than a second; their intersection soon is as narrow as the fastest round trip. A machine
 * whose time lies within them keeps it. Without readings this is the machine's own clock.
 */
export class CommonClock implements Clock {
  #known: Offset | null = null
  #rival: Rival | null = null

  /** @param local the machine's time */
  constructor(private readonly local: () => Millis = Date.now) {}

  now(): Millis {
    return this.local() + this.#correction()
  }

  sleep(ms: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, Math.max(ms, 0)))
  }

  random(): number {
    return Math.random()
  }

  /** Begins a reading, just before a call. @returns what ends it, with the `Date` header of the answer */
  reading(): (date: unknown) => void {
    const sentAt = this.local()
    return date => {
      const told = typeof date === 'string' ? Date.parse(date) : NaN
      const at = this.local()
      if (Number.isFinite(told) && at >= sentAt)
        this.#learn({ least: told - at, most: told + RESOLUTION - sentAt, at })
    }
  }

  #correction(): Millis {
    if (!this.#known) return 0
    const { least, most } = this.#known
    if (least <= TOLERATED && most >= -TOLERATED) return 0
    return Math.round((least + most) / 2)
  }

  /** A single odd answer moves nothing: it may come from a cache, or from a machine whose own clock is wrong. */
  #learn(seen: Offset): void {
    const both = this.#known ? intersection(this.#known, seen) : seen
    if (both) {
      this.#known = both
      this.#rival = null
      return
    }
    const agreed = this.#rival && intersection(this.#rival.offset, seen)
    const rival: Rival =
      this.#rival && agreed
        ? { ...this.#rival, offset: agreed, readings: this.#rival.readings + 1 }
        : { offset: seen, since: seen.at, readings: 1 }
    const isBelieved = rival.readings >= AGREEING.readings && seen.at - rival.since >= AGREEING.time
    this.#rival = isBelieved ? null : rival
    if (isBelieved) this.#known = rival.offset
  }
}

/** What two readings leave possible; null when they contradict each other. */
function intersection(before: Offset, { least, most, at }: Offset): Offset | null {
  const drift = Math.abs(at - before.at) * DRIFT
  const both = {
    least: Math.max(before.least - drift, least),
    most: Math.min(before.most + drift, most),
    at,
  }
  return both.least <= both.most ? both : null
}

/** One per process: every account's readings are of the same server. */
export const systemClock = new CommonClock()

/** Client middleware: the `Date` of each answer is a reading of the common clock (ADR 89). */
export const readsClock: ClientMiddleware = async (ctx, next) => {
  const end = systemClock.reading()
  await next()
  end(asObject(ctx.response?.headers)?.date)
}

/** The pauses of all accounts of this process, by account and workspace. */
const PAUSES = new KeptFiles<Millis>(5_000, () => 1)

/** No pause is longer: one that is further ahead was set by a clock that has been set back since. */
const LONGEST_STANDBY: Millis = 2 * HOUR

export const standbyOf = (owner: string, clock: Pick<Clock, 'now'> = systemClock): Standby => ({
  until: () => {
    const until = PAUSES.get(owner) ?? 0
    return until > clock.now() + LONGEST_STANDBY ? 0 : until
  },
  set: until => PAUSES.set(owner, until),
})

export const uuids: Ids = { next: () => randomUUID() }

/** Topics of the app's own events, as in `service.json`. */
const WORK_EVENT = 'carrefour.work'
const MINUTE_EVENT = 'carrefour.minute'

/** One work event in this time, from each process: thousands of changes at a time would each start a run that finds another at work. */
const WAKE_GAP: Millis = SECOND / 2

/** The last work event of an account and workspace, and whether the next one is planned. */
interface Wake {
  readonly sentAt: Millis
  readonly isPlanned: boolean
}

const WAKES = new KeptFiles<Wake>(5_000, () => 1)

/** What the trigger works with. */
interface WakingPorts {
  readonly events: Pick<Events, 'sendEvent'>
  readonly log: Log
  readonly standby: Standby
  readonly clock: Clock
}

/** Triggers the event handlers. A failure is logged: the scheduler calls each minute anyway. */
export class EventWorkTrigger implements WorkTrigger {
  /** @param owner account and workspace */
  constructor(
    private readonly owner: string,
    private readonly ports: WakingPorts
  ) {}

  /**
   * Sends a work event; within `WAKE_GAP` of the last one it follows when that time is over, and the caller does not wait for
   * it. If the process dies before, the scheduler's call is left. While the engine pauses a run would do nothing, so there is none.
   */
  async trigger(): Promise<void> {
    const { clock, standby } = this.ports
    const now = clock.now()
    if (standby.until() > now) return
    const { sentAt = 0, isPlanned = false } = WAKES.get(this.owner) ?? {}
    const wait = sentAt + WAKE_GAP - now
    // A clock that was set back does not hold it.
    if (wait <= 0 || wait > WAKE_GAP) return this.#wake()
    if (isPlanned) return
    WAKES.set(this.owner, { sentAt, isPlanned: true })
    void clock.sleep(wait).then(() => this.#wake())
  }

  async #wake(): Promise<void> {
    WAKES.set(this.owner, { sentAt: this.ports.clock.now(), isPlanned: false })
    await this.#send(WORK_EVENT)
  }

  minute(): Promise<boolean> {
    return this.#send(MINUTE_EVENT)
  }

  async #send(topic: string): Promise<boolean> {
    try {
      await this.ports.events.sendEvent('', topic, {})
      return true
    } catch (error) {
      this.ports.log.warn('engine.failed', { topic, reason: wordsOf(error) })
      return false
    }
  }
}

/** Address of the workspace's public routes, without a trailing slash. */
export const publicUrlOf = ({
  account,
  workspace,
}: {
  account: string
  workspace: string
}): string => `https://${workspace === 'master' ? '' : `${workspace}--`}${account}.myvtex.com`

/** One scheduler entry. */
export interface Schedule {
  /** Saving the same id again replaces the entry. */
  readonly id: string
  /** Cron expression, at most once a minute. */
  readonly expression: string
  readonly request: { readonly uri: string; readonly method: 'POST'; readonly body: unknown }
}

const routes = {
  schedules: (workspace: string) => `/api/scheduler/${workspace}/${APP.name}`,
  schedule: (workspace: string, id: string) => `${routes.schedules(workspace)}/${id}`,
}

const VERSION = { version: 4 }

/**
 * VTEX's scheduler. It has no page on the developer portal: path, version and body are as published apps use them
 * (vtex-apps/advanced-seller-onboarding-template).
 */
export class SchedulerClient extends ExternalClient {
  constructor(context: IOContext, options?: InstanceOptions) {
    super(`http://${context.account}.myvtex.com`, context, {
      ...asApp(context, options),
      middlewares: [untraced, ...SAFE_ANSWERS],
      retries: 1,
      timeout: 5 * SECOND,
    })
  }

  /** Creates or replaces an entry. */
  async put({ id, expression, request }: Schedule): Promise<void> {
    const body = {
      id,
      scheduler: { expression, endDate: '2100-01-01T00:00:00' },
      request: { ...request, headers: { 'Content-Type': 'application/json' } },
    }
    try {
      await this.http.put(routes.schedules(this.context.workspace), body, {
        metric: 'scheduler-put',
        params: VERSION,
      })
    } catch (error) {
      // "Not modified": the entry is already correct.
      if (statusOf(error) !== 304) throw error
    }
  }

  /** The request of an entry; null when there is none, or none that can be read. */
  async requestOf(id: string): Promise<Schedule['request'] | null> {
    const answer: unknown = await this.http.get(routes.schedules(this.context.workspace), {
      metric: 'scheduler-list',
      nullIfNotFound: true,
      params: VERSION,
    })
    const entry = asList(answer)
      ?.map(asObject)
      .find(one => asText(one?.id) === id)
    const request = asObject(entry?.request)
    const uri = asText(request?.uri)
    return request && uri ? { uri, method: 'POST', body: request.body } : null
  }

  /** Removes an entry; a missing one is no error. */
  async remove(id: string): Promise<void> {
    try {
      await this.http.delete(routes.schedule(this.context.workspace, id), {
        metric: 'scheduler-remove',
        params: VERSION,
      })
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}

/** Path of the route the scheduler calls, as in `service.json`. */
const TICK_PATH = '/_v/carrefour-inventory/tick'

/** Name of the app's one entry. */
const ENTRY = 'carrefour-tick'

/** Has the tick route called every minute, the shortest interval of VTEX's scheduler. */
export class MinuteScheduler implements Scheduler {
  constructor(
    private readonly client: SchedulerClient,
    private readonly publicUrl: string
  ) {}

  ensure(token: string): Promise<void> {
    return this.client.put({
      id: ENTRY,
      expression: '* * * * *',
      request: this.#request(token),
    })
  }

  async repair(token: string): Promise<boolean> {
    const wanted = this.#request(token)
    const found = await this.client.requestOf(ENTRY)
    const isGood = found?.uri === wanted.uri && asObject(found.body)?.token === token
    if (!isGood) await this.ensure(token)
    return !isGood
  }

  remove(): Promise<void> {
    return this.client.remove(ENTRY)
  }

  #request(token: string): Schedule['request'] {
    return { uri: `${this.publicUrl}${TICK_PATH}`, method: 'POST', body: { token } }
  }
}

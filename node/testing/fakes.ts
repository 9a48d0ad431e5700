/* The fakes of the small ports, and all ports together. */

import { setImmediate } from 'timers'

import type {
  Clock,
  CurrentUser,
  Delivery,
  Ids,
  Log,
  Mail,
  Mailer,
  Scheduler,
  Standby,
  WorkTrigger,
  Ports,
  Permission,
} from '../ports'
import type { Schemas } from '../ports/stores'
import {
  FakeActivity,
  FakeConnectionStateStore,
  FakeDismissals,
  FakeJobs,
  FakeKits,
  FakeOfferCodes,
  FakeRequestQueue,
  FakeSendings,
  FakeSummary,
  FakeConfigurations,
  FakeSecrets,
  FakeHistory,
} from './stores'
import { FakeCarrefour } from './carrefour'
import { FakeLedger } from './ledger'
import { FakeStore } from './store'

/** Virtual time: only advances when somebody sleeps or the test says so. */
export class FakeClock implements Clock {
  #now: number

  constructor(start = Date.parse('2026-11-02T12:00:00Z')) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** Time passes once nothing is left to do at the present moment. */
  async sleep(ms: number): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
    this.pass(ms)
  }

  random(): number {
    return 0.5
  }

  /** Advances the time. */
  pass(ms: number): void {
    this.#now += ms
  }
}

/** id-1, id-2, ... */
export class FakeIds implements Ids {
  #last = 0

  next(): string {
    this.#last += 1
    return `id-${this.#last}`
  }
}

export interface LogLine {
  readonly level: 'info' | 'warn'
  readonly event: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Records log lines. */
export class RecordedLog implements Log {
  readonly lines: LogLine[] = []

  info(event: string, facts: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'info', event, facts })
  }

  warn(event: string, facts: Readonly<Record<string, unknown>>): void {
    this.lines.push({ level: 'warn', event, facts })
  }
}

/** The pause of one replica. */
export class FakeStandby implements Standby {
  #until = 0

  until(): number {
    return this.#until
  }

  set(until: number): void {
    this.#until = until
  }
}

/** Counts the triggers of the work handler. */
export class FakeWorkTrigger implements WorkTrigger {
  wakes = 0

  async trigger(): Promise<void> {
    this.wakes += 1
  }

  async minute(): Promise<boolean> {
    this.wakes += 1
    return true
  }
}

/** Records the tokens given to the scheduler, and the current one. */
export class FakeScheduler implements Scheduler {
  readonly tokens: string[] = []
  /** The entry; null when there is none. */
  entry: string | null = null
  /** While true nothing answers. */
  down = false

  async ensure(token: string): Promise<void> {
    this.#answer()
    this.tokens.push(token)
    this.entry = token
  }

  async repair(token: string): Promise<boolean> {
    this.#answer()
    if (this.entry === token) return false
    await this.ensure(token)
    return true
  }

  async remove(): Promise<void> {
    this.#answer()
    this.entry = null
  }

  #answer(): void {
    if (this.down) throw new Error('the scheduler does not answer')
  }
}

/** A signed-in person, or nobody. */
export class FakeCurrentUser implements CurrentUser {
  constructor(
    public email: string | null = 'owner@lojademo.example',
    public permissions: readonly Permission[] = ['view', 'reprocess', 'configure']
  ) {}

  async user(): Promise<string | null> {
    return this.email
  }

  async may(permission: Permission): Promise<boolean> {
    return this.email !== null && this.permissions.includes(permission)
  }
}

/** Counts the calls. */
export class FakeSchemas implements Schemas {
  ensured = 0

  async ensure(): Promise<void> {
    this.ensured += 1
  }
}

/** Records the mails sent. */
export class FakeMailer implements Mailer {
  readonly mails: Mail[] = []
  readonly deliveries: Delivery[] = []
  /** The result of the next mail. */
  next: Delivery = 'sent'

  async send(mail: Mail): Promise<Delivery> {
    const delivery = this.next
    this.next = 'sent'
    this.deliveries.push(delivery)
    if (delivery === 'sent') this.mails.push(mail)
    return delivery
  }
}

/** Ports that are all fakes, which a test can set and inspect. */
export type FakePorts = ReturnType<typeof makePorts>

/**
 * Fakes for every port, on one clock. To share them between two replicas of one account, spread the same object.
 *
 * @param overrides plain values and fakes that replace the default ones
 */
export function makePorts(
  overrides: { account?: string; publicUrl?: string; clock?: FakeClock } = {}
) {
  const clock = overrides.clock ?? new FakeClock()
  const secrets = new FakeSecrets(clock)
  return {
    account: overrides.account ?? 'lojademo',
    production: true as boolean,
    publicUrl: overrides.publicUrl ?? 'https://lojademo.myvtex.com',
    hosts: [] as readonly string[],
    carrefour: new FakeCarrefour(clock),
    store: new FakeStore(),
    queue: new FakeRequestQueue(),
    connectionState: new FakeConnectionStateStore(),
    kits: new FakeKits(),
    ledger: new FakeLedger(clock),
    offerCodes: new FakeOfferCodes(),
    dismissals: new FakeDismissals(),
    summary: new FakeSummary(),
    activity: new FakeActivity(),
    jobs: new FakeJobs(),
    sendings: new FakeSendings(),
    configurations: new FakeConfigurations(secrets),
    secrets,
    schemas: new FakeSchemas(),
    history: new FakeHistory(clock),
    mailer: new FakeMailer(),
    clock,
    ids: new FakeIds(),
    log: new RecordedLog(),
    workTrigger: new FakeWorkTrigger(),
    standby: new FakeStandby(),
    scheduler: new FakeScheduler(),
  } satisfies Ports
}

import type { Permission } from '../guard/permissions.logic'
import type { Log, Standby, WorkTrigger, CurrentUser, Scheduler } from '../ports/platform'
import type { Schemas } from '../ports/stores'

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

/** Counts the triggers of the work handler. */
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

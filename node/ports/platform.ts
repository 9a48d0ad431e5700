import type { Millis } from '../shared/time'
import type { Permission } from '../guard/permissions.logic'

export interface Clock {
  now(): Millis
  sleep(ms: number): Promise<void>
  /** 0 up to 1. */
  random(): number
}

export interface Ids {
  next(): string
}

/** One structured line per attempt or decision: ids and numbers, no secrets, no personal data. */
export interface Log {
  info(event: string, facts: Readonly<Record<string, unknown>>): void
  warn(event: string, facts: Readonly<Record<string, unknown>>): void
}

/** Asks for the work handler to be called soon. Best effort: the scheduler is the safety net. */
export interface WorkTrigger {
  trigger(): Promise<void>
  /** Asks for what each minute brings; false when it was not taken and nobody will do it. */
  minute(): Promise<boolean>
}

export interface Scheduler {
  /** Makes sure that the app is called each minute: makes the entry or replaces it. */
  ensure(token: string): Promise<void>
  /** Looks whether the entry is there and as it must be, and makes it if not; true when it had to. */
  repair(token: string): Promise<boolean>
  /** Removes the entry; already gone is no error. */
  remove(): Promise<void>
}

/** Who is signed in, as VTEX ID says. */
export interface CurrentUser {
  /** The Admin user's e-mail; null when nobody is signed in. */
  user(): Promise<string | null>
  may(permission: Permission): Promise<boolean>
}

import type { Millis } from '../shared/time'
import type { Permission } from '../guard/people'

export interface Clock {
  now(): Millis
  sleep(ms: number): Promise<void>
  /** From 0 (inclusive) to 1 (exclusive). */
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

/**
 * Until when this replica leaves the engine of the account alone, as it last heard. Kept in memory: a shortcut that
 * saves the calls for reading it in the state, and the only place while the state cannot be written.
 */
export interface Standby {
  until(): Millis
  set(until: Millis): void
}

/** Asks for the work handler to be called soon. Best effort: the scheduler is the safety net. */
export interface WorkTrigger {
  trigger(): Promise<void>
  /** Triggers the work of each minute; false when the trigger was not accepted. */
  minute(): Promise<boolean>
}

export interface Scheduler {
  /** Creates or replaces the scheduler entry that calls the app every minute. */
  ensure(token: string): Promise<void>
  /** Creates the entry if it is missing or wrong; true when it had to. */
  repair(token: string): Promise<boolean>
  /** Removes the entry; a missing one is no error. */
  remove(): Promise<void>
}

/** The signed-in user, according to VTEX ID. */
export interface CurrentUser {
  /** The Admin user's e-mail; null when nobody is signed in. */
  user(): Promise<string | null>
  may(permission: Permission): Promise<boolean>
}

/** A mail as plain text; the template turns it into HTML. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly title: string
  readonly lines: readonly string[]
  readonly link: { readonly href: string; readonly text: string }
}

/**
 * - `sent`: VTEX's mail service accepted it;
 * - `failed`: certainly not sent, a retry may help;
 * - `unknown`: no answer, it may have been sent.
 */
export type Delivery = 'sent' | 'failed' | 'unknown'

/** VTEX's mail service. Failures are values, never exceptions. */
export interface Mailer {
  send(mail: Mail): Promise<Delivery>
}

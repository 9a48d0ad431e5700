import type { Batch, BatchAt } from './batches'
import type { ConnectionState } from './connection'
import { blockedByKey, pausedUntil } from './incident'
import { earliestCall } from './limits'
import { STAGES } from './stages'
import type { Millis } from './time'
import { roomFrom } from './unwritten'

/** How long after STO01 it pays to ask for the status first. */
export const FIRST_POLL_AFTER = 4_000

/** The one thing to do next for a connection, and the earliest moment for it. */
export type Step =
  | { readonly kind: 'claim'; readonly at: Millis }
  | { readonly kind: 'send'; readonly at: Millis; readonly batch: BatchAt<'claimed'> }
  | { readonly kind: 'poll'; readonly at: Millis; readonly batch: BatchAt<'sent'> }
  | { readonly kind: 'search'; readonly at: Millis; readonly batch: BatchAt<'lost'> }
  | { readonly kind: 'report'; readonly at: Millis; readonly batch: BatchAt<'complete'> }
  | { readonly kind: 'readBack'; readonly at: Millis; readonly batch: BatchAt<'reported'> }
  | { readonly kind: 'settle'; readonly at: Millis; readonly batch: BatchAt<'judged'> }
  /** Nothing may be done: the ShopKey was refused, the connection is off, or the workspace is a developer's. */
  | { readonly kind: 'rest'; readonly why: 'blocked' | 'off' | 'development' }

export interface Situation {
  readonly state: ConnectionState
  readonly batch: Batch | null
  readonly active: boolean
  /** Whether nothing new may leave from this workspace; see `isWithheld`. */
  readonly withheld?: boolean
  readonly keyVersion: number
}

/**
 * Decides the next step. Carrefour's last word is always written down; what Carrefour has is followed to
 * its end while the ShopKey is not refused; nothing new leaves while off, or while Carrefour is taken not
 * to answer.
 */
export function nextStep({ state, batch, active, withheld, keyVersion }: Situation): Step {
  const repair = batch ? STAGES[batch.stage].repair : 'send'
  if (repair !== 'record' && blockedByKey(state.incident, keyVersion))
    return { kind: 'rest', why: 'blocked' }
  if (repair === 'send' && withheld) return { kind: 'rest', why: 'development' }
  if (repair === 'send' && !active) return { kind: 'rest', why: 'off' }
  const window = (operation: 'STO01' | 'STO02' | 'STO03') =>
    Math.max(batch?.notBefore ?? 0, earliestCall(state.budget, operation))
  const newFile = Math.max(window('STO01'), pausedUntil(state.incident, keyVersion))
  switch (batch?.stage) {
    case undefined:
      return { kind: 'claim', at: newFile }
    case 'claimed':
      return { kind: 'send', at: newFile, batch }
    case 'sent':
      return { kind: 'poll', at: window('STO02'), batch }
    case 'lost':
      return { kind: 'search', at: batch.notBefore, batch }
    case 'complete':
      return { kind: 'report', at: window('STO03'), batch }
    case 'reported':
      return { kind: 'readBack', at: batch.notBefore, batch }
    case 'judged':
      return { kind: 'settle', at: roomFrom(state.unwritten), batch }
  }
}

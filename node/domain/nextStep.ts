import type { Batch, BatchAt } from './batches'
import type { ConnectionState } from './connection'
import { blockedByKey } from './connection'
import { earliestCall } from './limits'
import type { Millis } from './time'

/** How long after STO01 it pays to ask for the status first. */
export const FIRST_POLL_AFTER = 4_000

/** The one thing to do next for a connection, and the earliest moment for it. */
export type Step =
  | { readonly kind: 'claim'; readonly at: Millis }
  | { readonly kind: 'send'; readonly at: Millis; readonly batch: BatchAt<'claimed'> }
  | { readonly kind: 'poll'; readonly at: Millis; readonly batch: BatchAt<'sent'> }
  | { readonly kind: 'report'; readonly at: Millis; readonly batch: BatchAt<'complete'> }
  | { readonly kind: 'settle'; readonly at: Millis; readonly batch: BatchAt<'judged'> }
  /** Nothing may be done: the ShopKey was refused, or the connection is switched off. */
  | { readonly kind: 'rest'; readonly why: 'blocked' | 'off' }

export interface Situation {
  readonly state: ConnectionState
  readonly batch: Batch | null
  readonly active: boolean
  readonly keyVersion: number
}

/** Decides the next step. What Carrefour already has is always followed to its end; nothing new starts while off. */
export function nextStep({ state, batch, active, keyVersion }: Situation): Step {
  if (batch?.stage === 'judged') return { kind: 'settle', at: 0, batch }
  if (blockedByKey(state.incident, keyVersion)) return { kind: 'rest', why: 'blocked' }
  if (batch?.stage === 'sent') {
    return {
      kind: 'poll',
      at: Math.max(batch.notBefore, earliestCall(state.budget, 'STO02')),
      batch,
    }
  }
  if (batch?.stage === 'complete') {
    return {
      kind: 'report',
      at: Math.max(batch.notBefore, earliestCall(state.budget, 'STO03')),
      batch,
    }
  }
  if (!active) return { kind: 'rest', why: 'off' }
  const window = earliestCall(state.budget, 'STO01')
  return batch
    ? { kind: 'send', at: Math.max(batch.notBefore, window), batch }
    : { kind: 'claim', at: window }
}

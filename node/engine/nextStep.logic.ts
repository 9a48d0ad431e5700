import type { Batch, BatchAt } from './batch.logic'
import type { ConnectionState } from './state.logic'
import { blockedByKey, pausedUntil } from './incident.logic'
import { earliestCall } from '../carrefour/limits.logic'
import type { Millis } from '../shared/time'
import { mustSettle } from './judged.logic'
import { roomFrom } from './rows.logic'

/** How a batch continues from its stage, also when the run that got it there has died. */
export type Repair =
  /** Send it, with current stock. */
  | 'send'
  /** Ask Carrefour what happened to it. Nothing is sent. */
  | 'ask'
  /** Write down the verdict. Carrefour is not called. */
  | 'record'

interface StageFacts {
  /** What Carrefour has done with it, as far as is known. */
  readonly atCarrefour: 'nothing, or nobody knows' | 'taken' | 'done' | 'judged'
  readonly repair: Repair
}

/**
 * The stage alone decides. A file whose answer was lost may have been taken: Carrefour is asked what it holds before
 * another is sent. One answered with a 5xx is sent again from `claimed`; both are remembered as doubts (`doubts.ts`)
 * until they can no longer overwrite anything.
 */
export const STAGES: Readonly<Record<Batch['stage'], StageFacts>> = {
  claimed: { atCarrefour: 'nothing, or nobody knows', repair: 'send' },
  sent: { atCarrefour: 'taken', repair: 'ask' },
  lost: { atCarrefour: 'nothing, or nobody knows', repair: 'ask' },
  complete: { atCarrefour: 'done', repair: 'ask' },
  reported: { atCarrefour: 'done', repair: 'ask' },
  judged: { atCarrefour: 'judged', repair: 'record' },
}

/** First status check after STO01; earlier ones do not pay off. */
export const FIRST_POLL_AFTER = 4_000

/** The one thing to do next for a connection, and the earliest moment for it. */
export type Step =
  | { readonly kind: 'claim'; readonly at: Millis }
  | { readonly kind: 'send'; readonly at: Millis; readonly batch: BatchAt<'claimed'> }
  | { readonly kind: 'poll'; readonly at: Millis; readonly batch: BatchAt<'sent'> }
  | { readonly kind: 'search'; readonly at: Millis; readonly batch: BatchAt<'lost'> }
  | { readonly kind: 'report'; readonly at: Millis; readonly batch: BatchAt<'complete'> }
  | { readonly kind: 'readBack'; readonly at: Millis; readonly batch: BatchAt<'reported'> }
  /** Settling comes first: other steps may only be taken when there is room again. */
  | { readonly kind: 'settle'; readonly at: Millis }
  /** Nothing may be done: the ShopKey was refused, the connection is off, or this is a developer's workspace. */
  | { readonly kind: 'rest'; readonly why: 'blocked' | 'off' | 'development' }

export interface Situation {
  readonly state: ConnectionState
  readonly batch: Batch | null
  readonly active: boolean
  /** Whether this workspace may send nothing new; see `isWithheld`. */
  readonly withheld?: boolean
  readonly keyVersion: number
}

/**
 * Decides the next step. A verdict is always written down; what Carrefour has taken is followed to its end unless the
 * ShopKey is refused; nothing new is sent while off, or while Carrefour is assumed not to answer.
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
      return mustSettle(state.judged)
        ? { kind: 'settle', at: roomFrom(state.unwritten) }
        : { kind: 'claim', at: newFile }
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
      return { kind: 'settle', at: roomFrom(state.unwritten) }
  }
}

/** Earliest moment of the next stock file. */
export const nextSend = (state: ConnectionState, now: Millis): Millis =>
  Math.max(
    earliestCall(state.budget, 'STO01'),
    pausedUntil(state.incident, state.incident?.keyVersion ?? 0),
    now
  )

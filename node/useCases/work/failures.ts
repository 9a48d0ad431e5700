import { openIncident } from '../../domain/connection'
import type { LimitedOperation } from '../../domain/limits'
import { holdCalls } from '../../domain/limits'
import { nextTry } from '../../domain/retry'
import type { Millis } from '../../domain/time'
import { MINUTE } from '../../domain/time'
import type { CallFailure } from '../../ports/carrefour'
import type { Run } from './run'
import { change } from './run'

/** What a failed call means for the batch that it was made for. */
export type Consequence =
  | { readonly kind: 'again'; readonly notBefore: Millis }
  /** The ShopKey was refused: no more calls until it changes. */
  | {
      readonly kind: 'blocked'
      readonly cause: 'AUTH_INVALID' | 'AUTH_FORBIDDEN'
      readonly message: string
    }
  /** Carrefour answered, and will answer the same again. */
  | { readonly kind: 'refused'; readonly message: string }

/**
 * The one place that decides what a failed call to Carrefour leads to: an incident, a pause, or a verdict
 * on what was sent.
 *
 * @param tries how often this has failed in a row, from 1
 */
export async function onFailure(
  run: Run,
  operation: LimitedOperation | 'OF21',
  failure: CallFailure,
  tries: number
): Promise<Consequence> {
  const now = run.ports.clock.now()
  const facts = { operation, failure: failure.kind, tries }
  switch (failure.kind) {
    case 'refused': {
      const cause = failure.httpStatus === 401 ? 'AUTH_INVALID' : 'AUTH_FORBIDDEN'
      await openOn(run, { cause, message: failure.message, nextTryAt: null })
      run.ports.log.warn('carrefour.refused', { ...facts, httpStatus: failure.httpStatus })
      return { kind: 'blocked', cause, message: failure.message }
    }
    case 'limited': {
      const until = now + (failure.retryAfter ?? MINUTE)
      if (operation !== 'OF21')
        await change(run, state => ({
          ...state,
          budget: holdCalls(state.budget, operation, until),
        }))
      run.ports.log.warn('carrefour.limited', { ...facts, until })
      return { kind: 'again', notBefore: until }
    }
    case 'unavailable': {
      const notBefore = nextTry(tries, now, run.ports.clock.random())
      await openOn(run, {
        cause: 'MARKETPLACE_UNAVAILABLE',
        message: failure.message,
        nextTryAt: notBefore,
      })
      run.ports.log.warn('carrefour.unavailable', { ...facts, notBefore })
      return { kind: 'again', notBefore }
    }
    case 'notFound':
    case 'rejected':
      run.ports.log.warn('carrefour.rejected', facts)
      return { kind: 'refused', message: failure.message }
  }
}

type Seen = Omit<Parameters<typeof openIncident>[1], 'keyVersion'>

const openOn = (run: Run, seen: Seen) =>
  change(run, state =>
    openIncident(
      state,
      { ...seen, keyVersion: run.configuration.shopKey.version },
      run.ports.clock.now()
    )
  )

/** Closes an incident that a good answer disproves. */
export async function onAnswer(run: Run): Promise<void> {
  await change(run, state => (state.incident ? { ...state, incident: null } : state))
}

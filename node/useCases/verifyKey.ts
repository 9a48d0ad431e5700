import type { CallBudget } from '../domain/limits'
import { earliestCheck, endCall, releaseHolds, reserveCheck } from '../domain/limits'
import type { Millis } from '../domain/time'
import { SECOND } from '../domain/time'
import type { Ports } from '../ports'
import type { Access, Answer, CallFailure } from '../ports/carrefour'

export type KeyVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string; readonly retryAfter: Millis | null }

/** An import that no shop has: asking for it tells whether the key may ask, and changes nothing. */
const NO_IMPORT = '00000000-0000-0000-0000-000000000000'

/** Longest wait for Carrefour's limit of one STO02 per 15 s. */
const LONGEST_WAIT = 16 * SECOND

/**
 * Whether a ShopKey opens the shop and may send stock. Two calls: OF21 tells at once whether the key is
 * known; STO02, which asks for the same right as sending stock (STO01), tells whether it may. A01 would
 * name the shop, but Carrefour allows it once a day.
 */
export async function verifyKey(ports: Ports, access: Access): Promise<KeyVerdict> {
  const known = await ports.carrefour.ping(access)
  if (known.kind !== 'done' && !(known.kind === 'refused' && known.httpStatus === 403))
    return verdictOn(known)
  const reserved = await waitForTurn(ports)
  if (!reserved) {
    return { kind: 'unreachable', message: 'Another check is running.', retryAfter: LONGEST_WAIT }
  }
  const allowed: Answer<unknown> = await ports.carrefour.importStatus(access, NO_IMPORT)
  const ended = ports.clock.now()
  const accepted = ACCEPTING.includes(allowed.kind)
  await ports.control.update(state => {
    const budget = endCall(state.budget, 'STO02', reserved, ended)
    return { ...state, budget: accepted ? releaseHolds(budget) : budget }
  })
  return allowed.kind === 'done' || accepted ? { kind: 'accepted' } : verdictOn(allowed)
}

/** What STO02 answers to a key that may ask: 404, and whatever else is about the import and not about the key. */
const ACCEPTING: readonly Answer<unknown>['kind'][] = ['done', 'notFound', 'rejected']

function verdictOn(failure: CallFailure): KeyVerdict {
  switch (failure.kind) {
    case 'refused':
      return { kind: 'refused', httpStatus: failure.httpStatus, message: failure.message }
    case 'limited':
      return { kind: 'unreachable', message: failure.message, retryAfter: failure.retryAfter }
    default:
      return { kind: 'unreachable', message: failure.message, retryAfter: null }
  }
}

/** Reserves the next STO02 call of this shop that a check may take; null when that is too far away. */
async function waitForTurn({ control, clock }: Ports): Promise<CallBudget | null> {
  const giveUp = clock.now() + LONGEST_WAIT
  for (;;) {
    let legalAt = 0
    const taken = await control.update(state => {
      legalAt = earliestCheck(state.budget, state.batchKey !== null)
      return legalAt <= clock.now()
        ? { ...state, budget: reserveCheck(state.budget, clock.now()) }
        : null
    })
    if (taken) return taken.budget
    if (legalAt > giveUp) return null
    await clock.sleep(legalAt - clock.now())
  }
}

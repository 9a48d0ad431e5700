import {
  type Check,
  type Violation,
  callsOf,
  fileIn,
  linesOf,
  onBoth,
  operationOf,
} from '../evidence'
import type { RecordedCall } from '../harness/recorder'
import { eventsOf } from '../history'
import { wasTroubled } from './trouble'

/** How long after a refusal calls may still leave: until it is written down, in milliseconds. */
const UNDER_WAY = 1_000

/** How long after a refusal trouble may have kept it from being written down: the lease of the run that was told. */
const WRITE_TIME = 40_000

/** Carrefour's own; a page with such a status is a firewall's. */
const isRefusal = ({ status, isPage }: RecordedCall): boolean =>
  (status === 401 || status === 403) && !isPage

/**
 * 5. After 401 no call with that key, until somebody saves one; a person's own check of a key is no such call. A
 * refusal may go by unnoticed only where a death or a failed write of that moment is on record.
 */
export const stopsWhenRefused: Check = evidence =>
  onBoth(side => {
    const saves = eventsOf(evidence.history, 'saved').filter(event => event.side === side)
    const slack = UNDER_WAY + evidence.tolerance
    const byPerson = (call: RecordedCall) =>
      saves.some(save => call.at >= save.at - slack && call.sentAt <= save.until + slack)
    const refusals = new Map<string, number>()
    return callsOf(evidence, side).flatMap((call): Violation[] => {
      if (byPerson(call)) {
        refusals.delete(call.key)
        return []
      }
      const refused = refusals.get(call.key)
      if (isRefusal(call)) refusals.set(call.key, call.endedAt)
      if (refused === undefined || call.sentAt <= refused + slack) return []
      if (wasTroubled(evidence, side, refused - slack, refused + WRITE_TIME)) return []
      const when = new Date(call.sentAt).toISOString()
      const what = `${call.method} ${call.path} at ${when}; the key was refused at ${new Date(refused).toISOString()}`
      return [{ promise: 5, side, what }]
    })
  })

/** 5. Nothing turns red for a refused key that was not in a file that was refused. */
export const redOnlyWhenTried: Check = evidence =>
  onBoth(side => {
    const refused = callsOf(evidence, side).filter(
      call => operationOf(call) === 'STO01' && isRefusal(call)
    )
    const tried = new Set(refused.flatMap(call => linesOf(fileIn(call)).map(({ sku }) => sku)))
    return evidence.accounts[side].rows.flatMap((row): Violation[] => {
      const blamed = row?.attempts.some(({ cause }) => cause?.startsWith('AUTH_')) ?? false
      if (!row || !blamed || tried.has(row.skuId)) return []
      return [{ promise: 5, side, what: `SKU ${row.skuId} was called refused but never tried` }]
    })
  })

/** 9. No log line of the service holds a key. */
export const keysStayIn: Check = ({ leaked }) =>
  leaked.map(what => ({ promise: 9, side: null, what: `the log of the service holds ${what}` }))

/** 9. A key that Carrefour refuses never replaces the one that works. */
export const keysAreTried: Check = ({ history }) =>
  eventsOf(history, 'saved')
    .filter(({ valid, answer }) => !valid && answer === 'CarrefourSaved')
    .map(({ side, at }) => ({
      promise: 9,
      side,
      what: `a key that Carrefour refuses was saved at ${new Date(at).toISOString()}`,
    }))

import type { ConnectionState } from '../../domain/connection'
import { outageOf } from '../../domain/outage'
import type { Outcome } from '../../domain/processes'
import type { Unwritten } from '../../domain/unwritten'
import { MOST_TRIES, triedAgain, whereabouts, withUnwritten } from '../../domain/unwritten'
import type { Millis } from '../../domain/time'
import { endOutage, noteOutage } from './outages'
import type { Run } from './run'
import { change } from './run'
import { writeOutcomes } from './writeOutcomes'

/** Outcomes tried again in one run. */
const MOST_AT_ONCE = 1_000

/** From so many tries on an outcome is tried alone. */
const SUSPECT = 2

/** What of the state is written together with the list. */
type Also = (state: ConnectionState) => ConnectionState

/** Keeps outcomes for later that the ledger did not take, and changes the state with it. */
export async function keepUnwritten(
  run: Run,
  { unwritten, outages }: ConnectionState,
  outcomes: readonly Outcome[],
  also: Also
): Promise<void> {
  const { clock, control } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const before = unwritten ? await control.readUnwritten(unwritten.key) : []
  const outage = outageOf(outages, 'LEDGER_UNAVAILABLE')
  const more = outcomes.map((outcome): Unwritten =>
    outage
      ? { outcome, tries: 0, notBefore: outage.nextTryAt }
      : triedAgain({ outcome, tries: 0, notBefore: 0 }, chance)
  )
  await replace(run, withUnwritten(before, more), also)
}

/** Writes down a list in the place of the one before. It is saved before the state names it. */
async function replace(run: Run, list: readonly Unwritten[], also: Also): Promise<void> {
  const { control, ids } = run.ports
  const key = list.length > 0 ? ids.next() : null
  if (key) await control.saveUnwritten(key, list)
  let before: string | null = null
  await change(run, state => {
    before = state.unwritten?.key ?? null
    return { ...also(state), unwritten: key ? whereabouts(key, list) : null }
  })
  if (before) await control.removeBatch(before)
}

/**
 * Tries outcomes again that the ledger did not take, as far as they are due. The try is counted before it is made, and
 * what failed alone before is tried alone: an outcome that ends the process takes no other with it, and is let go in
 * the end.
 */
export async function writeAgain(run: Run, state: ConnectionState): Promise<void> {
  const { clock, control, log } = run.ports
  const { unwritten } = state
  const now = clock.now()
  if (!unwritten || unwritten.notBefore > now) return
  const list = await control.readUnwritten(unwritten.key)
  const due = dueOf(list, now)
  const chance = { now, random: clock.random() }
  const counted = new Map(due.map(one => [one, triedAgain(one, chance)]))
  await replace(
    run,
    list.map(one => counted.get(one) ?? one),
    before => before
  )
  const outcomes = due.map(({ outcome }) => outcome)
  const { done, refused, outage } = await writeOutcomes(run, outcomes)
  if (outage !== null) await noteOutage(run, 'LEDGER_UNAVAILABLE', outage)
  else if (done > refused.length) await endOutage(run, state, 'LEDGER_UNAVAILABLE')
  const away = outageOf((await control.read()).outages, 'LEDGER_UNAVAILABLE')
  const tried = new Set(outcomes.slice(0, done))
  const left = list.flatMap((one): readonly Unwritten[] => {
    const isTried = tried.has(one.outcome)
    if (isTried && !refused.includes(one.outcome)) return []
    // During an outage no single document is to blame: they come again when the ledger does.
    if (away) return [{ ...one, notBefore: Math.max(one.notBefore, away.nextTryAt) }]
    return [isTried ? (counted.get(one) ?? one) : one]
  })
  const kept = left.filter(({ tries }) => tries <= MOST_TRIES)
  await replace(run, kept, before => before)
  log.info('unwritten.tried', {
    due: due.length,
    tried: done,
    left: kept.length,
    given: left.length - kept.length,
  })
}

/** Those that were never tried alone, else one that was. */
function dueOf(list: readonly Unwritten[], now: Millis): readonly Unwritten[] {
  const due = list.filter(one => one.notBefore <= now)
  const fresh = due.filter(({ tries }) => tries < SUSPECT).slice(0, MOST_AT_ONCE)
  return fresh.length > 0 ? fresh : due.slice(0, 1)
}

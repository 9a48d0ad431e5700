import type { ConnectionState } from '../../domain/connection'
import type { OutageCause } from '../../domain/outage'
import { outageOf, seeOutage, withoutOutage } from '../../domain/outage'
import { LedgerUnavailable } from '../../ports/stores'
import type { Run } from './run'
import { change } from './run'

/** Writes down that something of VTEX's does not answer; the state tells when it is tried again. */
export async function noteOutage(
  run: Run,
  cause: OutageCause,
  message: string
): Promise<ConnectionState> {
  const { clock, log } = run.ports
  const chance = { now: clock.now(), random: clock.random() }
  const state = await change(run, before => ({
    ...before,
    outages: seeOutage(before.outages, { cause, message }, chance),
  }))
  const outage = outageOf(state.outages, cause)
  log.warn('vtex.unavailable', { cause, message, tries: outage?.tries, at: outage?.nextTryAt })
  return state
}

/** Closes an outage that a good answer disproves. Costs nothing while there is none. */
export async function endOutage(
  run: Run,
  state: ConnectionState,
  cause: OutageCause
): Promise<void> {
  const outage = outageOf(state.outages, cause)
  if (!outage) return
  await change(run, before => ({ ...before, outages: withoutOutage(before.outages, cause) }))
  run.ports.log.info('vtex.available', { cause, since: outage.since })
}

/** Does work that needs the ledger; an outage of it is written down, and the work left for another run. */
export async function unlessLedgerFails<T>(run: Run, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    await noteOutage(run, 'LEDGER_UNAVAILABLE', error.message)
    return null
  }
}

import type { ConnectionState } from '../../domain/connection'
import type { Incident } from '../../domain/incident'
import { SECOND } from '../../domain/time'
import { LONGEST_ANSWER } from '../../ports/carrefour'
import { outageOf } from '../../domain/outage'
import { onPing } from './failures'
import { endOutage, noteOutage, unlessLedgerFails } from './outages'
import type { Run } from './run'
import { accessOf, hasTime } from './run'
import { StoreControl } from './storeControl'

/**
 * Asks Carrefour for something small when it was taken not to answer and nothing waits that would ask it: the file
 * that met the outage may need no sending any more, and the incident must end by itself all the same.
 *
 * @returns true when Carrefour answers again
 */
export async function probe(run: Run, incident: Incident | null): Promise<boolean> {
  const { carrefour, clock } = run.ports
  if (incident?.cause !== 'MARKETPLACE_UNAVAILABLE') return false
  if ((incident.nextTryAt ?? 0) > clock.now() || !hasTime(run, LONGEST_ANSWER)) return false
  return onPing(run, await carrefour.ping(accessOf(run.configuration)))
}

/** A probe of the store or the ledger is only begun when this much time is left. */
const VTEX_TIME = 12 * SECOND

/**
 * The same for the store and the ledger: nothing waits that would ask them, and their outage must end by itself.
 *
 * @returns true when one of them answers again
 */
export async function probeVtex(run: Run, state: ConnectionState): Promise<boolean> {
  const isDue = (cause: 'VTEX_UNAVAILABLE' | 'LEDGER_UNAVAILABLE'): boolean => {
    const outage = outageOf(state.outages, cause)
    return outage !== null && outage.nextTryAt <= run.ports.clock.now() && hasTime(run, VTEX_TIME)
  }
  // What stands aside for the store asks it itself, and only that tells whether it answers for all again.
  const isAskedAnyway = state.parked.some(({ why }) => why === 'store')
  if (!isAskedAnyway && isDue('VTEX_UNAVAILABLE')) {
    const failed = await storeFailure(run)
    if (failed === null) {
      await endOutage(run, state, 'VTEX_UNAVAILABLE')
      return true
    }
    await noteOutage(run, 'VTEX_UNAVAILABLE', failed)
  }
  // So do outcomes that wait for the ledger.
  if (state.unwritten === null && isDue('LEDGER_UNAVAILABLE')) {
    const read = await unlessLedgerFails(run, () =>
      run.ports.ledger.search({ page: 1, pageSize: 1 })
    )
    if (read === null) return false
    await endOutage(run, state, 'LEDGER_UNAVAILABLE')
    return true
  }
  return false
}

/** What of the store does not answer; null when all that is asked about SKUs does. */
async function storeFailure(run: Run): Promise<string | null> {
  const control = new StoreControl(run)
  const nobody = { answered: 0, bad: new Set<never>(), open: [] }
  for (const question of ['simulate', 'sku'] as const)
    if (!(await control.answers(question, nobody))) return `${question}: no answer`
  const serving = await run.ports.store.servingWarehouses(run.configuration.choices.tradePolicy)
  return serving.ok ? null : serving.error.message
}

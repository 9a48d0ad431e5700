import type { Incident } from '../../domain/incident'
import { LONGEST_ANSWER } from '../../ports/carrefour'
import { onPing } from './failures'
import type { Run } from './run'
import { accessOf, hasTime } from './run'

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

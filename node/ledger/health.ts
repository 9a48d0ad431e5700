import { DAY } from '../shared/time'
import type { Ports } from '../ports'
import type { Health } from '../summary/summary.logic'

/** From the last count of the ledger, at most an hour old; counted now when it never was. */
export async function healthOf(ports: Ports): Promise<Health> {
  const { countedAt, health } = await ports.summary.read()
  return countedAt > 0 && health !== null ? health : viewHealth(ports)
}

export async function viewHealth({
  ledger,
  clock,
}: Pick<Ports, 'ledger' | 'clock'>): Promise<Health> {
  const since = clock.now() - DAY
  const [success, warning, error] = await Promise.all([
    ledger.count({ status: 'SUCCESS', since }),
    ledger.count({ status: 'WARNING', since }),
    ledger.count({ status: 'ERROR', since }),
  ])
  return { since, success, warning, error }
}

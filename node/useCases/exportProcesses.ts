import type { ProcessFilter } from '../domain/processFilter'
import { matcherOf } from '../domain/processFilter'
import type { SkuId } from '../domain/requests'
import type { Ports } from '../ports'
import { matchesOf } from './exactRow'
import { pendingStep, settledStep } from './exportRows'
import { Pending } from './pending'
import type { ProcessView } from './rows'
import { show } from './rows'

/** One step of a file of all that match a filter. */
export interface ExportStep {
  readonly items: readonly ProcessView[]
  /** How many match from here on, at most. */
  readonly total: number
  /** Where the next step goes on; null when this was the last. */
  readonly cursor: SkuId | null
}

/**
 * A step through all that the list shows under a filter, in the order of the SKU codes. The first step of a
 * file is noted in the history.
 *
 * @param after the SKU that the step before ended with; null begins
 * @param continues the step belongs to a file that was noted before
 */
export async function exportProcesses(
  ports: Ports,
  filter: ProcessFilter,
  after: SkuId | null,
  continues = after !== null
): Promise<ExportStep> {
  const pending = await Pending.read(ports)
  const { rows, total, last } = await stepOf(ports, pending, filter, after)
  const items = (await show(ports, rows, pending)).filter(matcherOf(filter))
  const count = last === null ? items.length : total
  if (!continues) await ports.history.note({ kind: 'EXPORTED', count })
  return { items, total: count, cursor: last }
}

async function stepOf(ports: Ports, pending: Pending, filter: ProcessFilter, after: SkuId | null) {
  if (filter.status === 'PENDING') return pendingStep(ports, pending, filter, after)
  return settledStep(ports, filter, await matchesOf(ports, filter, pending), after)
}

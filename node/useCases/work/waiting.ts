import type { ConnectionState } from '../../domain/connection'
import { mapLimit } from '../../domain/mapLimit'
import type { Mark } from '../../domain/requests'
import { stuckOf } from '../../domain/stuckMarks'
import type { Ports } from '../../ports'

/** Files of stuck marks read at a time. */
const READS = 20

/**
 * The marks that wait: not those that were served and could not be removed, unless they were written anew since. One
 * whose file cannot be read either waits for its next turn, an hour later at most.
 */
export async function waitingOf(
  { requests, clock, log }: Pick<Ports, 'requests' | 'clock' | 'log'>,
  { stuck }: Pick<ConnectionState, 'stuck'>,
  marks: readonly Mark[]
): Promise<readonly Mark[]> {
  if (stuck.length === 0) return marks
  const now = clock.now()
  const old = marks.flatMap(mark => stuckOf(stuck, mark, now) ?? [])
  const served = await mapLimit(old, READS, async one => {
    try {
      const written = await requests.timeOf(one)
      return written === null || written <= one.servedAt
    } catch {
      log.warn('mark.unreadable', { skuId: one.skuId, lane: one.lane })
      return true
    }
  })
  const left = new Set(old.filter((_, index) => served[index]).map(nameOf))
  return marks.filter(mark => !left.has(nameOf(mark)))
}

const nameOf = ({ skuId, lane }: Mark): string => `${lane}/${skuId}`

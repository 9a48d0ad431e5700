import type { Job } from '../domain/jobs'
import type { SkuId } from '../domain/requests'
import type { Ports } from '../ports'

/** The SKU ids of a job's snapshot from one position up to another (exclusive); fewer at its end. */
export async function readPositions(
  { jobs }: Pick<Ports, 'jobs'>,
  { id, snapshot }: Job,
  from: number,
  to: number
): Promise<readonly SkuId[]> {
  if (!snapshot) return []
  const found: SkuId[] = []
  let start = 0
  for (const [chunk, end] of snapshot.chunkEnds.entries()) {
    if (end > from && start < to) {
      const skuIds = await jobs.readChunk(id, snapshot.take, chunk)
      found.push(...skuIds.slice(Math.max(from - start, 0), to - start))
    }
    start = end
  }
  return found
}

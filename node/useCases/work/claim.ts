import type { ClaimedBatch } from '../../domain/batches'
import { MOST_LINES } from '../../domain/batches'
import type { Mark, Wanted } from '../../domain/requests'
import { coalesce } from '../../domain/requests'
import type { Run } from './run'
import { advance } from './run'

/** How long to wait for more marks before a batch is made: one change often comes as several notifications. */
const GATHER_TIME = 400

/** How often to wait again while more keep coming: a whole catalogue then fits in one file. */
const GATHER_ROUNDS = 8

/** More marks than SKUs: a SKU can have one in each lane. */
const MOST_MARKS = MOST_LINES * 2

/**
 * Makes a batch of what waits. The order makes it lossless: the batch is written down first, then its
 * marks are removed, and only then (in `send`) its stock is read.
 */
export async function claim(run: Run): Promise<void> {
  const { clock, ids, log } = run.ports
  const wanted = coalesce(await gather(run), MOST_LINES)
  if (wanted.length === 0) return
  const batch = newBatch(ids.next(), wanted, clock.now())
  await advance(run, batch, state => ({ ...state, settled: 0 }))
  log.info('batch.claimed', { batchId: batch.id, skus: wanted.length })
}

/** What waits, once no more came for a moment. */
async function gather({ ports: { requests, clock } }: Run): Promise<readonly Mark[]> {
  let marks: readonly Mark[] = await requests.list(MOST_MARKS)
  for (let round = 0; round < GATHER_ROUNDS; round += 1) {
    await clock.sleep(GATHER_TIME)
    const more = await requests.list(MOST_MARKS)
    const quiet = more.length <= marks.length
    marks = more
    if (quiet) break
  }
  return marks
}

const newBatch = (id: string, wanted: readonly Wanted[], now: number): ClaimedBatch => ({
  stage: 'claimed',
  id,
  claimedAt: now,
  tries: 0,
  notBefore: 0,
  marksRemoved: false,
  lines: wanted.map(line => ({ ...line, facts: null })),
})

/** Removes the marks of a batch that is written down. */
export async function removeMarks(run: Run, batch: ClaimedBatch): Promise<ClaimedBatch> {
  const claimed = new Set(batch.lines.map(line => line.skuId))
  const marks: readonly Mark[] = await run.ports.requests.list(MOST_MARKS)
  await run.ports.requests.remove(marks.filter(mark => claimed.has(mark.skuId)))
  return { ...batch, marksRemoved: true }
}

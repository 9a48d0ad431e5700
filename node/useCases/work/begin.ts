import type { Batch, BatchAt, ReadLine } from '../../domain/batches'
import { unsent } from '../../domain/batches'
import type { ConnectionState } from '../../domain/connection'
import { halves } from '../../domain/split'
import { park } from './park'
import type { Run } from './run'
import { advance, change } from './run'

/** How often reading a batch may end the process before the batch is cut in two. */
export const MOST_DEATHS = 4

/** Names a place in the work. A batch that was saved anew, or another line to go on from, is progress. */
export const placeOf = (step: string, { batchKey, settled }: ConnectionState): string =>
  `${step}/${batchKey ?? ''}/${settled}`

/**
 * Counts a step before it is made, so that one that ends the process shows.
 *
 * @returns how often it was begun from here before and came to nothing
 */
export async function begin(run: Run, name: string, batch: Batch): Promise<number> {
  const { begun } = await change(run, state => {
    const step = placeOf(name, state)
    const times = state.begun?.step === step ? state.begun.times + 1 : 1
    return { ...state, begun: { step, times } }
  })
  const deaths = (begun?.times ?? 1) - 1
  if (deaths > 0) run.ports.log.warn('step.again', { step: name, batchId: batch.id, deaths })
  return deaths
}

/**
 * A batch whose reading ends the process each time: its halves go on one after the other, so that only the one with the
 * bad SKU meets it again. That SKU, found, is set apart as one that cannot be read.
 */
export async function cut(run: Run, batch: BatchAt<'claimed'>): Promise<void> {
  const { clock, log } = run.ports
  log.warn('batch.cut', { batchId: batch.id, skus: batch.lines.length })
  if (batch.lines.length > 1)
    return park(
      run,
      batch,
      [],
      halves(batch.lines).map(lines => ({ lines, notBefore: clock.now(), why: 'split' }))
    )
  const unread = batch.lines.map((line): ReadLine => ({
    ...line,
    available: null,
    quantity: null,
    remark: 'STORE_SKU_FAILED',
  }))
  return advance(run, unsent(batch, unread, clock.now()))
}

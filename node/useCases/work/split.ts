import type { BatchAt, ClaimedBatch, ReadLine } from '../../domain/batches'
import { backToClaimed } from '../../domain/batches'
import { importOver } from '../../domain/connection'
import type { Parked } from '../../domain/parked'
import { jobOf, MOST_PARKED } from '../../domain/parked'
import { afterFailedPart, halves, isHopeless } from '../../domain/split'
import { fail } from './failures'
import { park } from './park'
import type { Run } from './run'
import { advance, change } from './run'

/** A whole file is tried twice before it is split: most faults pass. */
const WHOLE_FILES = 2

/**
 * Carrefour took the file and refused it as a whole. One line can do that, so it is sent again in halves, in halves of
 * those that fail again, until the line stands alone: the others arrive meanwhile, one file a minute, in turns with
 * live changes. When nothing of it arrives, the fault is not in a line and the splitting ends.
 */
export async function splitOrEnd(run: Run, taken: BatchAt<'sent'>, message: string): Promise<void> {
  const { batch, decision } = fail(run, taken, 'IMPORT_FAILED')
  const { clock } = run.ports
  const sent = batch.lines.filter(line => line.quantity !== null).length
  if (!batch.ofSplit && (sent < 2 || (batch.failures.IMPORT_FAILED ?? 0) < WHOLE_FILES))
    return decision.kind === 'retry'
      ? advance(run, backToClaimed(batch, decision.at))
      : end(run, batch, [], message)
  const state = await change(run, before => ({ ...before, split: afterFailedPart(before.split) }))
  const parts = state.parked.filter(one => one.why === 'split' && one.jobId === jobOf(batch))
  if (state.split === null || isHopeless(state.split) || state.parked.length >= MOST_PARKED - 1)
    return end(run, batch, parts, message)
  const claimed: ClaimedBatch = { ...backToClaimed(batch, 0), failures: {}, ofSplit: true }
  if (sent > 1)
    return park(
      run,
      claimed,
      [],
      halves(claimed.lines).map(lines => ({ lines, notBefore: clock.now(), why: 'split' }))
    )
  // Alone it is only to blame when others have arrived; until one has, it comes again after them.
  if (!state.split.arrived && parts.length > 0)
    return park(run, claimed, [], [{ lines: claimed.lines, notBefore: clock.now(), why: 'split' }])
  return end(run, batch, [], message)
}

/** The end of the batch, and of parts of it that need not be tried any more. */
async function end(
  run: Run,
  batch: BatchAt<'sent'>,
  parts: readonly Parked[],
  message: string
): Promise<void> {
  const { control, clock, log } = run.ports
  const { split } = await control.read()
  const read = await Promise.all(parts.map(({ key }) => control.readBatch(key)))
  const others = read.flatMap(part => part?.lines ?? []).map(unsent)
  const gone = new Set(parts.map(({ key }) => key))
  const isFound = batch.ofSplit === true && split?.arrived === true && parts.length === 0
  await advance(
    run,
    {
      ...batch,
      stage: 'judged',
      lines: [...batch.lines, ...others],
      verdict: {
        kind: 'failed',
        cause: isFound ? 'OFFER_LINE_REJECTED' : 'IMPORT_FAILED',
        message,
      },
      judgedAt: clock.now(),
    },
    state =>
      importOver(
        { ...state, parked: state.parked.filter(({ key }) => !gone.has(key)) },
        clock.now()
      )
  )
  for (const key of gone) await control.removeBatch(key)
  log.warn('batch.refused', { batchId: batch.id, skus: batch.lines.length, found: isFound })
}

const unsent = (line: BatchAt<'claimed'>['lines'][number]): ReadLine => ({
  ...line,
  available: null,
  quantity: null,
  remark: null,
})

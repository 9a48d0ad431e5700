import type { BatchAt } from '../../domain/batches'
import { mapWhile } from '../../domain/mapLimit'
import { judgeLines, lookupsFor } from '../../domain/recognise'
import type { Report } from '../../domain/report'
import { parseReport } from '../../domain/report'
import type { SkuId } from '../../domain/requests'
import type { CallFailure } from '../../ports/carrefour'
import { LONGEST_ANSWER } from '../../ports/carrefour'
import { onAnswer, onReadFailure } from './failures'
import type { Run } from './run'
import { accessOf, hasTime, limited } from './run'
import { askAgainOrEnd, judge, sendAgainOrEnd } from './verdict'

/** OF21 calls at a time. */
export const OFFER_CALLS = 4

/** Fetches the error report (STO03), and asks for the offers (OF21) that tell "not catalogued" from other refusals. */
export async function report(run: Run, batch: BatchAt<'complete'>): Promise<void> {
  const { carrefour, log } = run.ports
  const answer = await limited(run, 'STO03', () =>
    carrefour.errorReport(accessOf(run.configuration), batch.importId)
  )
  if (!answer) return
  if (answer.kind === 'done') {
    await onAnswer(run)
    const sent = batch.lines.flatMap(line => (line.quantity === null ? [] : [line.skuId]))
    const read = parseReport(answer.value, sent)
    log.info('batch.reported', {
      batchId: batch.id,
      rejected: read.lines.length,
      unread: read.unread,
    })
    // A file has one line a SKU: a report that names fewer than Carrefour counted was cut off.
    const isShort = read.lines.length < Math.max(batch.linesInError ?? 1, 1)
    if (read.unread > 0 || isShort) return unreadable(run, batch, answer.value)
    const rejected = judgeLines(read.lines, await askForOffers(run, read))
    return judge(run, batch, { kind: 'complete', rejected })
  }
  if (answer.kind === 'notFound') return unreadable(run, batch, answer.message)
  await askAgainOrEnd(run, 'STO03', answer, batch)
}

/**
 * Carrefour says that lines failed but not, readably, which: no line may be called a success. The batch is
 * sent again; after some tries it ends as unknown.
 */
const unreadable = (run: Run, batch: BatchAt<'complete'>, text: string) =>
  sendAgainOrEnd(run, batch, 'UNKNOWN', text.slice(0, 500))

async function askForOffers(run: Run, read: Report): Promise<ReadonlyMap<SkuId, boolean>> {
  const offers = new Map<SkuId, boolean>()
  let refused: CallFailure | null = null
  const mayAsk = () => refused === null && hasTime(run, LONGEST_ANSWER)
  await mapWhile(lookupsFor(read.lines), OFFER_CALLS, mayAsk, async skuId => {
    const answer = await run.ports.carrefour.offer(accessOf(run.configuration), skuId)
    if (answer.kind === 'done') offers.set(skuId, answer.value !== null)
    else if (answer.kind === 'refused') refused = answer
  })
  if (refused) await onReadFailure(run, refused)
  return offers
}

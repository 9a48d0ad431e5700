import {
  type BatchAt,
  type ClaimedBatch,
  type ReadLine,
  type Verdict,
  sentLines,
} from '../engine/batch.logic'
import { stockFile } from '../carrefour/stockFile.logic'
import { type Millis, dayOf } from '../shared/time'
import {
  type Sending,
  type SendingState,
  type SendingTrail,
  countsOf,
  LONGEST_WORDS,
  sendingId,
} from './sendings.logic'
import type { Ports } from '../ports'

/** What a sending is made of: a batch whose lines are read, with what Carrefour said of its file. */
export interface SentBatch extends Pick<ClaimedBatch, 'id' | 'shop'> {
  readonly lines: readonly ReadLine[]
  readonly importId: string | null
  readonly sending?: SendingTrail
}

/** How a file ended, or stands. */
export interface SendingEnd {
  readonly state: SendingState
  /** Null while it is under way. */
  readonly at: Millis | null
  /** Carrefour's words about the whole file. */
  readonly message?: string | null
  /** Its refused lines, once each line has an outcome. */
  readonly rejected?: Extract<Verdict, { kind: 'complete' }>['rejected']
}

/**
 * Writes down a file that left, or how it ended. May run twice: file and id follow from the batch. A batch of an older
 * version has no trail, and is not listed.
 */
export async function noteSending(
  { sendings }: Pick<Ports, 'sendings'>,
  batch: SentBatch,
  end: SendingEnd
): Promise<void> {
  const trail = batch.sending
  const lines = sentLines(batch)
  if (trail === undefined || lines.length === 0) return
  const file = Buffer.from(stockFile(lines), 'utf8')
  const id = sendingId(batch.id, trail.at)
  const sending: Sending = {
    id,
    batchId: batch.id,
    importId: batch.importId,
    state: end.state,
    sentAt: trail.at,
    endedAt: end.at,
    skus: lines.length,
    ...(end.rejected === undefined
      ? { accepted: null, refused: null, unconfirmed: null }
      : countsOf(lines.length, end.rejected)),
    shop: batch.shop ?? '',
    key: trail.key,
    fileBytes: file.length,
    reportBytes: trail.reportBytes,
    message: end.message?.slice(0, LONGEST_WORDS) ?? null,
    kept: trail.kept,
  }
  const known = (await sendings.read([dayOf(trail.at)])).find(one => one.id === id)
  const answers = Buffer.from(JSON.stringify(trail.answers), 'utf8')
  await sendings.save(sending, {
    ...(known === undefined ? { file } : {}),
    ...(end.at === null ? {} : { answers }),
  })
}

/** How a batch that Carrefour has judged ended. */
export const endOf = ({ verdict, importId, judgedAt }: BatchAt<'judged'>): SendingEnd =>
  verdict.kind === 'failed'
    ? {
        state: importId === null ? 'NOT_TAKEN' : 'FAILED',
        at: judgedAt,
        message: verdict.message,
      }
    : {
        state: importId === null ? 'UNKNOWN' : 'COMPLETE',
        at: judgedAt,
        rejected: verdict.rejected,
      }

/* The files that were sent, as VBase keeps them for 14 days, and the readers of what is stored. */

import { promisify } from 'util'
import { gzip } from 'zlib'
import { asObject, asText, asNumber, entriesOf, everyWord, oneOf, partOf } from '../shared/json'
import { mapLimit } from '../shared/concurrency'
import { type Millis, DAY, dayOf, HOUR } from '../shared/time'
import {
  type Attachment,
  type DayBook,
  type KeptAttachments,
  type Sending,
  type SendingAnswer,
  type SendingState,
  type SendingTrail,
  ATTACHMENTS,
  EMPTY_BOOK,
  KEPT_DAYS,
  MAX_ATTACHMENT,
  MAX_STORED,
  withoutAttachments,
  withSending,
  dayInId,
  LONGEST_WORDS,
} from './sendings.logic'
import { statusOf } from '../shared/callError'
import type { Clock, Ids } from '../ports'
import type { Sendings, Zipped } from '../ports/stores'
import { type Files, CasFile, BUCKETS, bookFile, attachmentFile } from '../vtex/vbase'

const zip = promisify(gzip)

/** Concurrent reads of days, concurrent deletes, and the most files removed by one sweep. */
const READS = 7
const DELETES = 20
const SWEPT = 200

/** Sendings in VBase: a small file a day with their lines, written with `If-Match`, and a file for each attachment. */
export class VBaseSendings implements Sendings {
  /**
   * @param vbase for reads and other repeatable calls
   * @param exactVbase for conditional writes: never retries
   */
  constructor(
    private readonly vbase: Files,
    private readonly exactVbase: Files,
    private readonly clock: Clock,
    private readonly ids: Ids
  ) {}

  async read(days: readonly string[]): Promise<readonly Sending[]> {
    const books = await mapLimit(days, READS, day => this.#book(day).read())
    return books.flatMap(({ sendings }) => sendings)
  }

  async save(
    sending: Sending,
    attachments: Readonly<Partial<Record<Attachment, Buffer>>>
  ): Promise<void> {
    const told = {
      ...sending,
      kept: { ...sending.kept, ...(await this.#writeAll(sending.id, attachments)) },
    }
    let over: readonly Sending[] = []
    let isFirst = false
    await this.#book(dayOf(sending.sentAt)).update(before => {
      const after = withSending(before, told)
      over = withoutAttachments(before, after)
      isFirst = !before.sendings.some(one => hourOf(one.sentAt) === hourOf(sending.sentAt))
      return after
    })
    for (const { id } of over) await this.#removeAttachments(id)
    if (isFirst) await this.#sweep()
  }

  async #writeAll(
    id: string,
    attachments: Readonly<Partial<Record<Attachment, Buffer>>>
  ): Promise<KeptAttachments> {
    const written = await mapLimit(ATTACHMENTS, ATTACHMENTS.length, async attachment => {
      const content = attachments[attachment]
      const bytes = content ? await this.saveAttachment(id, attachment, content) : null
      return bytes === null ? {} : { [attachment]: bytes }
    })
    return written.reduce<KeptAttachments>((all, one) => ({ ...all, ...one }), {})
  }

  async saveAttachment(
    id: string,
    attachment: Attachment,
    content: Buffer
  ): Promise<number | null> {
    if (content.length > MAX_ATTACHMENT) return null
    const zipped = await zip(content)
    if (zipped.length > MAX_STORED) return null
    const text = zipped.toString('base64')
    await this.vbase.saveJSON(BUCKETS.sendings, attachmentFile(id, attachment), { gzip: text })
    return text.length
  }

  async readAttachment(id: string, attachment: Attachment): Promise<Zipped | null> {
    const file: unknown = await this.vbase.getJSON(
      BUCKETS.sendings,
      attachmentFile(id, attachment),
      true
    )
    const content = asText(asObject(file)?.gzip)
    return content === null ? null : Buffer.from(content, 'base64')
  }

  #book(day: string): CasFile<DayBook> {
    const shape = {
      bucket: BUCKETS.sendings,
      path: bookFile(day),
      empty: EMPTY_BOOK,
      read: readBook,
    }
    return new CasFile(shape, this.vbase, this.exactVbase, this.clock, this.ids)
  }

  async #removeAttachments(id: string): Promise<void> {
    await mapLimit(ATTACHMENTS, DELETES, attachment => this.#remove(attachmentFile(id, attachment)))
  }

  /** Removes files of days that are no longer kept: of the day that has just ended to be, and any that are listed. */
  async #sweep(): Promise<void> {
    const first = dayOf(this.clock.now() - (KEPT_DAYS - 1) * DAY)
    const expired = dayOf(this.clock.now() - KEPT_DAYS * DAY)
    const [own, any] = await Promise.all([
      this.vbase.listFiles(BUCKETS.sendings, { prefix: `${expired}/`, limit: SWEPT }),
      this.vbase.listFiles(BUCKETS.sendings, { limit: SWEPT }),
    ])
    const paths = [...own.data, ...any.data].map(({ path }) => path)
    const old = [...new Set(paths)].filter(
      path => /^\d{4}-\d{2}-\d{2}\//.test(path) && path.slice(0, 10) < first
    )
    await mapLimit(old, DELETES, path => this.#remove(path))
  }

  async #remove(path: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.sendings, path)
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }
}

const hourOf = (at: Millis): number => Math.floor(at / HOUR)

const STATES = everyWord<SendingState>({
  SENT: true,
  COMPLETE: true,
  FAILED: true,
  UNKNOWN: true,
  NOT_TAKEN: true,
})

/** The sendings in a stored file. */
const readBook = (raw: unknown): DayBook => ({
  sendings: entriesOf(asObject(raw)?.sendings, readSending),
})

/** An id names the day whose file holds the sending. */
function readId(raw: unknown): string | null {
  const id = asText(raw)
  return id !== null && dayInId(id) !== null ? id : null
}

const readSending = (raw: unknown): Sending | null =>
  partOf(
    raw,
    ({ id, sentAt, state }) => ({
      id: readId(id),
      sentAt: asNumber(sentAt),
      state: oneOf(STATES, state),
    }),
    (needed, stored) => ({
      ...needed,
      batchId: asText(stored.batchId) ?? '',
      importId: asText(stored.importId),
      endedAt: asNumber(stored.endedAt),
      skus: asNumber(stored.skus) ?? 0,
      accepted: asNumber(stored.accepted),
      refused: asNumber(stored.refused),
      unconfirmed: asNumber(stored.unconfirmed),
      shop: asText(stored.shop) ?? '',
      key: asText(stored.key)?.slice(-4) ?? null,
      fileBytes: asNumber(stored.fileBytes) ?? 0,
      reportBytes: asNumber(stored.reportBytes),
      message: asText(stored.message)?.slice(0, LONGEST_WORDS) ?? null,
      kept: readKept(stored.kept),
    })
  )

/** What is stored of a sending, in a file. */
const readKept = (raw: unknown): KeptAttachments => {
  const stored = asObject(raw)
  return ATTACHMENTS.reduce<KeptAttachments>((kept, attachment) => {
    const bytes = asNumber(stored?.[attachment])
    return bytes === null ? kept : { ...kept, [attachment]: bytes }
  }, {})
}

/** Carrefour's answers, in a file or a batch. */
export const readAnswers = (raw: unknown): readonly SendingAnswer[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ operation, at }) => ({ operation: asText(operation), at: asNumber(at) }),
      (needed, { words }) => ({ ...needed, words: (asText(words) ?? '').slice(0, LONGEST_WORDS) })
    )
  )

/** What a stored batch carries of its file. */
export function readTrail(raw: unknown): { readonly sending?: SendingTrail } {
  const stored = asObject(raw)
  const at = asNumber(stored?.at)
  if (!stored || at === null) return {}
  return {
    sending: {
      at,
      key: asText(stored.key)?.slice(-4) ?? null,
      answers: readAnswers(stored.answers),
      reportBytes: asNumber(stored.reportBytes),
      kept: readKept(stored.kept),
    },
  }
}

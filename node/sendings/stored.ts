import { asNumber, asObject, asText } from '../shared/json'
import { entriesOf, everyWord, oneOf, partOf } from '../shared/stored'
import {
  type DayBook,
  type KeptAttachments,
  type Sending,
  type SendingAnswer,
  type SendingState,
  type SendingTrail,
  dayInId,
  LONGEST_WORDS,
  ATTACHMENTS,
} from './sendings.logic'

const STATES = everyWord<SendingState>({
  SENT: true,
  COMPLETE: true,
  FAILED: true,
  UNKNOWN: true,
  NOT_TAKEN: true,
})

/** The sendings in a stored file. */
export const readBook = (raw: unknown): DayBook => ({
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
export const readKept = (raw: unknown): KeptAttachments => {
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

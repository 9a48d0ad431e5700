import { asList, asNumber, asObject, asText } from '../shared/json'
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

const STATES: Readonly<Record<SendingState, true>> = {
  SENT: true,
  COMPLETE: true,
  FAILED: true,
  UNKNOWN: true,
  NOT_TAKEN: true,
}

const isState = (text: string | null): text is SendingState =>
  text !== null && Object.prototype.hasOwnProperty.call(STATES, text)

/** The sendings in a stored file; those of an unknown shape are left out. */
export const readBook = (raw: unknown): DayBook => ({
  sendings: (asList(asObject(raw)?.sendings) ?? []).flatMap(one => readSending(one) ?? []),
})

function readSending(raw: unknown): Sending | null {
  const stored = asObject(raw)
  const id = asText(stored?.id)
  const sentAt = asNumber(stored?.sentAt)
  const state = asText(stored?.state)
  if (!stored || id === null || dayInId(id) === null || sentAt === null || !isState(state))
    return null
  return {
    id,
    batchId: asText(stored.batchId) ?? '',
    importId: asText(stored.importId),
    state,
    sentAt,
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
  }
}

/** What is stored of a sending, in a file. */
export const readKept = (raw: unknown): KeptAttachments => {
  const stored = asObject(raw)
  return ATTACHMENTS.reduce<KeptAttachments>((kept, attachment) => {
    const bytes = asNumber(stored?.[attachment])
    return bytes === null ? kept : { ...kept, [attachment]: bytes }
  }, {})
}

/** Carrefour's answers, in a file or a batch; those of an unknown shape are left out. */
export const readAnswers = (raw: unknown): readonly SendingAnswer[] =>
  (asList(raw) ?? []).flatMap(one => {
    const answer = asObject(one)
    const [operation, at] = [asText(answer?.operation), asNumber(answer?.at)]
    return operation === null || at === null
      ? []
      : [{ operation, at, words: (asText(answer?.words) ?? '').slice(0, LONGEST_WORDS) }]
  })

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

import { Cause } from '../api/generated'
import type { HistoryEntry } from '../api/generated'
import { fieldKeyOf } from '../configuration/form.logic'
import { causeKey, HISTORY_KIND_KEYS, historyOutcomeKey, operationKey } from '../ui/keys'
import type { Text } from '../ui/useText'

/** What happened, in a sentence; codes of the service stay out of it. */
export function entryWords(entry: HistoryEntry, text: Text): string {
  const { kind, fields, count, outcome } = entry
  const names = fields.map(field => {
    const key = fieldKeyOf(field)
    return key === null ? field : text(key)
  })
  const what = text(HISTORY_KIND_KEYS[kind], { count: count ?? 0, fields: names.join(', ') })
  return outcome === null || kind === 'REFUSED'
    ? what
    : `${what} ${text(historyOutcomeKey(outcome))}`
}

/** What it was about: an operation or a problem in words; a SKU or a job by its code. Null when nothing is named. */
export function subjectWords({ kind, subject }: HistoryEntry, text: Text): string | null {
  if (subject === null) return null
  if (kind === 'REFUSED')
    return text('history.refused-field', { subject: text(operationKey(subject)) })
  if (kind === 'BEGUN') return text('history.subject', { subject: text(operationKey(subject)) })
  // A problem's name is its cause, with a fingerprint behind a dot.
  const cause = Object.values(Cause).find(one => one === subject.split('.')[0])
  return text('history.subject', {
    subject: cause === undefined ? subject : text(causeKey(cause, 'title')),
  })
}

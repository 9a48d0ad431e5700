import type { HistoryEntry } from '../../graphql/historyTypes'
import { historyKindKey, historyOutcomeKey } from '../../texts/keys'
import type { Text } from '../../texts/useText'
import { fieldKeyOf } from '../configuration/fields'

/** What happened, in a sentence; codes of the service stay out of it. */
export function entryWords(entry: HistoryEntry, text: Text): string {
  const { kind, fields, count, outcome } = entry
  const names = fields.map(field => {
    const key = fieldKeyOf(field)
    return key === null ? field : text(key)
  })
  const what = text(historyKindKey(kind), { count: count ?? 0, fields: names.join(', ') })
  return outcome === null || kind === 'REFUSED'
    ? what
    : `${what} ${text(historyOutcomeKey(outcome))}`
}

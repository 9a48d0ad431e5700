import { HISTORY_KINDS } from '../../graphql/historyTypes'
import type { HistoryKind } from '../../graphql/historyTypes'

/** What the history shows, as the address holds it. */
export interface HistoryView {
  kind: HistoryKind | null
  /** E-mail, or empty for everybody. */
  person: string
  /** From 1. */
  page: number
}

export const HISTORY_PAGE_SIZE = 25

/** Longest e-mail. */
const PERSON_LIMIT = 254

type Query = Readonly<Record<string, string | undefined>>

/** Reads the view from the address. Anything that makes no sense there counts as left out. */
export function readHistoryView(query: Query): HistoryView {
  const page = Number(query['page'])
  return {
    kind: HISTORY_KINDS.find(kind => kind.toLowerCase() === query['kind']) ?? null,
    person: (query['person'] ?? '').trim().slice(0, PERSON_LIMIT),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The view as a query for the runtime's `setQuery`, defaults left out and values encoded. */
export function writeHistoryView({ kind, person, page }: HistoryView): Record<string, string> {
  return {
    ...(kind === null ? {} : { kind: kind.toLowerCase() }),
    ...(person === '' ? {} : { person: encodeURIComponent(person) }),
    ...(page === 1 ? {} : { page: String(page) }),
  }
}

export const HISTORY_KINDS = [
  'CONFIGURATION_SAVED',
  'CONFIGURATION_NOT_SAVED',
  'TURNED_ON',
  'TURNED_OFF',
  'CONNECTION_TESTED',
  'ALERT_TESTED',
  'REPROCESSED',
  'REPROCESS_CANCELLED',
  'EXPORTED',
  'STOCK_COMPARED',
  'DISCONNECTED',
  'WEBHOOK_RENEWED',
  'PROBLEM_DISMISSED',
  'PROBLEM_RESTORED',
  'BEGUN',
  'PERSON_FORGOTTEN',
  'REFUSED',
] as const

export type HistoryKind = (typeof HISTORY_KINDS)[number]

export interface HistoryEntry {
  id: string
  at: string
  kind: HistoryKind
  person: string | null
  from: string | null
  fields: readonly string[]
  count: number | null
  subject: string | null
  outcome: string | null
}

export interface HistoryAnswer {
  items: readonly HistoryEntry[]
  total: number
  page: number
  pageSize: number
}

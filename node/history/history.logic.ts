import type { CarrefourHistoryKind } from '../generated/schema'
import { type Millis, DAY } from '../shared/time'

/** The kinds of entry in the history. */
const HISTORY_KINDS = [
  'CONFIGURED',
  'CONFIGURATION_SAVED',
  'CONFIGURATION_NOT_SAVED',
  'TURNED_ON',
  'TURNED_OFF',
  'CONNECTION_TESTED',
  'ALERT_TESTED',
  'REPROCESSED',
  'REPROCESS_CANCELLED',
  'EXPORTED',
  'SENDING_DOWNLOADED',
  'STOCK_COMPARED',
  'ZEROS_SENT',
  'ZEROS_KEPT',
  'DISCONNECTED',
  'WEBHOOK_RENEWED',
  'PROBLEM_DISMISSED',
  'PROBLEM_RESTORED',
  'BEGUN',
  'PERSON_FORGOTTEN',
  'REFUSED',
] as const satisfies readonly CarrefourHistoryKind[]

export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** Something a person did or was refused: names and counts, never the values of fields. */
export interface Note {
  readonly kind: HistoryKind
  /** Names of the changed fields of the form. */
  readonly fields?: readonly string[]
  /** Number of SKUs concerned. */
  readonly count?: number
  /** The SKU, job, problem or API field concerned. */
  readonly subject?: string
  /** The result of a test or save, as a code. */
  readonly outcome?: string
}

/** A note with who, when and from where. */
export interface HistoryEntry {
  readonly id: string
  readonly at: Millis
  readonly kind: HistoryKind
  /** E-mail of the Admin user; null when nobody was signed in. */
  readonly person: string | null
  /**
   * The addresses of the request's route, the first as claimed by the caller, the last as seen by the platform; null
   * when there are none.
   */
  readonly from: string | null
  readonly fields: readonly string[]
  readonly count: number | null
  readonly subject: string | null
  readonly outcome: string | null
}

/** How long an entry is kept: 12 months. */
export const HISTORY_KEPT: Millis = 366 * DAY

export const isHistoryKind = (raw: unknown): raw is HistoryKind =>
  HISTORY_KINDS.some(kind => kind === raw)

/** What STO02 says about an import's report. A count that is no whole number is kept as one that fits nothing. */
export interface ReportCounts {
  /** Whether there is an error report; null when Carrefour does not say. */
  readonly hasReport: boolean | null
  /** Lines refused; null when Carrefour does not say. */
  readonly inError: number | null
  /** Lines taken; null when Carrefour does not say. */
  readonly inSuccess: number | null
}

export const NO_COUNTS: ReportCounts = { hasReport: null, inError: null, inSuccess: null }

/**
 * True when flag and both counts add up to the file that was sent with just these lines refused: only then is a
 * line that no report names a success. A count that is missing, or that contradicts, proves nothing.
 *
 * @param sent lines of the file
 * @param refused lines that the report names
 */
export const addUp = (
  { hasReport, inError, inSuccess }: ReportCounts,
  sent: number,
  refused: number
): boolean =>
  inError === refused && inSuccess === sent - refused && (refused > 0 || hasReport !== true)

/** True when Carrefour says of every line that it was refused: then no row need say which. */
export const allRefused = (
  { hasReport, inError, inSuccess }: ReportCounts,
  sent: number
): boolean => hasReport !== false && inError === sent && inSuccess === 0

/** True when nothing is left to ask: no report, no line in error, all lines taken. */
export const allTaken = (counts: ReportCounts, sent: number): boolean =>
  counts.hasReport === false && addUp(counts, sent, 0)

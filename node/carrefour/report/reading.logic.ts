import type { SkuId } from '../../queue/stockRequest.logic'
import { type Headings, type Places, headingsOf, placesByData, placesByName } from './places.logic'
import { type Row, type Separator, rowsOf, SEPARATORS } from './rows.logic'
import { type SentFile, type SentLine, mostRows, sentFile } from '../stockFile.logic'

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

/** One line of a stock import's error report. */
export interface ReportLine {
  readonly skuId: SkuId
  /** Carrefour's own words. */
  readonly message: string
}

/** What an error report and the counts beside it prove about the lines of the file that was sent. */
export interface Reading {
  /** Refused beyond doubt, once each. */
  readonly refused: readonly ReportLine[]
  /** How they ended is not known yet: never a success, and not an error either. All the others were taken. */
  readonly open: readonly SkuId[]
  /** Whether it looks as if a part were missing: worth fetching it once more. */
  readonly isCut: boolean
  /** Rows that name no line of the file beyond doubt. */
  readonly unplaced: number
  /** The first of these in Carrefour's words, for people who look into it; null when there is none. */
  readonly words: string | null
}

/** Most characters of rows that could not be placed which are kept. */
const LONGEST_WORDS = 300

/**
 * Reads a stock import's error report (Mirakl STO03) against the file that was sent and the counts of STO02.
 * Documented: the line number in error, the reason, then the columns as uploaded. Names, order, encoding and
 * numbering are not, so nothing is taken from a place alone: a row names a SKU by evidence that cannot point
 * elsewhere (`places`), and a line that no row names is a success only when the counts add up.
 *
 * @param text '' for a report that does not exist
 * @param sent the lines of the file in their order, without its heading
 */
export function readReport(text: string, sent: readonly SentLine[], counts: ReportCounts): Reading {
  const file = sentFile(sent)
  const { places, whole } = placesIn(text.replace(/^\uFEFF/, ''), file)
  const { inError } = counts
  const refused = new Map(places.refused)
  if (inError !== null && !places.isDouble && refused.size === inError + 1)
    dropSum(refused, inError, file)
  const words = wordsOf(places.unplaced)
  if (allRefused(counts, sent.length))
    for (const place of sent.keys()) if (!refused.has(place)) refused.set(place, words ?? '')
  const isProven = addUp(counts, sent.length, refused.size)
  const isOpen = (place: number) => !refused.has(place) && (!isProven || places.doubtful.has(place))
  return {
    refused: [...refused].flatMap(([place, message]) => {
      const line = sent[place]
      return line ? [{ skuId: line.skuId, message }] : []
    }),
    open: sent.flatMap(({ skuId }, place) => (isOpen(place) ? [skuId] : [])),
    isCut: !isProven && (!whole || (inError !== null && inError > places.refused.size)),
    unplaced: places.unplaced.length,
    words,
  }
}

/** One line more than Carrefour counted, and it "names" just that number: a row of sums in words that we do not know. */
function dropSum(refused: Map<number, string>, inError: number, file: SentFile): void {
  const place = file.placeOf.get(String(inError))
  if (place !== undefined) refused.delete(place)
}

const wordsOf = (rows: readonly Row[]): string | null =>
  rows
    .slice(0, 5)
    .map(row => row.cells.map(cell => cell.slice(0, LONGEST_WORDS).trim()).join(' '))
    .join('\n')
    .slice(0, LONGEST_WORDS)
    .trim() || null

interface Candidate {
  readonly places: Places
  /** Whether no row was left out and the text did not end in the middle. */
  readonly whole: boolean
  /** Headings say more than ids, ids more than nothing. */
  readonly rank: 0 | 1 | 2
}

const NOWHERE: Places = {
  refused: new Map(),
  doubtful: new Set(),
  isDouble: false,
  unplaced: [],
}

/** The places that the rows name: under each separator, of which the one counts that says most. */
function placesIn(text: string, file: SentFile): Pick<Candidate, 'places' | 'whole'> {
  const stated = /^\s{0,20}"?sep=([;,\t|])"?\s{0,20}?(?:\r\n?|\n)/i.exec(text)
  const body = stated ? text.slice(stated[0].length) : text
  const separators = stated
    ? SEPARATORS.filter(separator => separator === stated[1])
    : SEPARATORS.filter(separator => body.includes(separator))
  const candidates = separators
    .map(separator => candidateOf(body, separator, file))
    .sort((a, b) => weight(b) - weight(a))
  const [best, next] = candidates
  if (!best) return { places: NOWHERE, whole: body.trim() === '' }
  if (next && weight(next) === weight(best) && !sameLines(best.places, next.places))
    return { ...best, places: { ...best.places, refused: new Map() } }
  return best
}

const weight = ({ rank, places }: Candidate): number => (places.refused.size > 0 ? rank : 0)

const sameLines = (a: Places, b: Places): boolean =>
  a.refused.size === b.refused.size && [...a.refused.keys()].every(place => b.refused.has(place))

function candidateOf(body: string, separator: Separator, file: SentFile): Candidate {
  const { rows, whole } = rowsOf(body, separator, mostRows(file.lines.length))
  const headings: Headings = headingsOf(rows)
  const lines = rows.slice(headings.rows)
  const byName = placesByName(lines, headings, file)
  if (byName) return { places: byName, whole, rank: 2 }
  const byData = placesByData(lines, headings, file)
  if (byData) return { places: byData, whole, rank: 1 }
  return { places: { ...NOWHERE, unplaced: lines }, whole, rank: 0 }
}

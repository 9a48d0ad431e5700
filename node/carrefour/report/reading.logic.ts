import type { SkuId } from '../../shared/sku.logic'
import {
  type Headings,
  type Places,
  headingsOf,
  placesByData,
  placesByName,
  placesInCells,
} from './places.logic'
import { plainLine, plainText } from '../classify.logic'
import { type Row, type Separator, rowsOf, SEPARATORS } from './rows.logic'
import { type SentFile, type SentLine, mostRows, sentFile } from '../stockFile.logic'

/** STO02's statements about an import's report. A count that is no whole number becomes one that matches nothing. */
export interface ReportCounts {
  /** Whether there is an error report; null when Carrefour does not say. */
  readonly hasReport: boolean | null
  /** Lines refused; null when Carrefour does not say. */
  readonly inError: number | null
  /** Lines accepted; null when Carrefour does not say. */
  readonly inSuccess: number | null
}

export const NO_COUNTS: ReportCounts = { hasReport: null, inError: null, inSuccess: null }

/**
 * Whether flag and both counts match the file with exactly these lines refused: only then is a line missing from the
 * report a success. A missing or contradictory count proves nothing.
 *
 * @param sent lines of the file
 * @param refused lines that the report names
 */
const addUp = (
  { hasReport, inError, inSuccess }: ReportCounts,
  sent: number,
  refused: number
): boolean =>
  inError === refused && inSuccess === sent - refused && (refused > 0 || hasReport !== true)

/** Whether Carrefour says that every line was refused: then no row need name them. */
const allRefused = ({ hasReport, inError, inSuccess }: ReportCounts, sent: number): boolean =>
  hasReport !== false && inError === sent && inSuccess === 0

/** Whether nothing is left to ask: no report, no line in error, all lines accepted. */
export const allTaken = (counts: ReportCounts, sent: number): boolean =>
  counts.hasReport === false && addUp(counts, sent, 0)

/** One line of a stock import's error report. */
export interface ReportLine {
  readonly skuId: SkuId
  /** Carrefour's own words. */
  readonly message: string
}

/** What an error report and its counts prove about the lines of the file. */
export interface Reading {
  /** Refused with certainty, once each. */
  readonly refused: readonly ReportLine[]
  /** Outcome not known yet: neither success nor error. All other lines were accepted. */
  readonly open: readonly SkuId[]
  /** Whether a part seems to be missing: worth fetching again. */
  readonly isCut: boolean
  /** Number of rows that identify no line of the file with certainty. */
  readonly unplaced: number
  /** The first of these in Carrefour's words, for investigation; null when there is none. */
  readonly words: string | null
}

/** Maximum characters kept of rows that could not be placed. */
const LONGEST_WORDS = 300

/**
 * Reads a stock import's error report (Mirakl STO03) against the file sent and the counts of STO02. Documented: the
 * line number in error, the reason, then the columns as uploaded. Names, order, encoding and numbering are not, so
 * position alone proves nothing: a row identifies a SKU by unambiguous evidence (`places`), and a line that no row
 * names is a success only when the counts add up.
 *
 * @param text '' when there is no report
 * @param sent the lines of the file in order, without its heading
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

/** One line more than Carrefour counted, and it "names" exactly that number: a total row in unknown words. */
function dropSum(refused: Map<number, string>, inError: number, file: SentFile): void {
  const place = file.placeOf.get(String(inError))
  if (place !== undefined) refused.delete(place)
}

/** What no text contains: a workbook, an archive or a picture was sent as the report. */
// oxlint-disable-next-line no-control-regex -- these characters are what it searches for
const BINARY = /[\u0000-\u0008\u000e-\u001f]/

function wordsOf(rows: readonly Row[]): string | null {
  const first = rows
    .slice(0, 5)
    .map(row => row.cells.map(cell => cell.slice(0, LONGEST_WORDS)).join(' '))
  if (first.some(row => BINARY.test(row))) return null
  const lines = first.map(row => plainLine(row, LONGEST_WORDS)).join('\n')
  return plainText(lines.slice(0, LONGEST_WORDS)).trim() || null
}

interface Candidate {
  readonly places: Places
  /** Whether no row was left out and the text is not truncated. */
  readonly whole: boolean
  /** Headings prove more than ids, ids more than nothing. */
  readonly rank: 0 | 1 | 2
  /** Lines whose id stands alone in a cell, whether it names them or not. */
  readonly seen: ReadonlySet<number>
}

const NOWHERE: Places = {
  refused: new Map(),
  doubtful: new Set(),
  isDouble: false,
  unplaced: [],
}

/** The places the rows name, with the separator that yields most. */
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
    return unnamed(best)
  return best.rank === 1 && candidates.some(other => other !== best && contradicts(other, best))
    ? unnamed(best)
    : best
}

/** Ids alone prove nothing where another separator shows headings, or the id of another line. */
const contradicts = ({ rank, seen }: Candidate, { places }: Candidate): boolean =>
  rank === 2 || [...seen].some(place => !places.refused.has(place))

const unnamed = (candidate: Candidate): Candidate => ({
  ...candidate,
  places: { ...candidate.places, refused: new Map() },
})

const weight = ({ rank, places }: Candidate): number => (places.refused.size > 0 ? rank : 0)

const sameLines = (a: Places, b: Places): boolean =>
  a.refused.size === b.refused.size && [...a.refused.keys()].every(place => b.refused.has(place))

function candidateOf(body: string, separator: Separator, file: SentFile): Candidate {
  const { rows, whole } = rowsOf(body, separator, mostRows(file.lines.length))
  const headings: Headings = headingsOf(rows)
  const lines = rows.slice(headings.rows)
  const found = { whole, seen: placesInCells(lines, file) }
  const byName = placesByName(lines, headings, file)
  if (byName) return { ...found, places: byName, rank: 2 }
  const byData = placesByData(lines, headings, file)
  if (byData) return { ...found, places: byData, rank: 1 }
  return { ...found, places: { ...NOWHERE, unplaced: lines }, rank: 0 }
}

import type { SkuId } from './requests'

/** One line of a stock import's error report. */
export interface ReportLine {
  readonly skuId: SkuId
  /** Carrefour's own words. */
  readonly message: string
}

/** Most characters of a message that are kept. */
export const LONGEST_MESSAGE = 1_000

export interface Report {
  readonly lines: readonly ReportLine[]
  /** Rows that name no SKU of the file: nothing may be concluded about them. */
  readonly unread: number
}

/**
 * Reads a stock import's error report (Mirakl STO03). Documented: the first column is the line number in
 * error, the second the reason, then the columns as uploaded; header names and details are not
 * documented, so: any of `;` `,` tab as separator, quotes or none, BOM, CR LF, header or none, and the
 * two columns also accepted at the end (as in OF03). The SKU is found by its place or, failing that, by
 * the line number in the file that was sent.
 *
 * @param sent the SKU ids of the file in its order (line 1 is the header)
 */
export function parseReport(text: string, sent: readonly SkuId[]): Report {
  const rows = parseCsv(text.replace(/^\uFEFF/, ''))
  const layout = layoutOf(rows[0] ?? [])
  const body = layout.hasHeader ? rows.slice(1) : rows
  const known = new Set<string>(sent)
  const bySku = new Map<SkuId, ReportLine>()
  let unread = 0
  for (const cells of body) {
    if (cells.every(cell => cell.trim() === '')) continue
    const skuId = skuOf(cells, layout, known, sent)
    if (skuId === null) {
      unread += 1
      continue
    }
    const message = (
      cells[layout.message < 0 ? cells.length + layout.message : layout.message] ?? ''
    ).trim()
    const before = bySku.get(skuId)
    bySku.set(skuId, { skuId, message: joinMessages(before?.message, message) })
  }
  return { lines: [...bySku.values()], unread }
}

interface Layout {
  readonly hasHeader: boolean
  readonly line: number
  readonly message: number
  readonly sku: number
}

const BY_POSITION: Layout = { hasHeader: false, line: 0, message: 1, sku: 2 }

function layoutOf(first: readonly string[]): Layout {
  const names = first.map(cell => cell.trim().toLowerCase())
  const sku = names.findIndex(name => name === 'offer-sku' || name === 'sku' || name === 'shop-sku')
  const isHeader =
    sku >= 0 || (first.length > 1 && !/^\d+$/.test(names[0] ?? '') && !/^\d+$/.test(names[2] ?? ''))
  if (!isHeader) return BY_POSITION
  const message = names.findIndex(
    name =>
      /message|reason|motivo|raison|mensagem|mensaje|erro[r]?$/.test(name) &&
      !/line|linha|l[ií]nea|ligne/.test(name)
  )
  const line = names.findIndex(name => /line|linha|l[ií]nea|ligne/.test(name))
  const skuFirst = sku === 0
  return {
    hasHeader: true,
    line: line >= 0 ? line : skuFirst ? names.length - 2 : 0,
    message: message >= 0 ? message : skuFirst ? names.length - 1 : 1,
    sku: sku >= 0 ? sku : 2,
  }
}

function skuOf(
  cells: readonly string[],
  layout: Layout,
  known: ReadonlySet<string>,
  sent: readonly SkuId[]
): SkuId | null {
  const inPlace = cells[layout.sku]?.trim()
  if (inPlace !== undefined && known.has(inPlace)) return inPlace as SkuId
  const lineNumber = cells[layout.line]?.trim() ?? ''
  return /^\d+$/.test(lineNumber) ? (sent[Number(lineNumber) - 2] ?? null) : null
}

const joinMessages = (before: string | undefined, message: string): string =>
  (before && before !== message ? `${before}\n${message}` : message).slice(0, LONGEST_MESSAGE)

function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/\r|\n|$/))
  const count = (mark: string) => line.split(mark).length
  return [';', ',', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ';')
}

/** RFC 4180 with any separator; an unclosed quote ends with the text. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let inQuotes = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string
    if (inQuotes) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else inQuotes = false
    } else if (char === '"' && cell === '') inQuotes = true
    else if (char === separator) {
      row.push(cell)
      cell = ''
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at += 1
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += char
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}

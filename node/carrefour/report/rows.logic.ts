/** Windows-1252 from 0x80 to 0x9F; some versions of Node decode these as Latin 1 in any case. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** How much of a body is needed to tell UTF-16 from single-byte text. */
const SAMPLE = 4_096

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * The text of an answer or an error report, whose encoding Carrefour does not state: UTF-8 or UTF-16 (either byte
 * order), with or without a BOM, else Windows-1252. A truncated last character is dropped.
 */
export function decodeBody(body: Uint8Array): string {
  const encoding = encodingOf(body)
  try {
    // `stream`: an incomplete last character is no error.
    return new TextDecoder(encoding, { fatal: true }).decode(body, { stream: true })
  } catch {
    return fromWindows1252(body)
  }
}

/** UTF-16 text is full of zero bytes, in the same half of each pair; UTF-8 text has none. */
function encodingOf(body: Uint8Array): Encoding {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(body.length, SAMPLE) / 2)
  let first = 0
  let second = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    if (body[2 * pair] === 0) first += 1
    if (body[2 * pair + 1] === 0) second += 1
  }
  if (second > pairs / 2 && first < pairs / 8) return 'utf-16le'
  if (first > pairs / 2 && second < pairs / 8) return 'utf-16be'
  return 'utf-8'
}

const fromWindows1252 = (body: Uint8Array): string =>
  Buffer.from(body)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, char => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char)

/** A report row that is not blank. */
export interface Row {
  /** Unquoted, in order. */
  readonly cells: readonly string[]
  /** False for a row that is no valid CSV: text behind a closing quote, too many cells, a cell too long. */
  readonly sound: boolean
  /** Whether the text ended within the last cell, which may then be incomplete. */
  readonly open: boolean
}

export interface Rows {
  readonly rows: readonly Row[]
  /** False when the text exceeds the limits or has an unclosed quote. */
  readonly whole: boolean
}

/** A stock file has 4 columns and a report two more; the rest is room for unknown columns. */
const MAX_CELLS = 16

/** Maximum characters of a cell: reasons are sentences. */
const LONGEST_CELL = 4_096

/** Separators to try. */
export const SEPARATORS = [';', ',', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]

const QUOTE = 34
const LF = 10
const CR = 13

/**
 * The rows of a text by RFC 4180, with any separator and line break. One pass; blank rows cost nothing, and reading
 * stops after `most` rows.
 */
export function rowsOf(text: string, separator: Separator, most: number): Rows {
  const between = separator.charCodeAt(0)
  const rows: Row[] = []
  let cells: string[] = []
  let sound = true
  let blank = true
  let at = 0

  const push = (cell: string) => {
    const isLong = cell.length > LONGEST_CELL
    if (isLong || cells.length >= MAX_CELLS) sound = false
    else cells.push(cell)
    if (blank && cell.slice(0, LONGEST_CELL).trim() !== '') blank = false
  }
  const endRow = (open: boolean) => {
    if (blank) {
      // Reused, so that a text of only line breaks allocates no arrays.
      cells.length = 0
    } else {
      rows.push({ cells, sound, open })
      cells = []
    }
    sound = true
    blank = true
  }

  while (at < text.length) {
    if (rows.length >= most) return { rows, whole: text.slice(at).trim() === '' }
    let cell: string
    let closed = false
    if (text.charCodeAt(at) === QUOTE) {
      const end = closingQuote(text, at + 1)
      if (end < 0) {
        push(text.slice(at + 1, at + 1 + LONGEST_CELL))
        sound = false
        endRow(true)
        return { rows, whole: false }
      }
      cell = text.slice(at + 1, end)
      if (cell.length <= LONGEST_CELL) cell = cell.replace(/""/g, '"')
      closed = true
      at = end + 1
    } else cell = ''
    const rest = cellEnd(text, at, between)
    if (closed) {
      if (text.slice(at, Math.min(rest, at + LONGEST_CELL)).trim() !== '') sound = false
    } else cell = text.slice(at, rest)
    push(cell)
    at = rest
    if (at >= text.length) {
      endRow(!closed)
      break
    }
    const char = text.charCodeAt(at)
    at += 1
    if (char === between) {
      // A separator at the very end: one more cell, empty and perhaps truncated.
      if (at >= text.length) {
        push('')
        endRow(true)
      }
      continue
    }
    if (char === CR && text.charCodeAt(at) === LF) at += 1
    endRow(false)
  }
  return { rows, whole: true }
}

/** The end of the quoted cell that starts at `from`; negative when it has none. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text.charCodeAt(at + 1) !== QUOTE) return at
  return -1
}

/** The next separator or line break; the end of the text when there is none. */
function cellEnd(text: string, from: number, between: number): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === between || char === LF || char === CR) return at
  }
  return text.length
}

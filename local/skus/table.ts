/** One cell as it was written. */
export interface Cell {
  readonly text: string
  /** A number of a workbook, with a point for decimals; in a text file nothing is one. */
  readonly isNumber: boolean
  /** Filled in from the cell above, with which it is merged. */
  readonly isMerged?: boolean
}

/** One line of a file, with the number that an editor or a spreadsheet shows for it. */
export interface Row {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** A file as a table, before anybody knows what its columns mean. */
export interface Table {
  readonly rows: readonly Row[]
  /** How it was read, such as "UTF-8, separated by ;". */
  readonly form: string
  readonly notes: readonly string[]
  /** What stands between two cells of a text file; a cell of a workbook cannot run into the next. */
  readonly separator?: string
}

/** Why a file cannot be read at all, in words for the person who chose it. */
export interface Unreadable {
  readonly problem: string
}

export const isUnreadable = <T extends object>(read: T | Unreadable): read is Unreadable =>
  'problem' in read

/** The largest file that is read, in bytes, and the most lines. */
export const MAX_BYTES = 32 * 1024 * 1024
export const MAX_LINES = 100_000

/** The longest cell and the most cells of a line; a spreadsheet of SKUs needs far less. */
export const MAX_CELL = 2_000
export const MAX_COLUMNS = 500

/** What all readers say alike about a file that is too long. */
export const TOO_MANY_LINES = `it has more than ${MAX_LINES} lines. Split it.`

/** The letters that a spreadsheet shows for a column, of which the first is 0. */
export const letterOf = (at: number): string =>
  (at >= 26 ? letterOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26))

interface Named {
  heading: string
  /** How wide the column is, in characters. */
  width: number
}

/** One column of a file: where its values come from, and what they are. Null leaves a cell empty. */
export type Column<Row> = Named &
  (
    | { kind: 'text'; value: (row: Row) => string | null }
    | { kind: 'number'; value: (row: Row) => number | null }
    /** A moment, ISO 8601; in the file it stands as the reader's clock shows it. */
    | { kind: 'moment'; value: (row: Row) => string | null }
  )

/** What a file holds. */
export interface Table<Row> {
  /** Name of the sheet. */
  name: string
  columns: ReadonlyArray<Column<Row>>
  /** Time zone of the moments, as in America/Sao_Paulo; left out for the browser's own. */
  timeZone?: string
}

/** Builds a file row by row; what is done with a row is given away as soon as possible. */
export interface FileWriter<Row> {
  add: (row: Row) => void
  /** The whole file. Nothing can be added after it. */
  finish: () => Blob
}

/** Formats of a file. */
export const FORMATS = ['xlsx', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** What a command found: data for programs, and the same in lines for people. */
export interface Output {
  readonly data: unknown
  readonly text: string
}

/** Columns as wide as their widest cell; what could steer a terminal is taken out, long cells are cut. */
export function columns(
  rows: readonly (readonly (string | number | null | undefined)[])[]
): string {
  const cells = rows.map(row => row.map(plain))
  const widths: number[] = []
  for (const row of cells)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)))
  return cells
    .map(row =>
      row
        .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

const LONGEST = 90

function plain(value: string | number | null | undefined): string {
  const text = String(value ?? '–').replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** A moment without its milliseconds, UTC. */
export const moment = (iso: string | null | undefined): string =>
  iso === null || iso === undefined ? '–' : `${iso.slice(0, 10)} ${iso.slice(11, 19)}Z`

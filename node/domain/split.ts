/** How the parts of files that Carrefour refused as a whole fare. */
export interface Split {
  /** Files that were refused. */
  readonly failed: number
  /** How many of them since the last that was not. */
  readonly failedInARow: number
  /** Whether any part was taken. */
  readonly arrived: boolean
}

/** After so many refused files with none between them that was taken, or in all, the fault is not in a line. */
const MOST_IN_A_ROW = 16
const MOST_FAILED = 64

const NONE: Split = { failed: 0, failedInARow: 0, arrived: false }

export const afterFailedPart = (split: Split | null): Split => {
  const { failed, failedInARow, arrived } = split ?? NONE
  return { failed: failed + 1, failedInARow: failedInARow + 1, arrived }
}

export const afterTakenPart = (split: Split | null): Split => ({
  ...(split ?? NONE),
  failedInARow: 0,
  arrived: true,
})

export const isHopeless = ({ failed, failedInARow }: Split): boolean =>
  failedInARow >= MOST_IN_A_ROW || failed >= MOST_FAILED

/** Two halves, the first of which holds what is more urgent. */
export const halves = <T>(lines: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(lines.length / 2)
  return [lines.slice(0, middle), lines.slice(middle)].filter(half => half.length > 0)
}

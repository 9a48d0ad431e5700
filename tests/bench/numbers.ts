export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** The value below which a share of the sorted values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN
}

/** Asks until the answer is right; how many milliseconds that took. */
export async function until(
  right: () => Promise<boolean>,
  every: number,
  longest: number
): Promise<number> {
  const start = Date.now()
  while (!(await right())) {
    if (Date.now() - start > longest) throw new Error(`Not so within ${longest} ms`)
    await sleep(every)
  }
  return Date.now() - start
}

/** One figure with what it should be. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly target: string
  readonly met: boolean
}

export const below = (name: string, value: number, limit: number, unit: string): Figure => ({
  name,
  value: `${value.toFixed(unit === 's' ? 2 : 0)} ${unit}`,
  target: `under ${limit} ${unit}`,
  met: value < limit,
})

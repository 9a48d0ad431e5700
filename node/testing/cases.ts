/** Runs expectations in a loop: a failure starts with its case. */
export function inCase(what: string | undefined, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (what !== undefined && error instanceof Error) error.message = `${what}: ${error.message}`
    throw error
  }
}

/** The rows of `it.each` with their literal types, as tuples that the test's parameters can destructure. */
export const rows = <const T extends ReadonlyArray<readonly unknown[]>>(
  table: T
): Row<T[number]>[] => table.map(row => [...row] as Row<T[number]>)

type Row<T> = T extends readonly unknown[] ? [...T] : never

/** Milliseconds of processor time that `work` takes, so that other programs do not count. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

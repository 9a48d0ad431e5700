/** The rows of `it.each` with their literal types, as tuples that the test's parameters can destructure. */
export const rows = <const T extends ReadonlyArray<readonly unknown[]>>(
  table: T
): Row<T[number]>[] => table.map(row => [...row] as Row<T[number]>)

type Row<T> = T extends readonly unknown[] ? [...T] : never

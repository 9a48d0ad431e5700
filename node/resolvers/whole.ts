/** The most that GraphQL's Int holds. In a quantity it stands for as many or more: Carrefour takes 999,999 at most. */
export const LARGEST_INT = 2_147_483_647

/** The fields that are shares of 1; every other number of the schema is an Int. */
const SHARES: readonly string[] = ['progress']

/**
 * An answer whose numbers all fit the schema: whole ones, between the least and the most that an Int holds. A number
 * outside fails its whole row, or the list around it, and quantities are what a store and Carrefour say they are.
 */
export function withWholeNumbers<T>(answer: T, name?: string): T
export function withWholeNumbers(answer: unknown, name = ''): unknown {
  if (typeof answer === 'number') return SHARES.includes(name) ? answer : intOf(answer)
  if (Array.isArray(answer)) return answer.map(one => withWholeNumbers(one as unknown, name))
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, withWholeNumbers(value as unknown, key)])
  )
}

function intOf(figure: number): number {
  if (Number.isNaN(figure)) return 0
  const whole = Math.trunc(Math.min(Math.max(figure, -LARGEST_INT), LARGEST_INT))
  // A zero below zero prints as -0.
  return whole === 0 ? 0 : whole
}

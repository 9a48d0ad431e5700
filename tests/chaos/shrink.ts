import fc from 'fast-check'

/**
 * The shortest part of a list that still fails, in its order, as far as the allowed number of tries can tell.
 *
 * @param fails plays a list; a failure that comes and goes may be missed
 */
export async function shrink<T>(
  items: readonly T[],
  tries: number,
  fails: (items: readonly T[]) => Promise<boolean>
): Promise<readonly T[]> {
  let left = tries
  const holds = async (some: readonly T[]): Promise<boolean> => {
    if (some.length === items.length) return false
    if (left === 0) return true
    left -= 1
    return !(await fails(some))
  }
  const { counterexample } = await fc.check(fc.asyncProperty(fc.subarray([...items]), holds), {
    examples: [[[...items]]],
    numRuns: 1,
  })
  return counterexample?.[0] ?? items
}

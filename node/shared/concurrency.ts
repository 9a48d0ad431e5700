/** Runs `work` for every item, at most `limit` concurrently; results are in the order of the items. */
export const mapLimit = <T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>
): Promise<readonly R[]> => mapWhile(items, limit, () => true, work)

/**
 * As `mapLimit`, but checks before each item whether it may start.
 *
 * @param may once false, must stay false
 * @returns results of the items that were started: a prefix
 */
export async function mapWhile<T, R>(
  items: readonly T[],
  limit: number,
  may: () => boolean,
  work: (item: T) => Promise<R>
): Promise<readonly R[]> {
  const results: R[] = []
  const queue = items.entries()
  const runner = async () => {
    while (may()) {
      const next = queue.next()
      if (next.done === true) return
      const [index, item] = next.value
      results[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, runner))
  return results
}

/**
 * The results of work under way, once all of it has ended: when some of it fails, nothing of the rest goes on unseen.
 *
 * @throws what the first of them failed with
 */
export async function allOf<T extends readonly Promise<unknown>[] | []>(
  work: T
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  await Promise.allSettled(work)
  return Promise.all(work)
}

/** Splits the items into chunks of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

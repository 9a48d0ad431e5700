/**
 * The shortest list that still fails, as far as so many tries can tell: takes away halves, then quarters, then
 * ever smaller parts (delta debugging).
 *
 * @param fails plays a list; a failure that comes and goes may be missed
 */
export async function shrink<T>(
  items: readonly T[],
  tries: number,
  fails: (items: readonly T[]) => Promise<boolean>
): Promise<readonly T[]> {
  let shortest = items
  let parts = 2
  let left = tries
  while (left > 0 && shortest.length > 1) {
    const size = Math.ceil(shortest.length / parts)
    let found = false
    for (let at = 0; at < shortest.length && left > 0 && !found; at += size) {
      const without = [...shortest.slice(0, at), ...shortest.slice(at + size)]
      left -= 1
      if (await fails(without)) {
        shortest = without
        parts = Math.max(parts - 1, 2)
        found = true
      }
    }
    if (found) continue
    if (size === 1) break
    parts = Math.min(parts * 2, shortest.length)
  }
  return shortest
}

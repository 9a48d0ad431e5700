const BY_SEARCH = ['find', 'search', 'count', 'due', 'stocked', 'walk']

/** The shortest and the longest time that `local/platform/profile/cloud.ts` assumes for a call. */
function rangeOf(part: string, name: string): readonly [number, number] {
  switch (part) {
    case 'carrefour':
      return [300, 2_000]
    case 'store':
      return name === 'simulate' ? [200, 600] : [80, 250]
    case 'ledger':
      return BY_SEARCH.includes(name) ? [100, 300] : [60, 150]
    default:
      return [20, 60]
  }
}

/** Times of calls for `CallTimes`: as long as in the cloud, all at the same share of the way from the shortest to the longest. */
export const cloudAt =
  (share: number) =>
  (part: string, name: string): number => {
    const [shortest, longest] = rangeOf(part, name)
    return shortest + (longest - shortest) * share
  }

/** The same, spread evenly: the same calls in the same order take the same time. */
export function cloudSpread(): (part: string, name: string) => number {
  let calls = 0
  return (part, name) => {
    calls += 1
    return cloudAt((calls * 0.618_034) % 1)(part, name)
  }
}

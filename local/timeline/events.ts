/** What happened at one station of the way from a change in the store to Carrefour's word. */
export type TimelineEvent =
  | {
      readonly step: 'change'
      readonly at: number
      readonly skuIds: readonly number[]
    }
  | {
      readonly step: 'notification'
      readonly at: number
      readonly skuIds: readonly number[]
      /** Who was told: an affiliate, or the broadcaster. */
      readonly target: string
      /** How many of the deliveries failed, and how many are under way. */
      readonly failed: number
      readonly open: number
    }
  | {
      readonly step: 'file'
      readonly at: number
      readonly importId: string
      readonly bytes: number
    }
  | {
      readonly step: 'import'
      readonly at: number
      readonly importId: string
      readonly status: string
    }
  | {
      readonly step: 'report'
      readonly at: number
      readonly importId: string
      readonly status: number | null
    }
  | {
      readonly step: 'outcome'
      readonly at: number
      readonly importId: string
      readonly taken: number
      readonly refused: number
      /** What became of the one SKU that the timeline is about. */
      readonly sku: { readonly quantity: string; readonly reason: string | null } | null
    }

/** A part that knows some of the stations. */
export interface TimelineSource {
  /** Its newest events in any order; of one SKU alone when `sku` names one. */
  timeline(query: TimelineQuery): readonly TimelineEvent[]
}

export interface TimelineQuery {
  readonly limit: number
  /** A SKU's id; '' for all. */
  readonly sku: string
}

/** One notification of the store's log. */
export interface Told {
  readonly at: number
  readonly skuId: number
  readonly target: string
  readonly ok: boolean | null
}

const TOGETHER_MS = 1_000

/** What the store told within a second of each other is one change, and one line for each who heard of it. */
export function eventsOfStore(log: readonly Told[]): readonly TimelineEvent[] {
  const oldestFirst = [...log].sort((one, other) => one.at - other.at)
  const groups: Told[][] = []
  for (const one of oldestFirst) {
    const [first] = groups[groups.length - 1] ?? []
    if (first !== undefined && one.at - first.at < TOGETHER_MS) groups[groups.length - 1]?.push(one)
    else groups.push([one])
  }
  return groups.flatMap(group => {
    const at = group[0]?.at ?? 0
    const targets = [...new Set(group.map(({ target }) => target))]
    return [
      { step: 'change' as const, at, skuIds: idsOf(group) },
      ...targets.map(target => {
        const told = group.filter(one => one.target === target)
        return {
          step: 'notification' as const,
          at,
          target,
          skuIds: idsOf(told),
          failed: told.filter(({ ok }) => ok === false).length,
          open: told.filter(({ ok }) => ok === null).length,
        }
      }),
    ]
  })
}

const idsOf = (told: readonly Told[]): readonly number[] => [
  ...new Set(told.map(({ skuId }) => skuId)),
]

const STEPS = ['change', 'notification', 'file', 'import', 'report', 'outcome'] as const

/** The newest first; of one moment the later station first. */
export function merged(
  sources: readonly TimelineSource[],
  query: TimelineQuery
): readonly TimelineEvent[] {
  return sources
    .flatMap(source => source.timeline(query))
    .sort((one, other) => other.at - one.at || STEPS.indexOf(other.step) - STEPS.indexOf(one.step))
    .slice(0, query.limit)
}

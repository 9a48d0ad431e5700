import type { Clock } from '../clock'

/** How the first look at a big catalogue stands. */
export interface Progress {
  /** Offers of Carrefour that were compared, of how many; null while none were asked for. */
  readonly offers: { readonly seen: number; readonly total: number } | null
  /** SKUs that the app has queued and not finished. */
  readonly pending: number | null
  readonly phase: string | null
  /** An estimate by the pace so far; null where there is none yet, or nothing to do. */
  readonly secondsLeft: number | null
  /** Calls to the real store since the start. */
  readonly storeCalls: number
  /** The comparison that ended last; null before. */
  readonly last: {
    readonly compared: number
    readonly drift: number
    readonly neverSent: number
  } | null
}

/** What the app says of itself (its GraphQL). */
export interface AppState {
  readonly pending: number
  readonly run: { readonly phase: string | null } | null
  readonly last: Progress['last']
}

export interface ProgressMeter {
  onOffers(seen: number, total: number): void
  onStoreCall(operation: string, params: Readonly<Record<string, string>>): void
  /** @param app null while the app does not answer */
  read(app: AppState | null): Progress
}

/** SKUs of one simulation, and calls for what a simulation leaves open, as the app makes them. */
const SKUS_PER_SIMULATION = 50

/** Older samples say nothing about the current pace. */
const WINDOW_MS = 120_000

/** Most SKUs that are remembered as read. */
const MOST_KNOWN = 500_000

/** Watches the calls that pass by; the app does not know that it is watched. */
export function createProgressMeter(callsPerSecond: number, clock: Clock): ProgressMeter {
  let offers: Progress['offers'] = null
  let storeCalls = 0
  const read = new Set<string>()
  let samples: { readonly at: number; readonly seen: number }[] = []

  const offersLeft = (): number | null => {
    if (offers === null) return null
    const [first] = samples
    const newest = samples.at(-1)
    if (first === undefined || newest === undefined || newest.at - first.at < 1000) return null
    const pace = (newest.seen - first.seen) / (newest.at - first.at)
    return pace > 0 ? Math.round((offers.total - offers.seen) / pace / 1000) : null
  }
  const readsLeft = (pending: number): number => {
    const facts = Math.max(0, pending - read.size)
    return Math.ceil((facts + pending / SKUS_PER_SIMULATION) / callsPerSecond)
  }

  return {
    onOffers(seen, total) {
      const now = clock.now()
      // A list that begins again is another comparison.
      if (offers !== null && seen < offers.seen) samples = []
      offers = { seen: Math.min(seen, total), total }
      samples = [...samples.filter(({ at }) => now - at < WINDOW_MS), { at: now, seen }]
    },
    onStoreCall(operation, { skuId }) {
      storeCalls += 1
      // A comparison lists the SKUs on sale last; the file that follows reads them again.
      if (operation === 'SKUs of a policy') read.clear()
      if (operation === 'SKU' && skuId !== undefined && read.size < MOST_KNOWN) read.add(skuId)
    },
    read(app) {
      const phase = app?.run?.phase ?? null
      const pending = app?.pending ?? null
      if (pending === 0) read.clear()
      const secondsLeft =
        phase === 'OFFERS'
          ? offersLeft()
          : pending === null || pending === 0
            ? null
            : readsLeft(pending)
      return { offers, pending, phase, secondsLeft, storeCalls, last: app?.last ?? null }
    },
  }
}

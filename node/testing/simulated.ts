import { FakeClock } from './fakes'

/**
 * Virtual time in which things happen side by side: whoever sleeps wakes at its moment, the earliest first, once nothing
 * is left to do at the present one. Calls made together take as long as the longest of them.
 */
export class SimulatedClock extends FakeClock {
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = []
  #isPumping = false

  override sleep(ms: number): Promise<void> {
    return new Promise(wake => {
      this.#sleepers.push({ at: this.now() + Math.max(ms, 0), wake })
      if (!this.#isPumping) this.#pump()
    })
  }

  /** A turn of the event loop ends all that takes no time. */
  #pump(): void {
    this.#isPumping = this.#sleepers.length > 0
    if (!this.#isPumping) return
    setImmediate(() => {
      this.#wakeNext()
      this.#pump()
    })
  }

  #wakeNext(): void {
    const at = Math.min(...this.#sleepers.map(one => one.at))
    const [first] = this.#sleepers.splice(
      this.#sleepers.findIndex(one => one.at === at),
      1
    )
    this.pass(Math.max(at - this.now(), 0))
    first?.wake()
  }
}

/** A call of the platform, the store or Carrefour that was made. */
export interface TimedCall {
  readonly part: string
  readonly name: string
  /** The first argument and the second, where they are texts: the file, say. */
  readonly what: string
  readonly at: number
}

/** Time that calls take, and a record of them. */
export class CallTimes {
  readonly calls: TimedCall[] = []

  /** @param latency how long a call takes, in milliseconds */
  constructor(
    readonly clock: SimulatedClock,
    public latency: (part: string, name: string) => number = () => 0
  ) {}

  /** The target, each of whose methods takes its time: half of it before it does anything. */
  readonly around = <T extends object>(target: T, part: string): T =>
    new Proxy(target, {
      get: (inner, key): unknown => {
        const value: unknown = Reflect.get(inner, key, inner)
        if (typeof value !== 'function') return value
        const method = value as (...args: readonly unknown[]) => unknown
        return (...args: readonly unknown[]) =>
          this.#call({ part, name: String(key), what: textsOf(args) }, () =>
            method.apply(inner, [...args])
          )
      },
    })

  async #call(call: Omit<TimedCall, 'at'>, make: () => unknown): Promise<unknown> {
    const { clock } = this
    this.calls.push({ ...call, at: clock.now() })
    const half = this.latency(call.part, call.name) / 2
    await clock.sleep(half)
    const answer = await make()
    await clock.sleep(half)
    return answer
  }
}

const textsOf = (args: readonly unknown[]): string =>
  args
    .slice(0, 2)
    .filter(arg => typeof arg === 'string')
    .join('/')

const BY_SEARCH = [
  'searchDocuments',
  'searchDocumentsWithPaginationInfo',
  'scrollDocuments',
  'find',
  'search',
  'count',
  'due',
  'stocked',
  'walk',
]

/** The shortest and the longest time that `local/platform/profile/cloud.ts` assumes for a call. */
function rangeOf(part: string, name: string): readonly [number, number] {
  switch (part) {
    case 'carrefour':
      return [300, 2_000]
    case 'store':
      return name === 'simulate' ? [200, 600] : [80, 250]
    case 'vtexid':
    case 'license-manager':
      return [50, 150]
    case 'masterdata':
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
    // Whole, as the times of any clock are when they are stored.
    return Math.round(shortest + (longest - shortest) * share)
  }

/** The same, spread evenly: the same calls in the same order take the same time. */
export function cloudSpread(): (part: string, name: string) => number {
  let calls = 0
  return (part, name) => {
    calls += 1
    return cloudAt((calls * 0.618_034) % 1)(part, name)
  }
}

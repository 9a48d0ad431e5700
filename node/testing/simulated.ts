import { FakeClock } from './platform'

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

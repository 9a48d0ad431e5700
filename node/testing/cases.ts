/** Runs expectations in a loop: a failure starts with its case. */
export function inCase(what: string | undefined, check: () => void): void {
  try {
    check()
  } catch (error) {
    if (what !== undefined && error instanceof Error) error.message = `${what}: ${error.message}`
    throw error
  }
}

/** The rows of `it.each` with their literal types, as tuples that the test's parameters can destructure. */
export const rows = <const T extends ReadonlyArray<readonly unknown[]>>(
  table: T
): Row<T[number]>[] => table.map(row => [...row] as Row<T[number]>)

type Row<T> = T extends readonly unknown[] ? [...T] : never

/** Milliseconds of processor time that `work` takes, so that other programs do not count. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** What `sampleWork` takes on the machine on which bounds of processor time were chosen, while nothing else runs there. */
const SAMPLE_MS = 6

/** A little of everything that bounded work is made of: allocation, JSON, sorting, and text. */
function sampleWork(): void {
  const rows = Array.from({ length: 4_000 }, (_, at) => ({
    id: String((at * 7_919) % 4_001),
    text: 'x'.repeat(at % 50),
    pair: [at, at + 1],
  }))
  const text = JSON.stringify(rows)
  const read = JSON.parse(text) as typeof rows
  read.sort((one, other) => (one.id < other.id ? -1 : 1))
  text.replace(/[0-9]+/g, figure => String(figure.length))
}

/**
 * How many times slower this machine is now than the one on which bounds were chosen, at least 1. Whether its processor is
 * slower or is shared with others makes no difference: work that is measured next to this takes longer by as much.
 */
export function slowness(): number {
  // The first runs are not compiled yet, and one may be interrupted.
  const times = Array.from({ length: 8 }, () => processorTime(sampleWork))
  return Math.max(1, Math.min(...times) / SAMPLE_MS)
}

/**
 * Random numbers from a seed (the generator known as mulberry32): fast, and the same everywhere. For data in amounts
 * that a property-based library would be too slow for, and for plans identified by their seed.
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** An integer from 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  /** An integer from `from` to `to`, inclusive. */
  whole(from: number, to: number): number {
    return from + this.below(to - from + 1)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<const T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('Nothing to choose from')
    return item
  }

  /** One of the names, at random by weight. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const names = Object.keys(weights) as Name[]
    const total = names.reduce((sum, name) => sum + weights[name], 0)
    let left = this.next() * total
    return names.find(name => (left -= weights[name]) < 0) ?? this.pick(names)
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map(item => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}

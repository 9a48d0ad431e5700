import { type Figure, below } from './numbers'
import { type Cost, LEDGER_WRITE } from './scaleCost'

const OPERATIONS = [/^carrefour STO01$/, /^carrefour STO02$/, /^carrefour (?!STO01$|STO02$)/]

const PLATFORM = /^(vbase|masterdata|apps|events) /

/** What the SKUs of one size cost, beside what they may cost. */
export function figuresOf(size: number, cost: Cost): readonly Figure[] {
  const name = (what: string) => `${size} SKUs reprocessed: ${what}`
  const calls = (which: RegExp) =>
    [...cost.calls].reduce((sum, [call, n]) => (which.test(call) ? sum + n : sum), 0)
  const per1000 = (count: number) => (count * 1000) / cost.skus
  const cpu = cpuOf(cost)
  const plain = (what: string, value: string): Figure => ({
    name: name(what),
    value,
    target: '',
    met: true,
  })
  return [
    plain('a second, one file in 20 s', (cost.skus / cost.seconds).toFixed(0)),
    plain('processor time a SKU', cpu === null ? 'unknown' : `${cpu.toFixed(2)} ms`),
    atMost(name('Carrefour calls a batch'), calls(/^carrefour /) / cost.batches, 3),
    plain('of these STO01 / STO02 / others', OPERATIONS.map(calls).join(' / ')),
    atMost(name('store calls per 1,000'), per1000(calls(/^store /)), 25),
    atMost(name('ledger writes per 1,000'), per1000(calls(new RegExp(`^${LEDGER_WRITE}$`))), 1_050),
    plain('all platform calls per 1,000', per1000(calls(PLATFORM)).toFixed(0)),
    below(name('longest handler'), cost.longestHandler, 60, 's'),
    below(name('highest memory of a replica'), cost.highestMemory, 256, 'MB'),
  ]
}

interface Sized {
  readonly size: number
  readonly cost: Cost
}

/** How much dearer a SKU is among many than among few. */
export function ratioOf(first: Sized, last: Sized): readonly Figure[] {
  const few = cpuOf(first.cost)
  const many = cpuOf(last.cost)
  if (few === null || many === null) return []
  const name = `processor time a SKU, ${last.size} over ${first.size} SKUs`
  return [atMost(name, many / few, 1.3)]
}

const cpuOf = ({ cpu, skus }: Cost): number | null => (cpu === null ? null : cpu / skus)

const atMost = (name: string, value: number, limit: number): Figure => ({
  name,
  value: value.toFixed(value < 10 ? 2 : 0),
  target: `at most ${limit}`,
  met: value <= limit,
})

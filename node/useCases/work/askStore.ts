import type { ClaimedLine } from '../../domain/batches'
import { chunks, mapWhile } from '../../domain/mapLimit'
import type { SkuId } from '../../domain/requests'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import type { StoreStock } from '../../domain/stock'
import { unitsIn } from '../../domain/warehouses'
import type { StoreUnavailable } from '../../ports/store'
import { SIMULATION_SIZE } from '../../ports/store'
import type { Run } from './run'
import { hasTime } from './run'

/** Calls to the store at a time. */
const CALLS = 8

/** Most questions about single SKUs in one step; the answers are kept in the batch, and the next step goes on. */
export const QUESTIONS = 400

export type Outcome<T> = Promise<Result<T, StoreUnavailable>>

/** Units by SKU: null when the simulation names no figure, nothing when it leaves the SKU out. */
type Figures = ReadonlyMap<SkuId, number | null>

/** What the store said, by SKU. */
type Answers = ReadonlyMap<SkuId, StoreStock>

/**
 * The lines with what the store says about their stock: of those that have no answer yet, as many as the time
 * and the questions of one step reach. No call is begun once the run's deadline is over.
 */
export async function askStore(
  run: Run,
  lines: readonly ClaimedLine[]
): Outcome<readonly ClaimedLine[]> {
  const simulated = await simulate(
    run,
    lines.filter(line => !line.store)
  )
  if (!simulated.ok) return simulated
  const { asked, figures } = simulated.value
  const silent = asked.filter(line => typeof figures.get(line.skuId) !== 'number')
  const answers = await askOneByOne(run, silent.slice(0, QUESTIONS), figures)
  return answers.ok ? ok(lines.map(line => withStore(line, figures, answers.value))) : answers
}

const mayAsk = (run: Run) => () => hasTime(run, 0)

function withStore(line: ClaimedLine, figures: Figures, answers: Answers): ClaimedLine {
  if (line.store) return line
  const figure = figures.get(line.skuId)
  if (typeof figure === 'number') return { ...line, store: { kind: 'sold', available: figure } }
  const store = answers.get(line.skuId)
  return store ? { ...line, store } : line
}

/** Many SKUs a call (checkout simulation); `asked` are those for which there was time. */
async function simulate(
  run: Run,
  lines: readonly ClaimedLine[]
): Outcome<{ readonly asked: readonly ClaimedLine[]; readonly figures: Figures }> {
  const { store } = run.ports
  const { tradePolicy, affiliateId } = run.configuration.choices
  const groups = chunks(lines, SIMULATION_SIZE)
  const answers = await mapWhile(groups, CALLS, mayAsk(run), group =>
    store.simulate(
      group.map(line => line.skuId),
      tradePolicy,
      affiliateId
    )
  )
  const figures = new Map<SkuId, number | null>()
  for (const answer of answers) {
    if (!answer.ok) return answer
    for (const { skuId, available } of answer.value) figures.set(skuId, available)
  }
  return ok({ asked: groups.slice(0, answers.length).flat(), figures })
}

/** One SKU a call, for those about which the simulation is silent. */
async function askOneByOne(
  run: Run,
  lines: readonly ClaimedLine[],
  figures: Figures
): Outcome<Answers> {
  const { store, log } = run.ports
  const { tradePolicy } = run.configuration.choices
  const figureless = lines.filter(line => figures.get(line.skuId) === null)
  const serving = figureless.length > 0 ? await store.servingWarehouses(tradePolicy) : ok([])
  if (!serving.ok) return serving
  if (figureless.length > 0) log.info('stock.fromWarehouses', { skus: figureless.length })
  const answers = await mapWhile(lines, CALLS, mayAsk(run), line =>
    figures.has(line.skuId) ? unitsOf(run, line, new Set(serving.value)) : standingOf(run, line)
  )
  const known = new Map<SkuId, StoreStock>()
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer
    const line = lines[index]
    if (line) known.set(line.skuId, answer.value)
  }
  return ok(known)
}

/** What the warehouses of the trade policy have, where the simulation names no figure. */
async function unitsOf(
  { ports: { store } }: Run,
  line: ClaimedLine,
  serving: ReadonlySet<string>
): Outcome<StoreStock> {
  const rows = await store.warehouseStock(line.skuId)
  return rows.ok ? ok({ kind: 'sold', available: unitsIn(rows.value, serving) }) : rows
}

/** Why the simulation leaves a SKU out. */
async function standingOf({ ports, configuration }: Run, line: ClaimedLine): Outcome<StoreStock> {
  const sku = await ports.store.sku(line.skuId)
  if (!sku.ok) return sku
  const { tradePolicy } = configuration.choices
  if (!sku.value?.tradePolicies.includes(tradePolicy)) return ok({ kind: 'notInPolicy' })
  return ok(sku.value.isActive ? { kind: 'notOffered' } : { kind: 'inactive' })
}

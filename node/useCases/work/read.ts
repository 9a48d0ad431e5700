import type { ClaimedBatch, ClaimedLine, ReadLine } from '../../domain/batches'
import { chunks, mapLimit } from '../../domain/mapLimit'
import type { Process, SkuFacts } from '../../domain/processes'
import type { Result } from '../../domain/result'
import { err, ok } from '../../domain/result'
import type { StoreStock } from '../../domain/stock'
import { decideStock } from '../../domain/stock'
import { DAY } from '../../domain/time'
import type { Ports } from '../../ports'
import type { CatalogSku, StoreUnavailable } from '../../ports/store'
import { SIMULATION_SIZE } from '../../ports/store'
import type { Run } from './run'

/** Calls to the store at a time. */
const CALLS = 8

/** Catalog calls at a time: one SKU each, and only for SKUs not known or not for sale. */
const CATALOG_CALLS = 8

/** How long facts from the catalog (name, EAN, kit) are good without news of a change. */
const FACTS_TIME = DAY

/** Most lines whose facts are read before the batch is saved in between. */
export const FACTS_STEP = 500

/**
 * Learns the facts of lines that have none yet: from the ledger when fresh, else from the catalog.
 * Does at most FACTS_STEP catalog calls; `done` tells whether any line is still without.
 */
export async function learnFacts(
  run: Run,
  batch: ClaimedBatch
): Promise<Result<{ readonly batch: ClaimedBatch; readonly done: boolean }, StoreUnavailable>> {
  const { ports } = run
  const strangers = batch.lines.filter(line => line.facts === null).slice(0, FACTS_STEP)
  if (strangers.length === 0) return ok({ batch, done: true })
  const learned = new Map<string, SkuFacts>()
  const groups = chunks(strangers, SIMULATION_SIZE)
  const known = (
    await mapLimit(groups, CALLS, group => ports.ledger.find(group.map(line => line.skuId)))
  ).flat()
  for (const process of known) if (process.facts) learned.set(process.skuId, process.facts)
  const missing = strangers.filter(
    line => line.refreshFacts || !isFresh(learned.get(line.skuId), ports)
  )
  const answers = await mapLimit(missing, CATALOG_CALLS, line => ports.store.sku(line.skuId))
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer
    const line = missing[index]
    if (line) learned.set(line.skuId, factsOf(answer.value, ports))
  }
  const lines = batch.lines.map(line => ({
    ...line,
    facts: line.facts ?? learned.get(line.skuId) ?? null,
  }))
  return ok({ batch: { ...batch, lines }, done: lines.every(line => line.facts !== null) })
}

const isFresh = (facts: SkuFacts | undefined, { clock }: Ports): boolean =>
  facts !== undefined && facts.readAt > clock.now() - FACTS_TIME

const factsOf = (sku: CatalogSku | null, { clock }: Ports): SkuFacts => ({
  name: sku?.name ?? null,
  ean: sku?.ean ?? null,
  isKit: sku?.isKit ?? false,
  readAt: clock.now(),
})

/** Reads today's stock of every line and applies the stock rules. */
export async function readStock(
  run: Run,
  lines: readonly ClaimedLine[]
): Promise<Result<readonly ReadLine[], StoreUnavailable>> {
  const groups = chunks(lines, SIMULATION_SIZE)
  const read = await mapLimit(groups, CALLS, group => readGroup(run, group))
  const failed = read.find(result => !result.ok)
  if (failed && !failed.ok) return failed
  return ok(read.flatMap(result => (result.ok ? result.value : [])))
}

async function readGroup(
  { ports, configuration: { choices } }: Run,
  lines: readonly ClaimedLine[]
): Promise<Result<readonly ReadLine[], StoreUnavailable>> {
  const skuIds = lines.map(line => line.skuId)
  const simulated = await ports.store.simulate(skuIds, choices.tradePolicy, choices.affiliateId)
  if (!simulated.ok) return simulated
  const units = new Map(simulated.value.map(item => [item.skuId, item.available]))
  const read: ReadLine[] = []
  for (const line of lines) {
    const stock = await stockOf(ports, line, units.get(line.skuId), choices.tradePolicy)
    if (!stock.ok) return stock
    if (stock.value.kind === 'notInPolicy' && (await isStranger(ports, line))) continue
    const decision = decideStock(stock.value, choices)
    read.push({
      ...line,
      available: decision.available,
      quantity: decision.kind === 'send' ? decision.quantity : null,
      remark: decision.remark,
    })
  }
  return ok(read)
}

/** A SKU that is not sold in the policy and never was sent: its news is not for this connection. */
async function isStranger(ports: Ports, line: ClaimedLine): Promise<boolean> {
  const process: Process | null = await ports.ledger.get(line.skuId)
  if (process !== null || line.reason !== 'NOTIFICATION' || line.ofJob) return false
  ports.log.info('request.ignored', { skuId: line.skuId, why: 'notInTradePolicy' })
  return true
}

async function stockOf(
  ports: Ports,
  line: ClaimedLine,
  units: number | null | undefined,
  tradePolicy: string
): Promise<Result<StoreStock, StoreUnavailable>> {
  if (units === null) {
    return err({
      kind: 'storeUnavailable',
      message: `the simulation names no stockBalance for SKU ${line.skuId}`,
    })
  }
  if (units !== undefined) {
    return ok(
      line.facts?.isKit ? { kind: 'kit', available: units } : { kind: 'sold', available: units }
    )
  }
  const sku = await ports.store.sku(line.skuId)
  if (!sku.ok) return sku
  if (!sku.value?.tradePolicies.includes(tradePolicy)) return ok({ kind: 'notInPolicy' })
  if (!sku.value.isActive) return ok({ kind: 'inactive' })
  return ok({ kind: 'sold', available: 0 })
}

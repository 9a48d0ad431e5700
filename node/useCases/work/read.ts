import type { ClaimedBatch } from '../../domain/batches'
import { chunks, mapLimit } from '../../domain/mapLimit'
import type { SkuFacts } from '../../domain/processes'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
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

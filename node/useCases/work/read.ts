import type { ClaimedBatch } from '../../domain/batches'
import { chunks, mapLimit, mapWhile } from '../../domain/mapLimit'
import type { SkuFacts } from '../../domain/processes'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import { DAY, SECOND } from '../../domain/time'
import type { Ports } from '../../ports'
import type { CatalogSku, StoreUnavailable } from '../../ports/store'
import { SIMULATION_SIZE } from '../../ports/store'
import type { Run } from './run'
import { hasTime } from './run'

/** Calls to the store at a time. */
const CALLS = 8

/** Catalog calls at a time: one SKU each, and only for SKUs not known or not for sale. */
const CATALOG_CALLS = 8

/** A call is only begun when this much time is left. */
const CALL_TIME = 5 * SECOND

/** How long facts from the catalog (name, EAN, kit) are good without news of a change. */
const FACTS_TIME = DAY

/** Most lines whose facts are read before the batch is saved in between. */
export const FACTS_STEP = 500

/**
 * Learns the facts of lines that have none yet: from the ledger when fresh, else from the catalog.
 * Does at most FACTS_STEP catalog calls, and what there is time for; `done` tells whether no line is without.
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
  for (const { skuId, facts } of known)
    if (facts && isFresh(facts, ports)) learned.set(skuId, facts)
  const missing = strangers.filter(line => line.refreshFacts || !learned.has(line.skuId))
  for (const { skuId } of missing) learned.delete(skuId)
  const mayAsk = () => hasTime(run, CALL_TIME)
  const answers = await mapWhile(missing, CATALOG_CALLS, mayAsk, line =>
    ports.store.sku(line.skuId)
  )
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

const isFresh = (facts: SkuFacts, { clock }: Ports): boolean =>
  facts.readAt > clock.now() - FACTS_TIME

const factsOf = (sku: CatalogSku | null, { clock }: Ports): SkuFacts => ({
  name: sku?.name ?? null,
  ean: sku?.ean ?? null,
  reference: sku?.reference ?? null,
  isKit: sku?.isKit ?? false,
  readAt: clock.now(),
})

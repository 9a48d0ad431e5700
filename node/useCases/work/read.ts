import type { ClaimedBatch, ClaimedLine } from '../../domain/batches'
import { chunks, mapLimit } from '../../domain/mapLimit'
import type { Process, SkuFacts } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { DAY, SECOND } from '../../domain/time'
import type { Ports } from '../../ports'
import type { CatalogSku, StoreUnavailable } from '../../ports/store'
import { SIMULATION_SIZE } from '../../ports/store'
import { LedgerUnavailable } from '../../ports/stores'
import { askEach } from './askEach'
import type { Run } from './run'
import { leaving } from './run'

/** Ledger searches at a time. */
const CALLS = 8

/** A call is only begun when this much time is left. */
const CALL_TIME = 5 * SECOND

/** How long facts from the catalog (name, EAN, kit) are good without news of a change. */
const FACTS_TIME = DAY

/** Most lines whose facts are read before the batch is saved in between. */
export const FACTS_STEP = 500

/** The batch with what was learned. */
export interface Learned {
  readonly batch: ClaimedBatch
  /** Whether no line needs the catalog any more. */
  readonly done: boolean
  /** The catalog does not answer for anybody. */
  readonly outage: StoreUnavailable | null
}

/** Whether a line's facts are still to be read. */
export const lacksFacts = ({ facts, store }: ClaimedLine): boolean =>
  facts === null && store === undefined

/**
 * Learns the facts of lines that have none yet: from the ledger when fresh, else from the catalog.
 * Does at most FACTS_STEP catalog calls, and what there is time for. Facts that are merely old serve when the
 * catalog does not answer for a SKU; one without any is `unreadable`: it may be a kit that must not be sent.
 */
export async function learnFacts(run: Run, batch: ClaimedBatch): Promise<Learned> {
  const { ports } = run
  const strangers = batch.lines.filter(lacksFacts).slice(0, FACTS_STEP)
  if (strangers.length === 0) return { batch, done: true, outage: null }
  const known = await factsInLedger(
    run,
    strangers.filter(line => !line.refreshFacts).map(line => line.skuId)
  )
  const learned = new Map([...known].filter(([, facts]) => isFresh(facts, ports)))
  const asked = await askEach(leaving(run, CALL_TIME), {
    skuIds: strangers.filter(({ skuId }) => !learned.has(skuId)).map(line => line.skuId),
    kind: 'sku',
    ask: skuId => ports.store.sku(skuId),
  })
  for (const [skuId, sku] of asked.answers) learned.set(skuId, factsOf(sku, ports))
  const lines = batch.lines.map((line): ClaimedLine => {
    if (!lacksFacts(line)) return line
    const failed = asked.outage !== null || asked.unreadable.has(line.skuId)
    const facts = learned.get(line.skuId) ?? (failed ? known.get(line.skuId) : undefined)
    if (facts) return { ...line, facts }
    return asked.unreadable.has(line.skuId) ? { ...line, store: { kind: 'unreadable' } } : line
  })
  return { batch: { ...batch, lines }, done: !lines.some(lacksFacts), outage: asked.outage }
}

/** Facts that the ledger has, fresh or not. One that does not answer has none: the catalog is asked. */
async function factsInLedger(
  { ports: { ledger } }: Run,
  skuIds: readonly SkuId[]
): Promise<ReadonlyMap<SkuId, SkuFacts>> {
  const found = await mapLimit(chunks(skuIds, SIMULATION_SIZE), CALLS, async group => {
    try {
      return await ledger.find(group)
    } catch (error) {
      if (error instanceof LedgerUnavailable) return []
      throw error
    }
  })
  return new Map(
    found
      .flat()
      .flatMap(({ skuId, facts }: Process): [SkuId, SkuFacts][] => (facts ? [[skuId, facts]] : []))
  )
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

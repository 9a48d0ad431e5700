import type { SkuId } from '../../domain/requests'
import type { Result } from '../../domain/result'
import { LedgerUnavailable } from '../../ports/stores'
import type { Run } from './run'

/** What the store is asked about SKUs. */
export type StoreQuestion = 'simulate' | 'sku' | 'warehouseStock'

/** How many SKUs are asked about before the store is taken not to answer: half of a store may be bad. */
const CONTROLS = 8

/** SKUs looked at to find them. */
const CANDIDATES = 50

/** What is known of the SKUs that are asked about. */
interface Standing {
  /** The store has answered for them just now. */
  readonly good: readonly SkuId[]
  /** It failed for them, also alone. */
  readonly bad: ReadonlySet<SkuId>
  /** It was not asked about them alone yet. */
  readonly open: readonly SkuId[]
}

/**
 * Tells a SKU that the store cannot answer for from a store that does not answer: asks the same question about SKUs
 * that should be good. Those are SKUs that it answered for just now, else that Carrefour confirmed last, else others of
 * the trade policy, else the very ones in question.
 */
export class StoreControl {
  #candidates: readonly SkuId[] | null = null
  /** Whether the store told of SKUs, be it none. */
  #listed = false

  constructor(private readonly run: Run) {}

  /** Whether the store answers for anybody. */
  async answers(question: StoreQuestion, { good, bad, open }: Standing): Promise<boolean> {
    if (good.length === 0) this.#candidates ??= await this.#find()
    const known = [...good, ...(this.#candidates ?? [])].filter(skuId => !bad.has(skuId))
    const asked = pick(known.length > 0 ? known : open)
    if (asked.length === 0) return this.#listed
    const answers = await Promise.all(asked.map(skuId => this.#ask(question, skuId)))
    return answers.some(answer => answer.ok)
  }

  #ask(question: StoreQuestion, skuId: SkuId): Promise<Result<unknown, unknown>> {
    const { store } = this.run.ports
    const { tradePolicy, affiliateId } = this.run.configuration.choices
    switch (question) {
      case 'simulate':
        return store.simulate([skuId], tradePolicy, affiliateId)
      case 'sku':
        return store.sku(skuId)
      case 'warehouseStock':
        return store.warehouseStock(skuId)
    }
  }

  async #find(): Promise<readonly SkuId[]> {
    const { ledger, store } = this.run.ports
    const confirmed = await confirmedIn(ledger)
    if (confirmed.length > 0) return confirmed
    const page = await store.skusOfPolicy(this.run.configuration.choices.tradePolicy, 1)
    this.#listed = page.ok
    return page.ok ? page.value : []
  }
}

async function confirmedIn(ledger: Run['ports']['ledger']): Promise<readonly SkuId[]> {
  try {
    const { items } = await ledger.search({ status: 'SUCCESS', page: 1, pageSize: CANDIDATES })
    return items.map(process => process.skuId)
  } catch (error) {
    if (error instanceof LedgerUnavailable) return []
    throw error
  }
}

/** Some that stand side by side and some from all over: bad SKUs may come in blocks, or every other one may be bad. */
function pick(skuIds: readonly SkuId[]): readonly SkuId[] {
  const half = CONTROLS / 2
  const spread = skuIds.filter((_, at) => at % Math.ceil(skuIds.length / half) === 0)
  return [...new Set([...skuIds.slice(0, half), ...spread])].slice(0, CONTROLS)
}

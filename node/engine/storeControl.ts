import type { SkuId } from '../queue/stockRequest.logic'
import type { Result } from '../shared/result'
import { LedgerUnavailable } from '../ports/stores'
import type { Run } from './run'

/** What the store is asked about SKUs. */
export type StoreQuestion = 'simulate' | 'sku' | 'warehouseStock'

/** How many SKUs are asked about before the store is taken not to answer: half of a store may be bad. */
const CONTROLS = 8

/** SKUs looked at to find them. */
const CANDIDATES = 50

/** Of a store that fails for nearly all that is asked so many of them must answer; it may do so for a few only. */
const MAX_OF_THEM = 0.75

/** From so many bad SKUs on, and nine times as many as good ones, it fails for nearly all. */
const MANY = 20
const NEARLY_ALL = 9

/** What is known of the SKUs that are asked about. */
interface Standing {
  /** How many the store has answered for. */
  readonly answered: number
  /** It failed for them, also alone. */
  readonly bad: ReadonlySet<SkuId>
  /** It was not asked about them alone yet. */
  readonly open: readonly SkuId[]
}

/**
 * Tells a SKU that the store cannot answer for from a store that does not answer: asks the same question about SKUs
 * that should be good. Half of them were confirmed by Carrefour last, half are any of the trade policy; where there are
 * none, the very SKUs in question are asked about alone.
 */
export class StoreControl {
  #candidates: Candidates | null = null

  /**
   * @param patience failed calls after which an outage is believed. In one that lasts more are made, to find those that
   * the store does answer for
   */
  constructor(
    private readonly run: Run,
    readonly patience = 0
  ) {}

  /** Whether the store answers, be it not for all. */
  async answers(question: StoreQuestion, { answered, bad, open }: Standing): Promise<boolean> {
    const { confirmed, listed, isListed } = (this.#candidates ??= await this.#find())
    const isGood = (skuId: SkuId) => !bad.has(skuId)
    const known = [...pick(confirmed.filter(isGood)), ...pick(listed.filter(isGood))]
    const asked = [
      ...new Set(known.length > 0 ? known : [...pick(open), ...pick([...open].reverse())]),
    ]
    if (asked.length === 0) return isListed
    const answers = await Promise.all(asked.map(skuId => this.#ask(question, skuId)))
    const good = answers.filter(answer => answer.ok).length
    const isNearlyAll = bad.size >= MANY && bad.size >= NEARLY_ALL * answered
    return isNearlyAll ? good >= MAX_OF_THEM * asked.length : good > 0
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

  async #find(): Promise<Candidates> {
    const { ledger, store } = this.run.ports
    const [confirmed, page] = await Promise.all([
      confirmedIn(ledger),
      store.skusOfPolicy(this.run.configuration.choices.tradePolicy, 1),
    ])
    return { confirmed, listed: page.ok ? page.value : [], isListed: page.ok }
  }
}

interface Candidates {
  readonly confirmed: readonly SkuId[]
  readonly listed: readonly SkuId[]
  /** Whether the store told of SKUs, be it none. */
  readonly isListed: boolean
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

/** Half of the controls, some side by side and some from all over: bad SKUs may come in blocks, or every other one. */
function pick(skuIds: readonly SkuId[]): readonly SkuId[] {
  const half = CONTROLS / 4
  const spread = skuIds.filter((_, at) => at % Math.ceil(skuIds.length / half) === 0)
  return [...new Set([...skuIds.slice(0, half), ...spread])].slice(0, CONTROLS / 2)
}

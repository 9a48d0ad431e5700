import type { SkuId } from '../shared/sku.logic'
import type { Result } from '../shared/result'
import { LedgerUnavailable } from '../ports/stores'
import type { Run } from './run'

/** What the store is asked about SKUs. */
export type StoreQuestion = 'simulate' | 'sku' | 'warehouseStock'

/** How many SKUs are tested before the store is assumed down: half of its SKUs may be bad. */
const CONTROLS = 8

/** Candidates among which to find them. */
const CANDIDATES = 50

/** When the store fails for nearly all SKUs, this share of the controls must answer; it may work for a few only. */
const MAX_OF_THEM = 0.75

/** From this many bad SKUs on, and nine times as many as good ones, it fails for nearly all. */
const MANY = 20
const NEARLY_ALL = 9

/** What is known of the SKUs asked about. */
interface Standing {
  /** How many the store has answered for. */
  readonly answered: number
  /** Failed, also in single calls. */
  readonly bad: ReadonlySet<SkuId>
  /** Not asked about in single calls yet. */
  readonly open: readonly SkuId[]
}

/**
 * Tells a SKU the store cannot answer for from a store that is down, by the same call about SKUs that should be good.
 * Half of them were last confirmed by Carrefour, half are any of the trade policy; if there are none, the SKUs in
 * question are asked about one by one.
 */
export class StoreControl {
  #candidates: Candidates | null = null

  /**
   * @param patience failed calls after which an outage is assumed; a lasting one gets more, to find the SKUs the store
   * does answer for
   */
  constructor(
    private readonly run: Run,
    readonly patience = 0
  ) {}

  /** Whether the store answers, if only for some SKUs. */
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
  /** Whether the store returned a list of SKUs, even an empty one. */
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

/** Half of the controls, some adjacent and some spread out: bad SKUs may come in blocks, or alternate. */
function pick(skuIds: readonly SkuId[]): readonly SkuId[] {
  const half = CONTROLS / 4
  const spread = skuIds.filter((_, at) => at % Math.ceil(skuIds.length / half) === 0)
  return [...new Set([...skuIds.slice(0, half), ...spread])].slice(0, CONTROLS / 2)
}

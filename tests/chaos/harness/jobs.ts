import type { AccountDeps } from './account'
import { type Row, CANCEL_JOB, ROWS, START_JOB } from './queries'

interface Start {
  readonly key: string
  readonly filter: { readonly skuIds?: readonly string[] }
}

type Answer =
  | { readonly __typename: 'CarrefourReprocessJob'; readonly id: string; readonly state: string }
  | { readonly __typename: 'CarrefourJobRefused'; readonly code: string }

/** Reprocess jobs as people start and cancel them. What was done is noted, whatever became of it. */
export class Jobs {
  #last: Start | null = null
  #jobId = ''

  constructor(private readonly deps: AccountDeps) {}

  /** @param skus places of SKUs in the world, or all that the list shows */
  async start(skus: readonly number[] | 'all', key: string): Promise<void> {
    const { skus: sold } = this.deps.world
    const skuIds = skus === 'all' ? null : skus.flatMap(at => sold[at]?.skuId ?? []).map(String)
    this.#last = { key, filter: skuIds ? { skuIds } : {} }
    await this.startAgain()
  }

  /** With the key and the filter of the last start, as a page does whose answer was lost. */
  async startAgain(): Promise<void> {
    if (!this.#last) return
    const { key, filter } = this.#last
    const { side, now, note } = this.deps
    const skus = filter.skuIds ?? (await this.#listed())
    const at = now()
    const answer = await this.#ask(START_JOB, { filter, key })
    const jobId = answer !== null && 'id' in answer ? answer.id : ''
    if (jobId !== '') this.#jobId = jobId
    const filterText = JSON.stringify(filter)
    note({ kind: 'job', at, side, key, skus, filterText, jobId, answer: told(answer) })
  }

  async cancel(): Promise<void> {
    if (this.#jobId === '') return
    const { side, now, note } = this.deps
    const at = now()
    const answer = await this.#ask(CANCEL_JOB, { id: this.#jobId })
    const state = answer !== null && 'state' in answer ? answer.state : ''
    note({ kind: 'cancelled', at, until: now(), side, jobId: this.#jobId, state })
  }

  /** The SKUs of the list, when it shows all of them: then a job for all must hold them all. */
  async #listed(): Promise<readonly string[] | null> {
    const { api, world } = this.deps
    try {
      const { page } = await api.graphql<{ page: { items: readonly Row[] } }>(world.account, ROWS)
      const settled = page.items.filter(({ status }) => status !== 'PENDING')
      return settled.length === world.skus.length ? settled.map(({ skuId }) => skuId) : null
    } catch {
      return null
    }
  }

  async #ask(query: string, variables: object): Promise<Answer | null> {
    const { api, world } = this.deps
    try {
      return (await api.graphql<{ result: Answer }>(world.account, query, variables)).result
    } catch {
      return null
    }
  }
}

function told(answer: Answer | null): string {
  if (answer === null) return 'no answer'
  return 'code' in answer ? answer.code : answer.state
}

import type { Api } from './http'
import { type Figure, below, percentile } from './numbers'

const QUERY = `query ($page: Int, $filter: CarrefourProcessFilter) {
  carrefourProcesses(page: $page, pageSize: 25, filter: $filter) {
    total page pending
    items { skuId name affiliate status cause message quantity processedAt }
  }
}`

interface Answer {
  readonly carrefourProcesses: { readonly total: number; readonly items: readonly unknown[] }
}

/** How long the service takes for one page of a long list, asked at its GraphQL endpoint. */
export async function listPages(api: Api, calls: number): Promise<readonly Figure[]> {
  const times: number[] = []
  let total = 0
  for (let call = -10; call < calls; call += 1) {
    const variables = {
      page: 1 + (((call + 10) * 37) % 300),
      filter: call % 3 === 0 ? { status: 'SUCCESS' } : null,
    }
    const start = performance.now()
    const { carrefourProcesses } = await api.graphql<Answer>(QUERY, variables)
    // The first calls warm connections and code up.
    if (call >= 0) times.push(performance.now() - start)
    total = Math.max(total, carrefourProcesses.total)
  }
  return [
    {
      name: 'list: processes in the ledger',
      value: String(total),
      target: 'at least 10000',
      met: total >= 10_000,
    },
    {
      name: `list: one page, p50 of ${calls}`,
      value: `${percentile(times, 0.5).toFixed(0)} ms`,
      target: '',
      met: true,
    },
    below(`list: one page, p95 of ${calls}`, percentile(times, 0.95), 50, 'ms'),
  ]
}

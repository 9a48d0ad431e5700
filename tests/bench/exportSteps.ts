import type { Api } from './http'
import { type Figure, below, percentile } from './numbers'

const QUERY = `query ($cursor: String) {
  carrefourExport(cursor: $cursor) {
    total cursor
    items { skuId name status cause message quantity processedAt }
  }
}`

interface Answer {
  readonly carrefourExport: {
    readonly total: number
    readonly cursor: string | null
    readonly items: ReadonlyArray<{ readonly skuId: string }>
  }
}

/** How long the service takes for each step of 1,000 rows of a file of everything, and whether it is everything. */
export async function exportSteps(api: Api): Promise<readonly Figure[]> {
  const times: number[] = []
  const codes: string[] = []
  let cursor: string | null = null
  let total = 0
  do {
    const start = performance.now()
    const { carrefourExport }: Answer = await api.graphql<Answer>(QUERY, { cursor })
    times.push(performance.now() - start)
    codes.push(...carrefourExport.items.map(({ skuId }) => skuId))
    if (cursor === null) total = carrefourExport.total
    cursor = carrefourExport.cursor
  } while (cursor !== null)
  const different = new Set(codes).size
  return [
    {
      name: 'export: rows, and different SKUs among them',
      value: `${codes.length}, ${different}`,
      target: `${total}, ${total}`,
      met: codes.length === total && different === total,
    },
    below(
      `export: a step of 1,000 rows, p95 of ${times.length}`,
      percentile(times, 0.95),
      2_000,
      'ms'
    ),
  ]
}

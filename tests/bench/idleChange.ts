import type { Api } from './http'
import { type Figure, below, percentile, sleep, until } from './numbers'

const SHOP = 2001

interface Connection {
  readonly carrefourConnection: { readonly pending: number; readonly nextSendAt: string | null }
}

/** How long one change takes after a quiet time: to Carrefour, and to the screen. */
export async function idleChange(api: Api, samples: number): Promise<readonly Figure[]> {
  const toCarrefour: number[] = []
  const toScreen: number[] = []
  const { offers } = await api.get<{
    offers: { sku: string; blocked: string | null; quantity: number }[]
  }>('/console/carrefour/api/offers?pageSize=100')
  const sold = offers.filter(offer => offer.blocked === null && offer.quantity > 10)
  for (let sample = 0; sample < samples; sample += 1) {
    const sku = sold[sample]?.sku
    if (!sku) break
    await until(() => isQuiet(api), 500, 180_000)
    await sleep(1_000)
    const start = Date.now()
    await api.send('PUT', `/console/store/api/skus/${sku}/stock`, { total: 5, reserved: 0 })
    await until(async () => (await held(api, sku)) === 5, 50, 120_000)
    toCarrefour.push((Date.now() - start) / 1000)
    await until(() => isShown(api, sku, 5), 100, 120_000)
    toScreen.push((Date.now() - start) / 1000)
  }
  return [
    below(
      `idle change to "Carrefour holds it", p50 of ${samples}`,
      percentile(toCarrefour, 0.5),
      5,
      's'
    ),
    below(
      `idle change to its outcome on screen, longest of ${samples}`,
      percentile(toScreen, 1),
      30,
      's'
    ),
  ]
}

async function isQuiet(api: Api): Promise<boolean> {
  const { carrefourConnection: now } = await api.graphql<Connection>(
    '{ carrefourConnection { pending nextSendAt } }'
  )
  return (
    now.pending === 0 && now.nextSendAt !== null && Date.parse(now.nextSendAt) <= Date.now() + 200
  )
}

const held = async (api: Api, sku: string): Promise<number> =>
  (await api.get<{ quantity: number }>(`/console/carrefour/api/offers/${SHOP}/${sku}`)).quantity

async function isShown(api: Api, sku: string, quantity: number): Promise<boolean> {
  const query = 'query ($sku: ID!) { carrefourProcess(skuId: $sku) { status quantity } }'
  const { carrefourProcess: row } = await api.graphql<{
    carrefourProcess: { status: string; quantity: number } | null
  }>(query, { sku })
  return row?.status === 'SUCCESS' && row.quantity === quantity
}

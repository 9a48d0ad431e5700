import { setTimeout } from 'node:timers/promises'

import type { Api } from './http'
import { MemoryWatch } from './memory'
import { type Figure, below, until } from './numbers'

/** Carrefour takes one file a minute: the batch does not wait for the one before it. */
const WINDOW = 61_000

const FIRST_ID = 500_000
const SHOP = 2001
/** What the runtime of VTEX IO may use, by `service.json`. */
const MEMORY_LIMIT = 256

/** Sends one batch of so many new SKUs and watches the replicas' memory. */
export async function bigBatch(api: Api, size: number): Promise<readonly Figure[]> {
  const ids = Array.from({ length: size }, (_, index) => FIRST_ID + index)
  await api.send('POST', '/console/store/api/skus', {
    skus: ids.map(id => ({
      skuId: id,
      name: `Produto de medição ${id}`,
      ean: eanOf(id),
      policies: [2],
      total: 50,
    })),
  })
  await api.send('POST', '/console/carrefour/api/products', {
    products: ids.map(id => ({
      shopId: SHOP,
      sku: String(id),
      ean: eanOf(id),
      title: `Produto ${id}`,
      state: 'catalogued',
    })),
  })
  const memory = new MemoryWatch()
  await switchConnection(api, false)
  await queue(api, ids)
  await setTimeout(WINDOW)
  const before = await succeeded(api)
  await switchConnection(api, true)
  const took = await until(async () => (await succeeded(api)) >= before + size, 1_000, 900_000)
  memory.stop()
  return [
    {
      name: `batch of ${size}: from switched on to settled`,
      value: `${(took / 1000).toFixed(0)} s`,
      target: '',
      met: true,
    },
    below(`batch of ${size}: highest memory of a replica`, memory.highest, MEMORY_LIMIT, 'MB'),
  ]
}

/** Tells the service of each SKU by the store's own events: who calls the webhook may name only so many SKUs that nobody knows. */
async function queue(api: Api, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 500) {
    await api.send('POST', '/console/store/api/notify', {
      skuIds: ids.slice(at, at + 500),
      change: 'sku',
      via: 'event',
    })
  }
  await until(async () => (await pending(api)) >= Math.min(ids.length, 10_000), 500, 300_000)
}

/** SKUs that Carrefour has confirmed. */
const succeeded = async (api: Api): Promise<number> =>
  (
    await api.graphql<{ carrefourConnection: { success: number } }>(
      '{ carrefourConnection { success } }'
    )
  ).carrefourConnection.success

const pending = async (api: Api): Promise<number> =>
  (
    await api.graphql<{ carrefourConnection: { pending: number } }>(
      '{ carrefourConnection { pending } }'
    )
  ).carrefourConnection.pending

const FIELDS =
  'shopId tradePolicy affiliateId minimumStock sendKits notificationEmail carrefourUrl portalUrl version'

async function switchConnection(api: Api, active: boolean): Promise<void> {
  const { carrefourConnection } = await api.graphql<{
    carrefourConnection: { configuration: object }
  }>(`{ carrefourConnection { configuration { ${FIELDS} } } }`)
  const { saved } = await api.graphql<{ saved: { __typename: string } }>(
    'mutation ($input: CarrefourConfigurationInput!) { saved: saveCarrefourConfiguration(input: $input) { __typename } }',
    { input: { ...carrefourConnection.configuration, active } }
  )
  if (saved.__typename !== 'CarrefourSaved')
    throw new Error(`The configuration was not saved: ${saved.__typename}`)
}

/** A made-up EAN-13 with its check digit. */
function eanOf(id: number): string {
  const digits = `789${String(id).padStart(9, '0')}`
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1),
    0
  )
  return `${digits}${(10 - (sum % 10)) % 10}`
}

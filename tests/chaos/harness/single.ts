import type { PlatformFault } from '../actions'
import { CARREFOUR, FAULTS, addPlatformFault } from './faults'
import type { Stage } from './perform'

/** Spoils one SKU for good: every call of the store, or of the ledger, that names it fails. */
export async function poison(
  { workspace, api, accounts, note }: Stage,
  side: 0 | 1,
  skuId: number,
  where: 'store' | 'ledger'
): Promise<void> {
  const { account } = accounts[side].world
  note({ kind: 'poisoned', at: workspace.now(), side, skuId, where })
  if (where === 'store')
    await api.send('PUT', `/console/stores/${account}/api/switches`, { unanswered: [skuId] })
  else await addPlatformFault(api, ledgerPoison(account, skuId))
}

/** The store seems sold out, or answers as it should again. */
export async function emptyStore(
  { workspace, api, accounts, note }: Stage,
  side: 0 | 1,
  empty: boolean
): Promise<void> {
  const { account } = accounts[side].world
  await api.send('PUT', `/console/stores/${account}/api/switches`, { emptySimulations: empty })
  note({ kind: 'soldOut', at: workspace.now(), side, empty })
}

const ledgerPoison = (account: string, skuId: number | ''): PlatformFault => ({
  part: 'masterdata',
  kind: 'status',
  match: `documents/${skuId}?an=${account}`,
  times: 100_000,
  status: 500,
})

/** Ends the trouble of single SKUs of one account. */
export async function cure({ workspace, api, accounts, note }: Stage, side: 0 | 1): Promise<void> {
  const { account } = accounts[side].world
  await api.send('PUT', `/console/stores/${account}/api/switches`, {
    unanswered: [],
    emptySimulations: false,
  })
  const faults = await api.get<readonly PlatformFault[]>(FAULTS)
  const { times: most } = ledgerPoison(account, '')
  const isOwn = ({ match, times }: PlatformFault) =>
    times > most / 2 && (match?.endsWith(`?an=${account}`) ?? false)
  await api.send(
    'PUT',
    FAULTS,
    faults.filter(fault => fault.times > 0 && !isOwn(fault))
  )
  note({ kind: 'cured', at: workspace.now(), side })
}

/** An offer with the SKU's number and a zero before it: another seller's code as far as the app may know. */
export async function addForeignOffer(
  { workspace, api, accounts, note }: Stage,
  side: 0 | 1,
  at: number
): Promise<void> {
  const { world } = accounts[side]
  const sku = world.skus[at]
  if (!sku) return
  const code = `0${sku.skuId}`
  const ean = `1${sku.ean.slice(1)}`
  const product = {
    shopId: world.shopId,
    sku: code,
    ean,
    title: `Outra oferta ${code}`,
    quantity: 5,
  }
  await api.send('POST', `${CARREFOUR}/products`, { products: [product] })
  note({ kind: 'foreign', at: workspace.now(), side, code })
}

/** Has the offers compared; `cut` makes every page lack one of them. */
export async function compare({ api, accounts }: Stage, side: 0 | 1, cut: boolean): Promise<void> {
  const order = { operation: 'OF21', kind: 'offers-cut' }
  const fault = cut
    ? await api.send<{ faultId: number }>('POST', `${CARREFOUR}/faults`, order)
    : null
  try {
    await accounts[side].compare(cut)
  } finally {
    if (fault)
      await api.send('DELETE', `${CARREFOUR}/faults/${fault.faultId}`).catch(() => undefined)
  }
}

import { html, type Html } from '../../console/html'
import { pager, section } from '../../console/parts'
import type { Shop } from '../shop'

import { CONSOLE } from './paths'
import { skuRow } from './skuRow'

const PAGE_SIZE = 20

/** The trade policy whose stock goes to Carrefour in the demo store. */
const POLICY = 2

/** The searchable list of SKUs. */
export function skusSection(shop: Shop, search: string, page: number): Html {
  const { skus, total } = shop.skus.find({
    search,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const policy = shop.places.policies().find(one => one.policyId === POLICY)
  const available = shop.stock.available(skus, POLICY)
  const rows = skus.map(sku =>
    skuRow({
      sku,
      stock: shop.stock.ofSku(sku.skuId),
      available: available.get(sku.skuId) ?? 0,
      warehouses: shop.places.warehouses(),
      policy,
    })
  )
  const form = html`<form class="search" action="${CONSOLE}" role="search">
    <label for="sku-search" class="hidden">SKU, EAN, RefId or name</label>
    <input
      id="sku-search"
      type="search"
      name="search"
      value="${search}"
      placeholder="SKU, EAN, RefId or name"
    />
    <button>Search</button>
  </form>`
  return section(
    'skus',
    'SKUs',
    html`<p class="note">
        ${total} SKUs. A change is told to affiliates and to the broadcaster at once.
      </p>
      ${
        rows.length === 0
          ? html`<p class="empty">No SKU matches.</p>`
          : html`<ul class="skus">
              ${rows}
            </ul>`
      }
      ${pager(CONSOLE, { search }, page, Math.max(1, Math.ceil(total / PAGE_SIZE)))}`,
    { live: true, aside: form }
  )
}

import { html, type Html } from '../../console/html'
import { pager, section } from '../../console/parts'
import type { Say } from '../../console/words'
import type { Shop } from '../shop'

import { CONSOLE } from './paths'
import { skuRow } from './skuRow'

const PAGE_SIZE = 20

/** The trade policy whose stock goes to Carrefour in the demo store. */
const POLICY = 2

interface Asked {
  say: Say
  search: string
  page: number
}

/** The searchable list of SKUs. */
export function skusSection(shop: Shop, { say, search, page }: Asked): Html {
  const { skus, total } = shop.skus.find({
    search,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const policy = shop.places.policies().find(one => one.policyId === POLICY)
  const available = shop.stock.available(skus, POLICY)
  const rows = skus.map(sku =>
    skuRow({
      say,
      sku,
      stock: shop.stock.ofSku(sku.skuId),
      available: available.get(sku.skuId) ?? 0,
      warehouses: shop.places.warehouses(),
      policy,
    })
  )
  const form = html`<form class="search" action="${CONSOLE}" role="search">
    <label for="sku-search" class="hidden">${say('SKU, EAN, RefId or name')}</label>
    <input
      id="sku-search"
      type="search"
      name="search"
      value="${search}"
      placeholder="${say('SKU, EAN, RefId or name')}"
    />
    <button>${say('Search')}</button>
  </form>`
  return section(
    'skus',
    say('SKUs'),
    html`<p class="note">
        ${
          total === 1
            ? say('1 SKU. Affiliates and the broadcaster are notified of each change right away.')
            : say(
                '{0} SKUs. Affiliates and the broadcaster are notified of each change right away.',
                total
              )
        }
      </p>
      ${
        rows.length === 0
          ? html`<p class="empty">${say('No SKU matches.')}</p>`
          : html`<ul class="skus">
              ${rows}
            </ul>`
      }
      ${pager(say, CONSOLE, { search }, page, Math.max(1, Math.ceil(total / PAGE_SIZE)))}`,
    { live: true, aside: form }
  )
}

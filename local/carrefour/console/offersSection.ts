import { html, type Html } from '../../console/html'
import { moment, pager, section, table, tag } from '../../console/parts'
import type { Offer } from '../offers'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

const PAGE_SIZE = 20

/** What Carrefour holds per SKU, searchable. */
export function offersSection(sandbox: Sandbox, search: string, page: number): Html {
  const now = sandbox.clock.now()
  const { offers, total } = sandbox.offers.find({
    search,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const headings = ['SKU', 'Product', 'EAN', 'Quantity', 'Offer', 'Product state', 'Updated']
  const list = table(
    'Offers',
    headings,
    offers.map(offer => row(offer, now)),
    'No offer matches.'
  )
  const form = html`<form class="search" action="${CONSOLE}" role="search">
    <label for="offer-search" class="hidden">SKU, EAN or name</label>
    <input
      id="offer-search"
      type="search"
      name="search"
      value="${search}"
      placeholder="SKU, EAN or name"
    />
    <button>Search</button>
  </form>`
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  return section(
    'offers',
    'What Carrefour holds',
    html`<p class="note">${total} offers</p>
      ${list}${pager(CONSOLE, { search }, page, pages)}`,
    { live: true, aside: form }
  )
}

function row(offer: Offer, now: number): Html {
  return html`<tr>
    <td><code>${offer.sku}</code></td>
    <td class="name">${offer.title}</td>
    <td><code>${offer.ean}</code></td>
    <td class="number">${offer.listed ? offer.quantity : '–'}</td>
    <td>${offerTag(offer)}</td>
    <td>${tag(offer.productState, offer.productState === 'catalogued' ? 'good' : 'warn')}</td>
    <td>${moment(offer.updatedAt, now)}</td>
  </tr>`
}

function offerTag(offer: Offer): Html {
  if (!offer.listed) return tag('no offer')
  if (offer.blocked !== null) return tag('blocked', 'bad')
  return offer.quantity > 0 ? tag('active', 'good') : tag('inactive')
}

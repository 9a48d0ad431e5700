import { html, type Html } from '../../console/html'
import { moment, pager, section, table, tag } from '../../console/parts'
import type { Say } from '../../console/words'
import type { Offer } from '../offers'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

const PAGE_SIZE = 20

interface Asked {
  say: Say
  search: string
  page: number
}

/** What Carrefour holds per SKU, searchable. */
export function offersSection(sandbox: Sandbox, { say, search, page }: Asked): Html {
  const now = sandbox.clock.now()
  const { offers, total } = sandbox.offers.find({
    search,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const headings = [
    'SKU',
    say('Product'),
    'EAN',
    say('Quantity'),
    say('Offer'),
    say('Product state'),
    say('Updated'),
  ]
  const list = table(
    say,
    say('Offers'),
    headings,
    offers.map(offer => row(say, offer, now)),
    say('No offer matches.')
  )
  const form = html`<form class="search" action="${CONSOLE}" role="search">
    <label for="offer-search" class="hidden">${say('SKU, EAN or name')}</label>
    <input
      id="offer-search"
      type="search"
      name="search"
      value="${search}"
      placeholder="${say('SKU, EAN or name')}"
    />
    <button>${say('Search')}</button>
  </form>`
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  return section(
    'offers',
    say('What Carrefour holds'),
    html`<p class="note">${say('{0} offers', total)}</p>
      ${list}${pager(say, CONSOLE, { search }, page, pages)}`,
    { live: true, aside: form }
  )
}

function row(say: Say, offer: Offer, now: number): Html {
  return html`<tr>
    <td><code>${offer.sku}</code></td>
    <td class="name">${offer.title}</td>
    <td><code>${offer.ean}</code></td>
    <td class="number">${offer.listed ? offer.quantity : '–'}</td>
    <td>${offerTag(say, offer)}</td>
    <td>${tag(say(offer.productState), offer.productState === 'catalogued' ? 'good' : 'warn')}</td>
    <td>${moment(say, offer.updatedAt, now)}</td>
  </tr>`
}

function offerTag(say: Say, offer: Offer): Html {
  if (!offer.listed) return tag(say('no offer'))
  if (offer.blocked !== null) return tag(say('blocked'), 'bad')
  return offer.quantity > 0 ? tag(say('active (offer)'), 'good') : tag(say('inactive (offer)'))
}

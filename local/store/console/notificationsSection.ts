import { html, type Html } from '../../console/html'
import { moment, section, table, tag } from '../../console/parts'
import type { LoggedNotification } from '../notificationLog'
import type { Shop } from '../shop'

const SHOWN = 50

/** Whom the store told of what, and how that went. */
export function notificationsSection(shop: Shop): Html {
  const now = shop.clock.now()
  const rows = shop.notifications.latest(SHOWN).map(
    one =>
      html`<tr>
        <td>${moment(one.at, now)}</td>
        <td><code>${one.skuId}</code></td>
        <td>${one.change}</td>
        <td>${one.target}</td>
        <td>${outcomeTag(one)} ${one.detail}</td>
      </tr>`
  )
  const headings = ['When', 'SKU', 'What', 'To', 'Result']
  return section(
    'notifications',
    'Notifications',
    html`<div class="tall">
      ${table('Notifications', headings, rows, 'Nothing was told yet.')}
    </div>`,
    { live: true }
  )
}

function outcomeTag(one: LoggedNotification): Html {
  if (one.ok === null) return tag('under way')
  return one.ok ? tag('delivered', 'good') : tag('failed', 'bad')
}

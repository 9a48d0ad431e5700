import { html, type Html } from '../../console/html'
import { moment, section, table, tag } from '../../console/parts'
import type { Say } from '../../console/words'
import type { LoggedNotification } from '../notificationLog'
import type { Shop } from '../shop'

const SHOWN = 50

/** Whom the store told of what, and how that went. */
export function notificationsSection(shop: Shop, say: Say): Html {
  const now = shop.clock.now()
  const rows = shop.notifications.latest(SHOWN).map(
    one =>
      html`<tr>
        <td>${moment(say, one.at, now)}</td>
        <td><code>${one.skuId}</code></td>
        <td>${one.change}</td>
        <td>${one.target}</td>
        <td>${outcomeTag(say, one)} ${one.detail}</td>
      </tr>`
  )
  const headings = [say('When'), 'SKU', say('What'), say('To'), say('Result')]
  return section(
    'notifications',
    say('Notifications'),
    html`<div class="tall">
      ${table(say, say('Notifications'), headings, rows, say('No notifications yet.'))}
    </div>`,
    { live: true }
  )
}

function outcomeTag(say: Say, one: LoggedNotification): Html {
  if (one.ok === null) return tag(say('under way'))
  return one.ok ? tag(say('delivered'), 'good') : tag(say('failed'), 'bad')
}

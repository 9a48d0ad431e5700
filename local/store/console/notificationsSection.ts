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
        <td>${say(one.change)}</td>
        <td>${one.target}</td>
        <td>${outcomeTag(say, one)} ${detailOf(say, one)}</td>
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

/** A word of the store's own in the reader's language; a status code or an error as it is. */
function detailOf(say: Say, { detail }: LoggedNotification): string {
  return detail === 'handed over' || detail === 'lost on purpose' ? say(detail) : detail
}

function outcomeTag(say: Say, one: LoggedNotification): Html {
  if (one.ok === null) return tag(say('under way'))
  return one.ok ? tag(say('delivered'), 'good') : tag(say('failed'), 'bad')
}

import { html, type Html } from '../../console/html'
import { actionForm, section } from '../../console/parts'
import type { Say } from '../../console/words'
import type { Shop } from '../shop'

import { CONSOLE } from './paths'

/** The rules by which the store notifies. */
export function switchesSection(shop: Shop, say: Say): Html {
  const switches = shop.switches.read()
  const check = (name: string, on: boolean, label: string) =>
    html`<label class="check"
      ><input type="checkbox" name="${name}" ${on && html` checked`} /> ${label}</label
    >`
  const percent = (name: string, value: number, label: string) =>
    html`<label
      >${label}<input type="number" name="${name}" min="0" max="100" value="${value}"
    /></label>`
  const form = actionForm(
    { method: 'PUT', path: `${CONSOLE}/api/switches`, done: say('Rules saved.') },
    html`${check('minimumAvailability', switches.minimumAvailability, say('Affiliates are notified of stock only at 5 units or fewer'))}
      ${check('broadcaster', switches.broadcaster, say('vtex.broadcaster is installed'))}
      ${check('emptySimulations', switches.emptySimulations, say('Simulations answer with nothing: the store seems sold out'))}
      ${percent('lossPercent', switches.lossPercent, say('Lost notifications, %'))}
      ${percent('duplicatePercent', switches.duplicatePercent, say('Repeated notifications, %'))}
      <button>${say('Save rules')}</button>`,
    'fields'
  )
  const affiliates = shop.affiliates
    .all()
    .map(
      one =>
        html`<li>
          ${one.id} – ${one.name},
          ${say('trade policy {0}', one.salesChannel)}${one.searchURIEndpoint === null && `, ${say('no address')}`}
        </li>`
    )
  return section(
    'switches',
    say('Who is notified of what'),
    html`${form}
      <h3>${say('Affiliates')}</h3>
      ${
        affiliates.length === 0
          ? html`<p class="empty">${say('No affiliate is registered.')}</p>`
          : html`<ul>
              ${affiliates}
            </ul>`
      }`,
    { live: true }
  )
}

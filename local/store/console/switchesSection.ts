import { html, type Html } from '../../console/html'
import { actionForm, section } from '../../console/parts'
import type { Shop } from '../shop'

import { CONSOLE } from './paths'

/** The rules by which the store notifies. */
export function switchesSection(shop: Shop): Html {
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
    { method: 'PUT', path: `${CONSOLE}/api/switches`, done: 'Switches saved.' },
    html`${check('minimumAvailability', switches.minimumAvailability, 'Affiliates hear of stock only at 5 units or fewer')}
      ${check('broadcaster', switches.broadcaster, 'vtex.broadcaster is installed')}
      ${percent('lossPercent', switches.lossPercent, 'Lost notifications, %')}
      ${percent('duplicatePercent', switches.duplicatePercent, 'Repeated notifications, %')}
      <button>Save switches</button>`,
    'fields'
  )
  const affiliates = shop.affiliates
    .all()
    .map(
      one =>
        html`<li>
          ${one.id} – ${one.name}, trade policy
          ${one.salesChannel}${one.searchURIEndpoint === null && ', no address'}
        </li>`
    )
  return section(
    'switches',
    'Who hears what',
    html`${form}
      <h3>Affiliates</h3>
      ${
        affiliates.length === 0
          ? html`<p class="empty">No affiliate is registered.</p>`
          : html`<ul>
              ${affiliates}
            </ul>`
      }`,
    { live: true }
  )
}

import { html, type Html } from '../../console/html'
import { actionButton, actionForm, moment, section, table, tag } from '../../console/parts'
import type { ApiKey } from '../keys'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

/** Shops and keys: revoke, restore, rotate, make a new one. */
export function keysSection(sandbox: Sandbox): Html {
  const now = sandbox.clock.now()
  const shops = new Map(sandbox.shops.all().map(shop => [shop.shopId, shop.name]))
  const rows = sandbox.keys.all().map(
    key =>
      html`<tr>
        <td>${key.name}</td>
        <td><code>…${key.last4}</code></td>
        <td>${key.shops.map(id => `${shops.get(id) ?? 'unknown'} (${id})`).join(', ')}</td>
        <td>${rightsTag(key)}</td>
        <td>${stateTag(key, now)}</td>
        <td>${moment(key.createdAt, now)}</td>
        <td><div class="actions">${keyActions(key, now)}</div></td>
      </tr>`
  )
  const headings = ['Key', 'Ends in', 'Shop', 'Rights', 'State', 'Made', 'Action']
  return section(
    'keys',
    'Shops and keys',
    html`${table('API keys', headings, rows, 'No keys yet.')}
      <h3>Make a key</h3>
      ${newKeyForm([...shops.keys()])}`,
    { live: true }
  )
}

function rightsTag(key: ApiKey): Html {
  const stock = key.roles.some(
    role => role === 'ROLE_SHOP_ADMIN' || role === 'ROLE_PARTNER_OFFER_STOCK_WRITE'
  )
  return stock ? tag('may send stock', 'good') : tag('may not send stock', 'warn')
}

function works(key: ApiKey, now: number): boolean {
  return key.state === 'active' && (key.expiresAt === null || key.expiresAt > now)
}

function stateTag(key: ApiKey, now: number): Html {
  if (works(key, now)) return tag('active', 'good')
  return key.state === 'revoked' ? tag('revoked', 'bad') : tag('expired', 'bad')
}

function keyActions(key: ApiKey, now: number): Html[] {
  const path = `${CONSOLE}/api/keys/${key.keyId}`
  const toggle = works(key, now)
    ? actionButton(
        { method: 'POST', path: `${path}/revoke`, done: 'Key revoked: it now gets 401.' },
        'Revoke',
        { name: key.name }
      )
    : actionButton({ method: 'POST', path: `${path}/restore`, done: 'Key restored.' }, 'Restore', {
        name: key.name,
        primary: true,
      })
  const rotate = actionButton(
    { method: 'POST', path: `${path}/rotate`, done: 'New key made; the old one now gets 401.' },
    'Rotate',
    { name: key.name }
  )
  return [toggle, rotate]
}

function newKeyForm(shopIds: number[]): Html {
  return actionForm(
    { method: 'POST', path: `${CONSOLE}/api/keys`, done: 'Key made.' },
    html`<label>Name<input name="name" required maxlength="60" value="Another key" /></label>
      <label
        >Shop<select name="shopId" data-type="number">
          ${shopIds.map(id => html`<option>${id}</option>`)}
        </select></label
      >
      <label class="check"
        ><input type="checkbox" name="stockRight" checked /> May send stock</label
      >
      <button>Make key</button>`,
    'fields'
  )
}

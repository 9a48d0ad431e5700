import { html, type Html } from '../../console/html'
import { actionButton, actionForm, moment, section, table, tag } from '../../console/parts'
import type { Say } from '../../console/words'
import type { ApiKey } from '../keys'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

/** Shops and keys: revoke, restore, rotate, make a new one. */
export function keysSection(sandbox: Sandbox, say: Say): Html {
  const now = sandbox.clock.now()
  const shops = new Map(sandbox.shops.all().map(shop => [shop.shopId, shop.name]))
  const rows = sandbox.keys.all().map(
    key =>
      html`<tr>
        <td>${key.name}</td>
        <td><code>…${key.last4}</code></td>
        <td>${key.shops.map(id => `${shops.get(id) ?? say('unknown')} (${id})`).join(', ')}</td>
        <td>${rightsTag(say, key)}</td>
        <td>${stateTag(say, key, now)}</td>
        <td>${moment(say, key.createdAt, now)}</td>
        <td>
          <div class="actions">${keyActions(say, key, now)} ${otherShops(say, key, shops)}</div>
        </td>
      </tr>`
  )
  const headings = [
    say('Key'),
    say('Ends in'),
    say('Shop'),
    say('Rights'),
    say('State'),
    say('Created'),
    say('Action'),
  ]
  return section(
    'keys',
    say('Shops and keys'),
    html`${table(say, say('API keys'), headings, rows, say('No keys yet.'))}
      <h3>${say('Create a key')}</h3>
      ${newKeyForm(say, [...shops.keys()])}`,
    { live: true }
  )
}

function rightsTag(say: Say, key: ApiKey): Html {
  const stock = key.roles.some(
    role => role === 'ROLE_SHOP_ADMIN' || role === 'ROLE_PARTNER_OFFER_STOCK_WRITE'
  )
  return stock ? tag(say('may send stock'), 'good') : tag(say('may not send stock'), 'warn')
}

function works(key: ApiKey, now: number): boolean {
  return key.state === 'active' && (key.expiresAt === null || key.expiresAt > now)
}

function stateTag(say: Say, key: ApiKey, now: number): Html {
  if (works(key, now)) return tag(say('active (key)'), 'good')
  return key.state === 'revoked' ? tag(say('revoked'), 'bad') : tag(say('expired'), 'bad')
}

function keyActions(say: Say, key: ApiKey, now: number): Html[] {
  const path = `${CONSOLE}/api/keys/${key.keyId}`
  const toggle = works(key, now)
    ? actionButton(
        { method: 'POST', path: `${path}/revoke`, done: say('Key revoked: it now gets 401.') },
        say('Revoke'),
        { name: key.name }
      )
    : actionButton(
        { method: 'POST', path: `${path}/restore`, done: say('Key restored.') },
        say('Restore'),
        {
          name: key.name,
          primary: true,
        }
      )
  const rotate = actionButton(
    {
      method: 'POST',
      path: `${path}/rotate`,
      done: say('New key created; the old one now gets 401.'),
    },
    say('Rotate'),
    { name: key.name }
  )
  return [toggle, rotate]
}

/** Carrefour can give a user another default shop: the key then opens that one. */
const otherShops = (say: Say, key: ApiKey, shops: ReadonlyMap<number, string>): Html[] =>
  [...shops]
    .filter(([shopId]) => key.shops[0] !== shopId)
    .map(([shopId, name]) =>
      actionButton(
        {
          method: 'PUT',
          path: `${CONSOLE}/api/keys/${key.keyId}/shops`,
          done: say('The key opens another shop now.'),
        },
        `${say('Open shop')} ${shopId}`,
        { values: { shopId }, name: `${key.name}, ${name}` }
      )
    )

function newKeyForm(say: Say, shopIds: number[]): Html {
  return actionForm(
    { method: 'POST', path: `${CONSOLE}/api/keys`, done: say('Key created.') },
    html`<label
        >${say('Name')}<input name="name" required maxlength="60" value="${say('Another key')}"
      /></label>
      <label
        >${say('Shop')}<select name="shopId" data-type="number">
          ${shopIds.map(id => html`<option>${id}</option>`)}
        </select></label
      >
      <label class="check"
        ><input type="checkbox" name="stockRight" checked /> ${say('May send stock')}</label
      >
      <button>${say('Create key')}</button>`,
    'fields'
  )
}

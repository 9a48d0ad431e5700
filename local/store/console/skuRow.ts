import { html, type Html } from '../../console/html'
import { actionButton, actionForm, tag } from '../../console/parts'
import type { Say } from '../../console/words'
import { UNLIMITED, type Policy, type SkuDetails, type StockRow, type Warehouse } from '../model'

import { CONSOLE } from './paths'

/** What an entry of the list shows. */
export interface SkuRowData {
  say: Say
  sku: SkuDetails
  stock: StockRow[]
  /** Sellable units in the policy that the connection uses. */
  available: number
  warehouses: Warehouse[]
  policy: Policy | undefined
}

/** One SKU: description, stock, and buttons that change it. */
export function skuRow({ say, sku, stock, available, warehouses, policy }: SkuRowData): Html {
  const units = available >= UNLIMITED ? say('unlimited') : available
  return html`<li class="sku" id="sku-${sku.skuId}">
    <div>
      <strong>${sku.name}</strong>
      <div class="codes">
        SKU <code>${sku.skuId}</code> · EAN <code>${sku.ean}</code> · ${sku.refId}
        ${sku.kitItems.length > 0 && tag(say('kit'))}
      </div>
    </div>
    <div class="stocks">${stockForms(say, sku, stock, warehouses)}</div>
    <div class="state">
      ${policy && html`<span>${say('Sellable in {0}:', policy.name)} <b class="sellable">${units}</b></span>`}
      ${activeToggle(say, sku)} ${policy && policyToggle(say, sku, policy)}
    </div>
  </li>`
}

function stockForms(say: Say, sku: SkuDetails, stock: StockRow[], warehouses: Warehouse[]): Html {
  if (sku.kitItems.length > 0) {
    const parts = sku.kitItems.map(item => `${item.quantity} × SKU ${item.skuId}`)
    return html`<span>${say('Made of {0}', parts.join(', '))}</span>`
  }
  return html`${warehouses.map(({ warehouseId, name }) => {
    const row = stock.find(one => one.warehouseId === warehouseId)
    return row && stockForm(say, sku, row, name)
  })}`
}

function stockForm(say: Say, sku: SkuDetails, row: StockRow, warehouse: string): Html {
  const of = html`<span class="hidden">${say(' of {0} in {1}', sku.name, warehouse)}</span>`
  const action = {
    method: 'PUT' as const,
    path: `${CONSOLE}/api/skus/${sku.skuId}/stock`,
    done: say('Stock of SKU {0} saved.', sku.skuId),
  }
  const number = (label: string, name: string, value: number) =>
    html`<label>
      <span>${label}${of}</span>
      <input type="number" name="${name}" min="0" max="1000000" required value="${value}" />
    </label>`
  return actionForm(
    action,
    html`<span class="where">${warehouse}</span>
      <input type="hidden" name="warehouseId" value="${row.warehouseId}" />
      ${number(say('Stock'), 'total', row.total)}
      ${number(say('Reserved'), 'reserved', row.reserved)}
      <label>
        <input type="checkbox" name="unlimited" ${row.unlimited && html`checked`} />
        <span>${say('unlimited')}${of}</span>
      </label>
      <button>${say('Save')}${of}</button>`
  )
}

function activeToggle(say: Say, sku: SkuDetails): Html {
  const path = `${CONSOLE}/api/skus/${sku.skuId}/active`
  const button = actionButton(
    {
      method: 'PUT',
      path,
      done: say(sku.active ? 'SKU {0} deactivated.' : 'SKU {0} activated.', sku.skuId),
    },
    say(sku.active ? 'Deactivate' : 'Activate'),
    { values: { active: !sku.active }, name: sku.name }
  )
  return html`<span class="toggle">
    ${sku.active ? tag(say('active'), 'good') : tag(say('inactive'), 'warn')} ${button}
  </span>`
}

function policyToggle(say: Say, sku: SkuDetails, policy: Policy): Html {
  const assigned = sku.policies.includes(policy.policyId)
  const path = `${CONSOLE}/api/skus/${sku.skuId}/policies/${policy.policyId}`
  const button = actionButton(
    { method: 'PUT', path, done: say('SKU {0}: trade policy changed.', sku.skuId) },
    say(assigned ? 'Take out of {0}' : 'Put into {0}', policy.name),
    { values: { assigned: !assigned }, name: sku.name }
  )
  return html`<span class="toggle">
    ${assigned ? tag(say('in {0} (policy)', policy.name), 'good') : tag(say('not in {0}', policy.name), 'warn')}
    ${button}
  </span>`
}

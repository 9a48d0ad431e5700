import { html, type Html } from '../../console/html'
import { actionButton, actionForm, tag } from '../../console/parts'
import { UNLIMITED, type Policy, type SkuDetails, type StockRow, type Warehouse } from '../model'

import { CONSOLE } from './paths'

/** What a row of the list shows. */
export interface SkuRowData {
  sku: SkuDetails
  stock: StockRow[]
  /** Sellable units in the policy that the connection uses. */
  available: number
  warehouses: Warehouse[]
  policy: Policy | undefined
}

/** One SKU: what it is, what it has, and the buttons that change it. */
export function skuRow({ sku, stock, available, warehouses, policy }: SkuRowData): Html {
  return html`<tr id="sku-${sku.skuId}">
    <td><code>${sku.skuId}</code></td>
    <td class="name">${sku.name} ${sku.kitItems.length > 0 && tag('kit')}</td>
    <td><code>${sku.ean}</code></td>
    <td>${stockForms(sku, stock, warehouses)}</td>
    <td class="number">${available >= UNLIMITED ? 'unlimited' : available}</td>
    <td>${activeToggle(sku)}</td>
    <td>${policy && policyToggle(sku, policy)}</td>
  </tr>`
}

function stockForms(sku: SkuDetails, stock: StockRow[], warehouses: Warehouse[]): Html {
  if (sku.kitItems.length > 0) {
    const parts = sku.kitItems.map(item => `${item.quantity} × SKU ${item.skuId}`)
    return html`made of ${parts.join(', ')}`
  }
  const names = new Map(warehouses.map(one => [one.warehouseId, one.name]))
  return html`${stock.map(row => stockForm(sku, row, names.get(row.warehouseId) ?? row.warehouseId))}`
}

function stockForm(sku: SkuDetails, row: StockRow, warehouse: string): Html {
  const of = html`<span class="hidden"> of ${sku.name} in ${warehouse}</span>`
  const action = {
    method: 'PUT' as const,
    path: `${CONSOLE}/api/skus/${sku.skuId}/stock`,
    done: `Stock of SKU ${sku.skuId} saved.`,
  }
  return actionForm(
    action,
    html`<span class="where">${warehouse}</span>
      <input type="hidden" name="warehouseId" value="${row.warehouseId}" />
      <label
        >Stock${of}
        <input type="number" name="total" min="0" max="1000000" required value="${row.total}"
      /></label>
      <label
        >Reserved${of}
        <input type="number" name="reserved" min="0" max="1000000" required value="${row.reserved}"
      /></label>
      <label class="check"
        ><input type="checkbox" name="unlimited" ${row.unlimited && html` checked`} />
        unlimited${of}</label
      >
      <button>Save<span class="hidden"> stock of ${sku.name} in ${warehouse}</span></button>`
  )
}

function activeToggle(sku: SkuDetails): Html {
  const path = `${CONSOLE}/api/skus/${sku.skuId}/active`
  const button = actionButton(
    { method: 'PUT', path, done: sku.active ? 'SKU deactivated.' : 'SKU activated.' },
    sku.active ? 'Deactivate' : 'Activate',
    { values: { active: !sku.active }, name: sku.name }
  )
  return html`<div class="state">
    ${sku.active ? tag('active', 'good') : tag('inactive', 'warn')} ${button}
  </div>`
}

function policyToggle(sku: SkuDetails, policy: Policy): Html {
  const assigned = sku.policies.includes(policy.policyId)
  const path = `${CONSOLE}/api/skus/${sku.skuId}/policies/${policy.policyId}`
  const button = actionButton(
    { method: 'PUT', path, done: `Trade policy changed of SKU ${sku.skuId}.` },
    assigned ? 'Take out' : 'Put in',
    { values: { assigned: !assigned }, name: `${sku.name}, trade policy ${policy.name}` }
  )
  return html`<div class="state">
    ${assigned ? tag('sold', 'good') : tag('not sold')} ${button}
  </div>`
}

import { html, type Html } from '../../console/html'
import { actionButton, actionForm, tag } from '../../console/parts'
import { UNLIMITED, type Policy, type SkuDetails, type StockRow, type Warehouse } from '../model'

import { CONSOLE } from './paths'

/** What an entry of the list shows. */
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
  const units = available >= UNLIMITED ? 'unlimited' : available
  return html`<li class="sku" id="sku-${sku.skuId}">
    <div>
      <strong>${sku.name}</strong>
      <div class="codes">
        SKU <code>${sku.skuId}</code> · EAN <code>${sku.ean}</code> · ${sku.refId}
        ${sku.kitItems.length > 0 && tag('kit')}
      </div>
    </div>
    <div class="stocks">${stockForms(sku, stock, warehouses)}</div>
    <div class="state">
      ${policy && html`<span>Sellable in ${policy.name}: <b class="sellable">${units}</b></span>`}
      ${activeToggle(sku)} ${policy && policyToggle(sku, policy)}
    </div>
  </li>`
}

function stockForms(sku: SkuDetails, stock: StockRow[], warehouses: Warehouse[]): Html {
  if (sku.kitItems.length > 0) {
    const parts = sku.kitItems.map(item => `${item.quantity} × SKU ${item.skuId}`)
    return html`<span>Made of ${parts.join(', ')}</span>`
  }
  return html`${warehouses.map(({ warehouseId, name }) => {
    const row = stock.find(one => one.warehouseId === warehouseId)
    return row && stockForm(sku, row, name)
  })}`
}

function stockForm(sku: SkuDetails, row: StockRow, warehouse: string): Html {
  const of = html`<span class="hidden"> of ${sku.name} in ${warehouse}</span>`
  const action = {
    method: 'PUT' as const,
    path: `${CONSOLE}/api/skus/${sku.skuId}/stock`,
    done: `Stock of SKU ${sku.skuId} saved.`,
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
      ${number('Stock', 'total', row.total)} ${number('Reserved', 'reserved', row.reserved)}
      <label>
        <input type="checkbox" name="unlimited" ${row.unlimited && html`checked`} />
        <span>unlimited${of}</span>
      </label>
      <button>Save${of}</button>`
  )
}

function activeToggle(sku: SkuDetails): Html {
  const path = `${CONSOLE}/api/skus/${sku.skuId}/active`
  const button = actionButton(
    { method: 'PUT', path, done: `SKU ${sku.skuId} ${sku.active ? 'deactivated' : 'activated'}.` },
    sku.active ? 'Deactivate' : 'Activate',
    { values: { active: !sku.active }, name: sku.name }
  )
  return html`<span class="toggle">
    ${sku.active ? tag('active', 'good') : tag('inactive', 'warn')} ${button}
  </span>`
}

function policyToggle(sku: SkuDetails, policy: Policy): Html {
  const assigned = sku.policies.includes(policy.policyId)
  const path = `${CONSOLE}/api/skus/${sku.skuId}/policies/${policy.policyId}`
  const button = actionButton(
    { method: 'PUT', path, done: `SKU ${sku.skuId}: trade policy changed.` },
    assigned ? `Take out of ${policy.name}` : `Put into ${policy.name}`,
    { values: { assigned: !assigned }, name: sku.name }
  )
  return html`<span class="toggle">
    ${assigned ? tag(`in ${policy.name}`, 'good') : tag(`not in ${policy.name}`, 'warn')} ${button}
  </span>`
}

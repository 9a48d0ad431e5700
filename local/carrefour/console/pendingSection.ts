import { html, type Html } from '../../console/html'
import { actionButton, moment, section, table } from '../../console/parts'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

const SHOWN = 100

/** Products that Carrefour has received but not catalogued. */
export function pendingSection(sandbox: Sandbox): Html {
  const now = sandbox.clock.now()
  const rows = sandbox.catalogue.inState('pending', SHOWN).map(
    product =>
      html`<tr>
        <td><code>${product.skus}</code></td>
        <td class="name">${product.title}</td>
        <td><code>${product.ean}</code></td>
        <td>
          ${product.catalogueAt === null ? 'when you say so' : moment(product.catalogueAt, now)}
        </td>
        <td>
          ${actionButton(
            {
              method: 'PUT',
              path: `${CONSOLE}/api/products/${product.ean}`,
              done: `Catalogued: ${product.title}.`,
            },
            'Catalogue',
            { values: { state: 'catalogued' }, name: product.title, primary: true }
          )}
        </td>
      </tr>`
  )
  const note = html`<p class="note">
    Carrefour takes stock only for catalogued products, and does not tell when it has catalogued
    one. At that moment the offer appears with quantity 0.
  </p>`
  const headings = ['SKU', 'Product', 'EAN', 'Catalogued', 'Action']
  const list = table('Products waiting', headings, rows, 'Every product is catalogued.')
  return section('pending', 'Waiting to be catalogued', html`${note}${list}`, { live: true })
}

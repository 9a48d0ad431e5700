import { html, type Html } from '../../console/html'
import { actionButton, moment, section, table } from '../../console/parts'
import type { Say } from '../../console/words'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

const SHOWN = 100

/** Products that Carrefour has received but not catalogued. */
export function pendingSection(sandbox: Sandbox, say: Say): Html {
  const now = sandbox.clock.now()
  const rows = sandbox.catalogue.inState('pending', SHOWN).map(
    product =>
      html`<tr>
        <td><code>${product.skus}</code></td>
        <td class="name">${product.title}</td>
        <td><code>${product.ean}</code></td>
        <td>
          ${product.catalogueAt === null ? say('when you say so') : moment(say, product.catalogueAt, now)}
        </td>
        <td>
          ${actionButton(
            {
              method: 'PUT',
              path: `${CONSOLE}/api/products/${product.ean}`,
              done: say('Catalogued: {0}.', product.title),
            },
            say('Catalogue'),
            { values: { state: 'catalogued' }, name: product.title, primary: true }
          )}
        </td>
      </tr>`
  )
  const note = html`<p class="note">
    ${say('Carrefour accepts stock only for catalogued products, and does not say when it has catalogued one. At that moment the offer appears with quantity 0.')}
  </p>`
  const headings = ['SKU', say('Product'), 'EAN', say('Catalogued'), say('Action')]
  const list = table(
    say,
    say('Products waiting'),
    headings,
    rows,
    say('Every product is catalogued.')
  )
  return section('pending', say('Waiting to be catalogued'), html`${note}${list}`, { live: true })
}

import { html, type Html } from '../../console/html'
import { moment, section, table, tag } from '../../console/parts'
import type { Say } from '../../console/words'
import { statusAt, type StockImport } from '../imports'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

const SHOWN = 10

/** The newest stock imports, each with a link to its file and report. */
export function importsSection(sandbox: Sandbox, say: Say): Html {
  const now = sandbox.clock.now()
  const rows = sandbox.imports.latest(SHOWN).map(
    item =>
      html`<tr>
        <td>${moment(say, item.createdAt, now)}</td>
        <td>${statusTag(item, now)}</td>
        <td class="number">${linesText(say, item)}</td>
        <td>
          <a href="${CONSOLE}/imports/${item.importId}"
            >${say('File and report')}<span class="hidden"
              >${say(' of import {0}', item.importId)}</span
            ></a
          >
        </td>
      </tr>`
  )
  return section(
    'imports',
    say('Stock imports'),
    table(
      say,
      say('Stock imports'),
      [say('Received'), say('Status'), say('Lines'), say('Details')],
      rows,
      say('Nothing received yet.')
    ),
    { live: true }
  )
}

/** The status that Carrefour would tell, coloured. */
export function statusTag(item: StockImport, now: number): Html {
  const status = statusAt(item, now)
  const failedLines = (item.linesInError ?? 0) > 0
  if (status === 'COMPLETE') return tag(status, failedLines ? 'warn' : 'good')
  return tag(status, status === 'FAILED' ? 'bad' : 'plain')
}

/** How many lines were taken and refused. */
export function linesText(say: Say, item: StockImport): string {
  if (item.linesInSuccess === null) return '–'
  return say('{0} accepted, {1} rejected', item.linesInSuccess, item.linesInError ?? 0)
}

import type { Language } from '../../admin/shell/language'
import { html, type Html } from '../../console/html'
import { renderPage } from '../../console/page'
import { moment, section } from '../../console/parts'
import { type Say, sayIn } from '../../console/words'
import type { Sandbox } from '../sandbox'
import { linesText, statusTag } from './importsSection'
import { CONSOLE } from './paths'

const SHOWN_BYTES = 20_000

/** One import: its state, the file as received, and its error report. Undefined if unknown. */
export function importPage(
  sandbox: Sandbox,
  importId: string,
  language: Language
): string | undefined {
  const item = sandbox.imports.get(importId)
  if (item === undefined) return undefined
  const now = sandbox.clock.now()
  const say = sayIn(language)
  const facts = html`<dl>
    <dt>${say('Import id')}</dt>
    <dd><code>${item.importId}</code></dd>
    <dt>${say('Shop')}</dt>
    <dd>${item.shopId}</dd>
    <dt>${say('Status')}</dt>
    <dd>${statusTag(item, now)} ${item.failure}</dd>
    <dt>${say('Lines')}</dt>
    <dd>${linesText(say, item)}</dd>
    <dt>${say('Received')}</dt>
    <dd>${moment(say, item.createdAt, now)}</dd>
    <dt>${say('File')}</dt>
    <dd>${item.fileName}, ${say('{0} bytes', item.fileBytes)}</dd>
  </dl>`
  const api = `${CONSOLE}/api/imports/${item.importId}`
  return renderPage({
    at: 'carrefour',
    consoles: sandbox.consoles,
    language,
    title: say('Stock import'),
    lead: say('What Carrefour received and how it processed it.'),
    body: html`<p><a href="${CONSOLE}">${say('Back to the sandbox')}</a></p>
      ${section('import', say('State'), facts, { live: true })}
      ${section('report', say('Error report'), content(say, sandbox.imports.report(importId), `${api}/report`, say('No line was rejected.')), { live: true })}
      ${section('file', say('File'), content(say, sandbox.imports.file(importId), `${api}/file`, say('This file is no longer available.')))}`,
  })
}

function content(say: Say, text: string | Buffer | undefined, href: string, none: string): Html {
  if (text === undefined) return html`<p class="empty">${none}</p>`
  const shown = Buffer.from(text).subarray(0, SHOWN_BYTES).toString('utf8')
  const cut = Buffer.byteLength(text) > SHOWN_BYTES
  return html`<p>
      <a href="${href}">${say('Open as CSV')}</a
      >${cut && say(' (only the beginning is shown here)')}
    </p>
    <pre tabindex="0">${shown}</pre>`
}

import type { Language } from '../../admin/shell/language'
import { html, type Html } from '../../console/html'
import { renderPage } from '../../console/page'
import { moment, section } from '../../console/parts'
import type { Sandbox } from '../sandbox'
import { linesText, statusTag } from './importsSection'
import { CONSOLE } from './paths'

const SHOWN_BYTES = 20_000

/** One import: its state, the file as it came, and its error report. Undefined when it is unknown. */
export function importPage(
  sandbox: Sandbox,
  importId: string,
  language: Language
): string | undefined {
  const item = sandbox.imports.get(importId)
  if (item === undefined) return undefined
  const now = sandbox.clock.now()
  const facts = html`<dl>
    <dt>Import id</dt>
    <dd><code>${item.importId}</code></dd>
    <dt>Shop</dt>
    <dd>${item.shopId}</dd>
    <dt>Status</dt>
    <dd>${statusTag(item, now)} ${item.failure}</dd>
    <dt>Lines</dt>
    <dd>${linesText(item)}</dd>
    <dt>Received</dt>
    <dd>${moment(item.createdAt, now)}</dd>
    <dt>File</dt>
    <dd>${item.fileName}, ${item.fileBytes} bytes</dd>
  </dl>`
  const api = `${CONSOLE}/api/imports/${item.importId}`
  return renderPage({
    at: 'carrefour',
    language,
    bodyLanguage: 'en',
    title: 'Stock import',
    lead: 'What Carrefour received and what it made of it.',
    body: html`<p><a href="${CONSOLE}">Back to the sandbox</a></p>
      ${section('import', 'State', facts, { live: true })}
      ${section('report', 'Error report', content(sandbox.imports.report(importId), `${api}/report`, 'No line was refused.'), { live: true })}
      ${section('file', 'File', content(sandbox.imports.file(importId), `${api}/file`, 'This file is no longer kept.'))}`,
  })
}

function content(text: string | Buffer | undefined, href: string, none: string): Html {
  if (text === undefined) return html`<p class="empty">${none}</p>`
  const shown = Buffer.from(text).subarray(0, SHOWN_BYTES).toString('utf8')
  const cut = Buffer.byteLength(text) > SHOWN_BYTES
  return html`<p>
      <a href="${href}">Open as CSV</a>${cut && ' (only the beginning is shown here)'}
    </p>
    <pre tabindex="0">${shown}</pre>`
}

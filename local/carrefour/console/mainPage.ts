import type { Context } from 'koa'
import { languageOf, queryNumber, queryText } from '../../console/api'
import { html } from '../../console/html'
import { renderPage } from '../../console/page'
import { sayIn } from '../../console/words'
import type { Sandbox } from '../sandbox'
import { callsSection } from './callsSection'
import { faultsSection } from './faultsSection'
import { importsSection } from './importsSection'
import { keysSection } from './keysSection'
import { offersSection } from './offersSection'
import { pendingSection } from './pendingSection'
import { scenariosSection } from './scenariosSection'
import { settingsSection } from './settingsSection'

/** The console page of the sandbox. */
export function mainPage(sandbox: Sandbox, ctx: Context): string {
  const search = queryText(ctx, 'search')
  const page = queryNumber(ctx, 'page', { fallback: 1, min: 1, max: 100_000 })
  const language = languageOf(ctx)
  const say = sayIn(language)
  return renderPage({
    at: 'carrefour',
    consoles: sandbox.consoles,
    language,
    title: say('Carrefour sandbox'),
    lead: say(
      'Acts as the Carrefour marketplace: its API keys, its catalogue, the stock it holds and the imports it processes. Only this machine can reach it.'
    ),
    body: html`${scenariosSection(sandbox, language)} ${keysSection(sandbox, say)}
      <div class="columns">${faultsSection(sandbox, say)}${settingsSection(sandbox, say)}</div>
      <div class="columns">${importsSection(sandbox, say)}${callsSection(sandbox, say)}</div>
      ${pendingSection(sandbox, say)} ${offersSection(sandbox, { say, search, page })}`,
  })
}

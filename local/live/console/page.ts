import type { Language } from '../../admin/shell/language'
import { html, type Html } from '../../console/html'
import { type Console, renderPage } from '../../console/page'
import { actionButton, actionForm, moment, section, table, tag } from '../../console/parts'
import { type Say, sayIn } from '../../console/words'
import type { Live } from '..'
import type { Progress } from '../progress'
import type { Withheld } from '../withheld'

import { LIVE_CONSOLE } from './band'
import { filled, type LiveTexts, liveTexts } from './texts'

const API = `${LIVE_CONSOLE}/api`
const CONFIGURATION = '/admin/carrefour-inventory/integrations/configuration'

interface Shown {
  readonly live: Live
  readonly texts: LiveTexts
  readonly say: Say
  readonly language: Language
  readonly now: number
}

/** The page of a workspace that was started without `--live`. */
export const notLivePage = (language: Language, consoles?: readonly Console[]): string =>
  renderPage({
    at: 'live',
    consoles,
    language,
    title: liveTexts(language).title,
    lead: liveTexts(language).notLive,
    body: html``,
  })

export async function livePage(
  live: Live,
  {
    language,
    now,
    consoles,
  }: { language: Language; now: number; consoles?: readonly Console[] | undefined }
): Promise<string> {
  const texts = liveTexts(language)
  const shown: Shown = { live, texts, say: sayIn(language), language, now }
  return renderPage({
    at: 'live',
    consoles,
    language,
    title: texts.title,
    lead: texts.lead,
    body: html`<div class="columns">${hostsSection(shown)} ${writeSection(shown)}</div>
      ${problemsSection(shown)} ${progressSection(shown, await live.progress())}
      ${withheldSection(shown)}`,
  })
}

function hostsSection({ live, texts }: Shown): Html {
  const { account, store, carrefour, callsPerSecond, publicUrl } = live.settings
  const registered = live.registered()
  const kind = (real: boolean): Html => (real ? tag(texts.real, 'warn') : tag(texts.local, 'plain'))
  const address = carrefour?.address.href.replace(/\/$/, '')
  return section(
    'hosts',
    texts.hosts,
    html`<p>
        <strong>${texts.store}</strong> ${kind(store !== null)} ${account}
        ${store && html`· ${store.address.host} · ${filled(texts.pace, callsPerSecond)}`}
      </p>
      <p><strong>${texts.carrefour}</strong> ${kind(carrefour !== null)} ${address}</p>
      ${
        address !== undefined &&
        !live.isNamed() &&
        // A key typed here would be sent to whoever answers there.
        !live.notices.list().some(({ code }) => code === 'VTEX_ANSWERS') &&
        html`<p>
          ${filled(texts.next, address)} <a href="${CONFIGURATION}">${texts.configure}</a>
        </p>`
      }
      ${publicUrl && html`<p>${filled(texts.publicAddress, publicUrl.origin)}</p>`}
      ${registered.length > 0 && html`<p>${filled(texts.registered, registered.join(', '))}</p>`}`
  )
}

function writeSection({ live, texts }: Shown): Html {
  const state = live.gate.state()
  const body = (): Html => {
    switch (state.kind) {
      case 'looking':
        return html`<p>${texts.writeOff}</p>`
      case 'waiting':
        return state.shop === null
          ? html`<p>${texts.writeUnnamed}</p>`
          : html`<p>${filled(texts.writeWaiting, state.shop.name, state.shop.shopId)}</p>
              ${actionForm(
                { method: 'POST', path: `${API}/open`, done: texts.opened },
                html`<label
                    >${texts.shopName}
                    <input name="name" required maxlength="300" autocomplete="off"
                  /></label>
                  <button class="primary">${texts.open}</button>`,
                'stacked'
              )}`
      case 'writing':
        return html`<p>
            <strong>${filled(texts.writeOpen, state.shop.name, state.shop.shopId)}</strong>
          </p>
          ${actionButton(
            { method: 'POST', path: `${API}/close`, done: texts.closed },
            texts.close,
            { primary: true }
          )}`
    }
  }
  return section('write', texts.writeTitle, body(), { live: true })
}

function problemsSection({ live, texts, say, language, now }: Shown): Html {
  const notices = live.notices.list()
  const rows = notices.map(
    ({ sentence, detail, at }) =>
      html`<li>
        <strong>${sentence[language]}</strong><br />
        <small>${moment(say, Date.parse(at), now)} · ${texts.said} ${detail}</small>
      </li>`
  )
  return section(
    'problems',
    texts.problems,
    rows.length === 0
      ? html`<p class="empty">${texts.noProblems}</p>`
      : html`<ul>
          ${rows}
        </ul>`,
    {
      live: true,
      aside: actionButton(
        { method: 'POST', path: `${API}/check`, done: texts.checked },
        texts.check
      ),
    }
  )
}

function progressSection({ texts, live }: Shown, progress: Progress | null): Html {
  if (progress === null)
    return section('progress', texts.progress, html`<p>${texts.noAnswer}</p>`, { live: true })
  const { phase, offers, pending, secondsLeft, last, storeCalls } = progress
  const isAtWork = phase !== null || (pending ?? 0) > 0
  const what =
    phase === 'OFFERS' && offers !== null
      ? filled(texts.comparing, offers.seen, offers.total)
      : phase === 'LOAD'
        ? texts.loading
        : (pending ?? 0) > 0
          ? filled(texts.reading, pending ?? 0)
          : texts.idle
  const left =
    secondsLeft === null
      ? ''
      : secondsLeft < 60
        ? texts.leftSoon
        : filled(texts.left, Math.ceil(secondsLeft / 60))
  return section(
    'progress',
    texts.progress,
    html`<p>${what} ${left} ${isAtWork && texts.resumes}</p>
      ${
        phase === 'OFFERS' &&
        offers !== null &&
        html`<progress value="${offers.seen}" max="${offers.total}">${what}</progress>`
      }
      ${last && html`<p>${filled(texts.last, last.compared, last.drift, last.neverSent)}</p>`}
      <p>${filled(texts.reads, storeCalls, live.waiting())}</p>`,
    { live: true }
  )
}

function withheldSection({ live, texts, say, now }: Shown): Html {
  const { files, skus, others } = live.withheld.totals()
  const rows = live.withheld.list().map(
    call =>
      html`<tr>
        <td>${moment(say, Date.parse(call.at), now)}</td>
        <td>${whatOf(call, texts)}</td>
        <td>
          <code>${call.method} ${call.path}</code> ${call.importId}
          ${call.times > 1 && `· ${filled(texts.times, call.times)}`}
        </td>
      </tr>`
  )
  return section(
    'not-sent',
    texts.notSent,
    html`${rows.length > 0 && html`<p>${filled(texts.notSentLead, files, skus, others)}</p>`}
    ${table(say, texts.notSent, [texts.when, texts.what, texts.where], rows, texts.nothing)}`,
    { live: true }
  )
}

function whatOf({ id, operation, skus, hasFile }: Withheld, texts: LiveTexts): Html {
  if (skus !== null)
    return html`${filled(texts.skus, skus)},
    ${hasFile ? html`<a href="${API}/withheld/${id}/file">${texts.file}</a>` : texts.fileGone}`
  if (operation === 'save affiliate') return html`${texts.saveAffiliate}`
  if (operation === 'remove affiliate') return html`${texts.removeAffiliate}`
  if (operation === 'mail' || operation === 'scheduler') return html`${texts[operation]}`
  return html`${texts.unknown}`
}

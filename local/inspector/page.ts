import type { Language } from '../admin/shell/language'
import { html, type Html } from '../console/html'
import { type Console, renderPage } from '../console/page'
import { actionButton, moment, section, table, tag } from '../console/parts'
import { sayIn } from '../console/words'

import { inspectorTexts } from './texts'
import type { Message, TimelineCall, TimelineFilter } from './callTimeline'

const PATH = '/console/inspector'

interface Common {
  readonly language: Language
  readonly consoles: readonly Console[] | undefined
}

interface TimelinePage extends Common {
  readonly calls: readonly TimelineCall[]
  readonly total: number
  readonly filter: TimelineFilter
  readonly now: number
}

export function timelinePage({
  calls,
  total,
  filter,
  language,
  consoles,
  now,
}: TimelinePage): string {
  const texts = inspectorTexts(language)
  const say = sayIn(language)
  const rows = calls.map(
    call =>
      html`<tr>
        <td>${moment(say, Date.parse(call.at), now)}</td>
        <td>${call.part}</td>
        <td>${call.operation ?? '–'}</td>
        <td>
          <a href="${PATH}/calls/${call.id}"
            >${call.method} ${short(call.host + (call.kind === 'event' ? ' ' : '') + call.path)}</a
          >
        </td>
        <td>
          ${statusTag(call, texts.noAnswer)} ${call.fault === null ? null : tag(call.fault, 'warn')}
        </td>
        <td>${call.ms}</td>
      </tr>`
  )
  const headings = [texts.at, texts.part, texts.operation, texts.call, texts.status, texts.ms]
  return renderPage({
    at: 'inspector',
    consoles,
    language,
    title: texts.title,
    lead: texts.lead,
    body: html`${filterForm(filter, language)}${section(
      'calls',
      texts.calls,
      table(say, texts.calls, headings, rows, texts.none),
      {
        live: true,
        aside: texts.shown(calls.length, total),
      }
    )}`,
  })
}

function filterForm(filter: TimelineFilter, language: Language): Html {
  const texts = inspectorTexts(language)
  const fields = Object.entries(texts.fields).map(
    ([name, label]) =>
      html`<label
        >${label} <input name="${name}" value="${filter[name as keyof TimelineFilter] ?? ''}"
      /></label>`
  )
  return html`<form class="filters" method="get" action="${PATH}" role="search">
    ${fields}<button class="primary">${texts.filter}</button> <a href="${PATH}">${texts.all}</a>
  </form>`
}

interface CallPage extends Common {
  readonly call: TimelineCall
  readonly curl: string
}

export function callPage({ call, curl, language, consoles }: CallPage): string {
  const texts = inspectorTexts(language)
  const again =
    call.kind === 'event' &&
    actionButton(
      { method: 'POST', path: `${PATH}/api/calls/${call.id}/again`, done: texts.sent },
      texts.again,
      { primary: true }
    )
  const command =
    call.kind !== 'event' &&
    section(
      'curl',
      texts.curl,
      html`<pre id="curl-text">${curl}</pre>
        <button type="button" data-copy="curl-text" data-copied="${texts.copied}">
          ${texts.copy}
        </button>`
    )
  return renderPage({
    at: 'inspector',
    consoles,
    language,
    title: `${call.method} ${short(call.path)}`,
    lead: `${call.at} · ${call.part}${call.operation === null ? '' : ` · ${call.operation}`} · ${call.ms} ms`,
    body: html`<p>
        ${statusTag(call, texts.noAnswer)}
        ${call.fault !== null && html`${texts.fault}: ${tag(call.fault, 'warn')}`}
        ${call.run !== null && html`<a href="${PATH}?run=${encodeURIComponent(call.run)}">${texts.run}</a>`}
        <a href="${PATH}">${texts.back}</a>
      </p>
      ${again}${messageSection('request', texts.request, call.request, language)}${call.kind !== 'event' && messageSection('response', texts.response, call.response, language)}${command}`,
  })
}

function messageSection(id: string, title: string, message: Message, language: Language): Html {
  const texts = inspectorTexts(language)
  const headers = Object.entries(message.headers).map(([name, value]) => `${name}: ${value}`)
  const isCut = message.bytes > Buffer.byteLength(message.body) + 1_000
  return section(
    id,
    title,
    html`<pre>${headers.join('\n')}</pre>
      ${message.body === '' ? html`<p class="empty">${texts.empty}</p>` : html`<pre>${pretty(message.body)}</pre>`}
      ${isCut && html`<p>${texts.cut(message.bytes)}</p>`}`
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 89)}…` : text)

function statusTag({ status, kind }: TimelineCall, noAnswer: string): Html {
  if (kind === 'event') return tag('event')
  if (status === 0) return tag(noAnswer, 'bad')
  return tag(String(status), status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good')
}

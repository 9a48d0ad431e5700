import Koa from 'koa'

import type { Clock } from '../clock'
import { languageOf, queryText, withoutPrefix } from '../console/api'
import { consoleAssets } from '../console/assets'
import { html, type Html } from '../console/html'
import { type Console, renderPage } from '../console/page'
import { moment, section, table, tag } from '../console/parts'
import { sayIn } from '../console/words'

import { merged, type TimelineEvent, type TimelineSource } from './events'
import { type TimelineTexts, timelineTexts } from './texts'

/** Where its page is mounted. */
export const TIMELINE = '/console/timeline'

const SHOWN = 120
const NAMED = 3

interface TimelineDeps {
  sources: readonly TimelineSource[]
  clock: Clock
  consoles?: readonly Console[] | undefined
  /** The address of a SKU's row in the Admin. */
  rowOf: (sku: string) => string
}

/** The way of each change as a page that keeps itself fresh, and as JSON at `/api/events`; `?sku=` follows one SKU. */
export function createTimeline({ sources, clock, consoles, rowOf }: TimelineDeps): Koa {
  const app = new Koa()
  app.use(withoutPrefix(TIMELINE))
  app.use(consoleAssets())
  app.use(ctx => {
    const sku = queryText(ctx, 'sku')
    const events = merged(sources, { limit: SHOWN, sku })
    if (ctx.path === '/api/events') {
      ctx.body = { events }
      return
    }
    if (ctx.path !== '/') return
    const language = languageOf(ctx)
    const texts = timelineTexts(language)
    const say = sayIn(language)
    const rows = events.map(
      event =>
        html`<tr>
          <td>${moment(say, event.at, clock.now())}</td>
          <td>${tag(texts.steps[event.step])}</td>
          <td class="name">${what(event, texts)}</td>
          <td>${ending(event, texts)}</td>
        </tr>`
    )
    const filter = html`<form class="inline" method="get" action="${TIMELINE}">
      <label>${texts.search} <input name="sku" value="${sku}" maxlength="20" /></label>
      <button>${texts.show}</button>
      ${sku !== '' && html`<a href="${TIMELINE}">${texts.all}</a> <a href="${rowOf(sku)}">${texts.row}</a>`}
    </form>`
    ctx.type = 'html'
    ctx.body = renderPage({
      at: 'timeline',
      consoles,
      language,
      title: texts.title,
      lead: texts.lead,
      body: html`${filter}
      ${section('events', texts.title, table(say, texts.title, [...texts.headings], rows, texts.empty), { live: true })}`,
    })
  })
  return app
}

function what(event: TimelineEvent, texts: TimelineTexts): Html {
  switch (event.step) {
    case 'change':
      return html`${texts.skus(event.skuIds.length)}: ${skuLinks(event.skuIds)}`
    case 'notification':
      return html`${texts.told(event.target)}`
    case 'file':
      return html`<a href="/console/carrefour/imports/${event.importId}"
        >${texts.file(event.bytes)}</a
      >`
    case 'report':
      return html`${texts.asked} ${importLink(event.importId)}`
    case 'import':
    case 'outcome':
      return importLink(event.importId)
  }
}

function ending(event: TimelineEvent, texts: TimelineTexts): Html {
  switch (event.step) {
    case 'notification':
      if (event.failed > 0) return tag(texts.failed(event.failed), 'bad')
      return event.open > 0 ? tag(texts.open, 'warn') : tag(texts.delivered, 'good')
    case 'import':
      return tag(event.status, event.status === 'COMPLETE' ? 'good' : 'plain')
    case 'report':
      return tag(String(event.status ?? '–'), event.status === 200 ? 'good' : 'bad')
    case 'outcome':
      return outcome(event, texts)
    default:
      return html``
  }
}

function outcome(event: TimelineEvent & { step: 'outcome' }, texts: TimelineTexts): Html {
  if (event.sku === null)
    return tag(texts.judged(event.taken, event.refused), event.refused > 0 ? 'warn' : 'good')
  return event.sku.reason === null
    ? tag(texts.taken(event.sku.quantity), 'good')
    : tag(texts.refused(event.sku.reason), 'bad')
}

const importLink = (importId: string): Html =>
  html`<a href="/console/carrefour/imports/${importId}"><code>${importId.slice(0, 8)}</code></a>`

const skuLinks = (ids: readonly number[]): Html =>
  html`${ids.slice(0, NAMED).map(id => html`<a href="${TIMELINE}?sku=${id}">${id}</a> `)}${ids.length > NAMED && '…'}`

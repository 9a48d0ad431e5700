import { html, type Html, type HtmlPart } from './html'
import type { Say } from './words'

/** A titled part of a page. With `live`, the page refreshes it unless someone is typing in it. */
export function section(
  id: string,
  title: string,
  body: HtmlPart,
  options: { live?: boolean; aside?: HtmlPart } = {}
): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title" ${options.live && html` data-live`}>
    <div class="head">
      <h2 id="${id}-title">${title}</h2>
      ${options.aside}
    </div>
    ${body}
  </section>`
}

/** A table that scrolls sideways on its own when the window is narrow; a last column of actions stays put. */
export function table(
  say: Say,
  label: string,
  headings: string[],
  rows: Html[],
  empty: string
): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`
  const acts = headings.at(-1) === say('Action')
  return html`<div class="table" role="region" aria-label="${say('Table: {0}', label)}" tabindex="0">
    <table${acts && html` class="acts"`}>
      <thead>
        <tr>
          ${headings.map(text => html`<th scope="col">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

/** A small coloured word; the word itself says everything that the colour says. */
export function tag(text: string, tone: 'good' | 'warn' | 'bad' | 'plain' = 'plain'): Html {
  return html`<span class="tag ${tone}">${text}</span>`
}

/** What a form does: it sends its fields as JSON and the page then refreshes itself. */
export interface Action {
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  /** Said in the status line after it worked. */
  done: string
}

/** A form that calls the console's JSON API. */
export function actionForm(action: Action, body: HtmlPart, className = 'inline'): Html {
  return html`<form
    class="${className}"
    action="${action.path}"
    data-method="${action.method}"
    data-done="${action.done}"
  >
    ${body}
  </form>`
}

/** A button that calls the console's JSON API, with fixed values as its fields. */
export function actionButton(
  action: Action,
  label: string,
  options: {
    values?: Record<string, string | number | boolean>
    name?: string
    primary?: boolean
  } = {}
): Html {
  const fields = Object.entries(options.values ?? {}).map(
    ([name, value]) =>
      html`<input
        type="hidden"
        name="${name}"
        value="${String(value)}"
        data-type="${typeof value}"
      />`
  )
  const spoken =
    options.name === undefined ? null : html`<span class="hidden"> ${options.name}</span>`
  return actionForm(
    action,
    html`${fields}<button${options.primary && html` class="primary"`}>${label}${spoken}</button>`
  )
}

/** Links to the other pages of a long list; keeps the given query. */
export function pager(
  say: Say,
  path: string,
  query: Record<string, string>,
  page: number,
  pages: number
): Html {
  const to = (target: number) =>
    `${path}?${new URLSearchParams({ ...query, page: String(target) })}`
  return html`<nav class="pager" aria-label="${say('Pages')}">
    ${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">${say('Previous')}</a>` : html`<span>${say('Previous')}</span>`}
    <span>${say('Page {0} of {1}', page, pages)}</span>
    ${page < pages ? html`<a href="${to(page + 1)}" rel="next">${say('Next')}</a>` : html`<span>${say('Next')}</span>`}
  </nav>`
}

/** A moment, UTC, with how long ago it was; a dash when there was none. */
export function moment(say: Say, ms: number | null, now: number): Html {
  if (ms === null) return html`<span>–</span>`
  const iso = new Date(ms).toISOString()
  return html`<time datetime="${iso}" title="${iso}">${ago(say, now - ms)}</time>`
}

function ago(say: Say, ms: number): string {
  if (ms < 0) return say('in {0}', span(say, -ms))
  return ms < 1_000 ? say('now') : say('{0} ago', span(say, ms))
}

function span(say: Say, ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`
  return say('{0} days', Math.round(seconds / 86_400))
}

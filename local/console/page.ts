import { type Language, LOCALES } from '../admin/shell/language'

import { html, type Html } from './html'
import { textsOf } from './texts'
import { sayIn } from './words'

export type Console =
  'tour' | 'store' | 'carrefour' | 'timeline' | 'mail' | 'clock' | 'inspector' | 'live'

/** One console page: its name in the navigation, heading, one sentence below it, and content. */
export interface ConsolePage {
  at: Console
  title: string
  lead: string
  body: Html
  language: Language
  /** The consoles of the workspace; all when left out. */
  consoles?: readonly Console[] | undefined
}

const PAGES: readonly Console[] = [
  'tour',
  'store',
  'carrefour',
  'timeline',
  'mail',
  'clock',
  'inspector',
  'live',
]

/** The whole document of a console page, with the look that all consoles share. */
export function renderPage(page: ConsolePage): string {
  const assets = `/console/${page.at}/assets`
  const { language } = page
  const texts = textsOf(language)
  const say = sayIn(language)
  const links = (page.consoles ?? PAGES).map(
    at =>
      html`<a href="/console/${at}" ${at === page.at && html` aria-current="page"`}
        >${texts.pages[at]}</a
      >`
  )
  return html`<!doctype html>
    <html lang="${LOCALES[language]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${texts.consoles}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${assets}/console.css" />
        <script type="module" src="${assets}/console.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <p id="band" class="band" role="status" hidden></p>
        <header class="top">
          <span class="brand">${texts.consoles}</span>
          <nav aria-label="${texts.consoles}">
            ${links}<a href="/admin">Admin</a><a href="/admin/states">${texts.states}</a>
          </nav>
        </header>
        <main id="content">
          <p class="role">${texts.roles[page.at]}</p>
          <h1>${page.title}</h1>
          <p class="lead">${page.lead}</p>
          <p
            id="status"
            data-silent="${say('The workspace did not respond. Is it still running?')}"
            class="status"
            role="status"
            aria-live="polite"
          ></p>
          ${page.body}
        </main>
        <dialog id="secret" aria-labelledby="secret-title">
          <h2 id="secret-title">${say('New key')}</h2>
          <p>${say('This is the only time it is shown. Copy it before you close this window.')}</p>
          <p><code id="secret-value"></code></p>
          <p class="actions">
            <button
              type="button"
              class="primary"
              data-copy="secret-value"
              data-copied="${say('Copied')}"
            >
              ${say('Copy key')}
            </button>
            <button type="button" data-close="secret">${say('Close')}</button>
          </p>
        </dialog>
      </body>
    </html>`.text
}

import { html, type Html } from './html'

/** One console page: its name in the navigation, heading, one sentence below it, and content. */
export interface ConsolePage {
  at: 'store' | 'carrefour'
  title: string
  lead: string
  body: Html
}

const PAGES = [
  { at: 'store', href: '/console/store', label: 'Store' },
  { at: 'carrefour', href: '/console/carrefour', label: 'Carrefour' },
] as const

/** The whole document of a console page, with the look that both consoles share. */
export function renderPage(page: ConsolePage): string {
  const assets = `/console/${page.at}/assets`
  const links = PAGES.map(
    link =>
      html`<a href="${link.href}" ${link.at === page.at && html` aria-current="page"`}
        >${link.label}</a
      >`
  )
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · Local console</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${assets}/console.css" />
        <script type="module" src="${assets}/console.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <span class="brand">Local console</span>
          <nav aria-label="Consoles">
            ${links}<a href="/admin">Admin</a><a href="/admin/states">States</a>
          </nav>
        </header>
        <main id="content">
          <h1>${page.title}</h1>
          <p class="lead">${page.lead}</p>
          <p id="status" class="status" role="status" aria-live="polite"></p>
          ${page.body}
        </main>
        <dialog id="secret" aria-labelledby="secret-title">
          <h2 id="secret-title">New key</h2>
          <p>It is shown only now. Copy it before you close this window.</p>
          <p><code id="secret-value"></code></p>
          <p class="actions">
            <button type="button" class="primary" data-copy="secret-value">Copy key</button>
            <button type="button" data-close="secret">Close</button>
          </p>
        </dialog>
      </body>
    </html>`.text
}

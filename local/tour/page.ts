import Koa from 'koa'

import { languageOf, withoutPrefix } from '../console/api'
import { consoleAssets } from '../console/assets'
import { html } from '../console/html'
import { type Console, renderPage } from '../console/page'
import { section, tag } from '../console/parts'

import { tourTexts } from './texts'
import { STEPS, type Tour } from './tour'

/** Where its page is mounted. */
export const TOUR = '/console/tour'

/** The checklist as a page that keeps itself fresh, and as JSON at `/api/steps`. */
export function createTourConsole(tour: Tour, consoles?: readonly Console[]): Koa {
  const app = new Koa()
  app.use(withoutPrefix(TOUR))
  app.use(consoleAssets())
  app.use(async ctx => {
    if (ctx.path !== '/' && ctx.path !== '/api/steps') return
    const ticked = await tour.look()
    if (ctx.path === '/api/steps') {
      ctx.body = { steps: ticked }
      return
    }
    const language = languageOf(ctx)
    const texts = tourTexts(language)
    const done = STEPS.filter(step => ticked[step]).length
    const items = STEPS.map(step => {
      const [what, how] = texts.steps[step]
      return html`<li>
        ${ticked[step] ? tag(`✓ ${texts.done}`, 'good') : tag(texts.open)} <strong>${what}</strong>
        <br />${how}
      </li>`
    })
    ctx.type = 'html'
    ctx.body = renderPage({
      at: 'tour',
      consoles,
      language,
      title: texts.title,
      lead: texts.lead,
      body: section(
        'steps',
        texts.count(done, STEPS.length),
        html`<ol>
          ${items}
        </ol>`,
        { live: true }
      ),
    })
  })
  return app
}

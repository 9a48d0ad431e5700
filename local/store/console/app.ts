import Router from '@koa/router'
import Koa from 'koa'

import type { Language } from '../../admin/shell/language'
import { consoleApi, languageOf, queryNumber, queryText, withoutPrefix } from '../../console/api'
import { consoleAssets } from '../../console/assets'
import { html } from '../../console/html'
import { renderPage } from '../../console/page'
import { sayIn } from '../../console/words'
import type { Shop } from '../shop'

import { behaviourApi } from './behaviourApi'
import { burstSection } from './burstSection'
import { notificationsSection } from './notificationsSection'
import { CONSOLE } from './paths'
import { skusApi } from './skusApi'
import { skusSection } from './skusSection'
import { switchesSection } from './switchesSection'

/** The console of the store: a page for people, a JSON API below `/api` for tests. */
export function storeConsole(shop: Shop): Koa {
  const router = new Router()
  router.get('/', ctx => {
    const search = queryText(ctx, 'search')
    const page = queryNumber(ctx, 'page', { fallback: 1, min: 1, max: 100_000 })
    ctx.type = 'html'
    ctx.body = mainPage(shop, { search, page, language: languageOf(ctx) })
  })
  skusApi(router, shop)
  behaviourApi(router, shop)

  const app = new Koa()
  app.use(withoutPrefix(CONSOLE))
  app.use(consoleAssets())
  app.use(consoleApi())
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

interface Asked {
  search: string
  page: number
  language: Language
}

function mainPage(shop: Shop, { search, page, language }: Asked): string {
  const say = sayIn(language)
  return renderPage({
    at: 'store',
    consoles: shop.consoles,
    language,
    title: say('Store {0}', shop.account),
    lead: say(
      'Acts as the merchant’s VTEX store: its SKUs, trade policies, stock and reservations, and the notifications that VTEX sends when they change.'
    ),
    body: html`${burstSection(shop, language)} ${skusSection(shop, { say, search, page })}
      <div class="columns">${notificationsSection(shop, say)} ${switchesSection(shop, say)}</div>`,
  })
}

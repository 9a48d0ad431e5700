import Router from '@koa/router'
import Koa from 'koa'

import type { Clock } from '../../clock'
import { consoleApi, languageOf, withoutPrefix } from '../../console/api'
import { consoleAssets } from '../../console/assets'
import type { Live } from '..'

import { liveApi } from './api'
import { LIVE_CONSOLE } from './band'
import { livePage, notLivePage } from './page'

/** The page about the real hosts, and its JSON API below `/api`. @param live null without `--live` */
export function createLiveConsole(live: Live | null, clock: Clock): Koa {
  const router = new Router()
  router.get('/', async ctx => {
    const language = languageOf(ctx)
    ctx.type = 'html'
    ctx.body = live ? await livePage(live, language, clock.now()) : notLivePage(language)
  })
  if (live) liveApi(router, live)
  else
    router.get('/api/band', ctx => {
      ctx.body = { band: null }
    })

  const app = new Koa()
  app.use(withoutPrefix(LIVE_CONSOLE))
  app.use(consoleAssets())
  app.use(consoleApi())
  app.use((ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    return next()
  })
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

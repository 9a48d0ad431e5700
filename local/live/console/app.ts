import Router from '@koa/router'
import Koa from 'koa'

import type { Clock } from '../../clock'
import { consoleApi, languageOf, withoutPrefix } from '../../console/api'
import { consoleAssets } from '../../console/assets'
import type { Console } from '../../console/page'
import type { Live } from '..'

import { liveApi } from './api'
import { LIVE_CONSOLE } from './band'
import { livePage, notLivePage } from './page'

/** The page about the real hosts, and its JSON API below `/api`. */
export function createLiveConsole({
  live,
  clock,
  consoles,
}: {
  /** Null without `--live`. */
  live: Live | null
  clock: Clock
  /** Those that the workspace has, for the navigation; all when left out. */
  consoles?: readonly Console[] | undefined
}): Koa {
  const router = new Router()
  router.get('/', async ctx => {
    const language = languageOf(ctx)
    ctx.type = 'html'
    ctx.body = live
      ? await livePage(live, { language, now: clock.now(), consoles })
      : notLivePage(language, consoles)
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

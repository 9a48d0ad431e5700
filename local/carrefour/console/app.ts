import Router from '@koa/router'
import Koa from 'koa'
import { consoleApi, languageOf, withoutPrefix } from '../../console/api'
import { consoleAssets } from '../../console/assets'
import type { Sandbox } from '../sandbox'
import { catalogueApi } from './catalogueApi'
import { importPage } from './importPage'
import { keysApi } from './keysApi'
import { mainPage } from './mainPage'
import { scenariosApi } from './scenariosApi'
import { trafficApi } from './trafficApi'

/** The console of the sandbox: pages for people, a JSON API below `/api` for tests. */
export function carrefourConsole(sandbox: Sandbox): Koa {
  const router = new Router()
  router.get('/', ctx => {
    ctx.type = 'html'
    ctx.body = mainPage(sandbox, ctx)
  })
  router.get('/imports/:importId', ctx => {
    const page = importPage(sandbox, ctx.params['importId'] ?? '', languageOf(ctx))
    if (page === undefined) return
    ctx.type = 'html'
    ctx.body = page
  })
  keysApi(router, sandbox)
  catalogueApi(router, sandbox)
  trafficApi(router, sandbox)
  scenariosApi(router, sandbox)

  const app = new Koa()
  app.use(withoutPrefix('/console/carrefour'))
  app.use(consoleAssets())
  app.use(consoleApi())
  app.use((_ctx, next) => {
    sandbox.scenarios.endDue(sandbox.clock.now())
    sandbox.timeline.advance(sandbox.clock.now())
    return next()
  })
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

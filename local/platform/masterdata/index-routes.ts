import Router, { type RouterContext } from '@koa/router'

import { readRecord } from '../../http/body'

import type { Index } from './indices'
import type { MasterData } from './parts'

/** The list of entities, and the index resources of each. */
export function indexRoutes({ entities, indices }: MasterData): Router {
  const router = new Router({ prefix: '/api/dataentities' })
  const entityOf = (ctx: RouterContext) =>
    entities.of(String(ctx.state.account), ctx.params.entity ?? '')
  const written = ({ fields, ...index }: Index) => ({ ...index, fields: fields.join(',') })

  router.get('/', ctx => {
    ctx.body = entities.list(String(ctx.state.account)).map(({ name }) => ({ acronym: name, name }))
  })
  router.get('/:entity/indices', ctx => {
    ctx.body = indices.list(entityOf(ctx)).map(written)
  })
  router.get('/:entity/indices/:name', ctx => {
    ctx.body = written(indices.get(entityOf(ctx), ctx.params.name ?? ''))
  })
  router.put('/:entity/indices', async ctx => {
    indices.put(entityOf(ctx), await readRecord(ctx.req))
    ctx.status = 204
  })
  router.delete('/:entity/indices/:name', ctx => {
    indices.delete(entityOf(ctx), ctx.params.name ?? '')
    ctx.status = 204
  })
  return router
}

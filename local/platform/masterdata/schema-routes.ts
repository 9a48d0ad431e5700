import Router from '@koa/router'

import { readRecord } from '../../http/body'

import type { MasterData } from './parts'

/** The schema resources of an entity. */
export function schemaRoutes({ schemas, installSchema }: MasterData): Router {
  const router = new Router({ prefix: '/api/dataentities/:entity/schemas' })
  const place = (ctx: { state: { account?: unknown }; params: Record<string, string> }) =>
    [String(ctx.state.account), ctx.params.entity ?? '', ctx.params.name ?? ''] as const

  router.get('/', ctx => {
    const [account, entity] = place(ctx)
    ctx.body = schemas.list(account, entity).map(({ name, body }) => ({ name, schema: body }))
  })
  router.get('/:name', ctx => {
    ctx.body = schemas.get(...place(ctx)).body
  })
  router.put('/:name', async ctx => {
    if (!installSchema(...place(ctx), await readRecord(ctx.req))) {
      ctx.status = 304
      return
    }
    const words =
      'JSON Schema persisted successfully. Revalidation and indexing process running in background.'
    ctx.body = { Message: words }
  })
  router.delete('/:name', ctx => {
    schemas.delete(...place(ctx))
    ctx.status = 204
  })
  return router
}

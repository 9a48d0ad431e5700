import Router, { type RouterContext } from '@koa/router'

import { readRecord } from '../../http/body'
import { Problem } from '../../http/problem'

import type { Saved, Write } from './documents'
import type { MasterData } from './parts'
import { parseFields, project } from './fields'
import { parseWhere } from './where/parser'

/** The document resources: strong reads, schema validation when `_schema` is given, `_where` on writes. */
export function documentRoutes(parts: MasterData): Router {
  const { documents } = parts
  const router = new Router({ prefix: '/api/dataentities/:entity/documents' })
  const entityOf = (ctx: RouterContext) =>
    parts.entities.of(String(ctx.state.account), ctx.params.entity ?? '')
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')

  const save = async (ctx: RouterContext, mode: Write['mode']): Promise<Saved> => {
    const entity = entityOf(ctx)
    const fields = await readRecord(ctx.req)
    const schemaName = text(ctx.query._schema)
    const rawWhere = text(ctx.query._where)
    if (rawWhere !== '' && schemaName === '') {
      throw new Problem(400, { Message: '_schema is required with _where' })
    }
    const id: unknown = ctx.params.id ?? fields.id
    return documents.save({
      entity,
      fields,
      mode,
      ...(typeof id === 'string' && id !== '' && { id }),
      ...(schemaName !== '' && {
        schema: parts.schemas.get(entity.account, entity.name, schemaName),
      }),
      ...(rawWhere !== '' && { where: parseWhere(rawWhere) }),
    })
  }
  /** "Not modified" is Master Data's answer to a write that changes nothing. */
  const answer = (ctx: RouterContext, status: number, { id, changed }: Saved): void => {
    if (!changed) {
      ctx.status = 304
      return
    }
    ctx.status = status
    if (status === 204) return
    const { account, name } = entityOf(ctx)
    ctx.body = {
      Id: `${name}-${id}`,
      Href: `http://api.vtex.com/${account}/dataentities/${name}/documents/${id}`,
      DocumentId: id,
    }
  }

  router.post('/', async ctx => answer(ctx, parts.postStatus, await save(ctx, 'create')))
  router.put('/', async ctx => answer(ctx, 200, await save(ctx, 'replace')))
  router.patch('/', async ctx => answer(ctx, 200, await save(ctx, 'merge')))
  router.put('/:id', async ctx => answer(ctx, 204, await save(ctx, 'replace')))
  router.patch('/:id', async ctx => answer(ctx, 204, await save(ctx, 'merge')))
  router.get('/:id', ctx => {
    const document = documents.get(entityOf(ctx), ctx.params.id ?? '')
    if (document === undefined) throw new Problem(404, { Message: 'Document not found' })
    ctx.body = project(document, parseFields(text(ctx.query._fields), undefined))
  })
  router.delete('/:id', ctx => {
    const deleted = documents.delete(entityOf(ctx), ctx.params.id ?? '')
    if (!deleted) throw new Problem(404, { Message: 'Document not found' })
    ctx.status = 204
  })
  return router
}

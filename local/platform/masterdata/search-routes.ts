import Router, { type RouterContext } from '@koa/router'

import { Problem } from '../../http/problem'

import { planSearch } from './condition'
import { searchDirectly } from './direct-search'
import { type Document } from './documents'
import { knownOf, parseFields, project } from './fields'
import type { MasterData } from './parts'
import { contentRange, parseRange } from './range'
import { wildcards } from './where/ast'
import type { SqlCondition } from './where/sql'

const DEFAULT_SIZE = 100
const MAX_SIZE = 1_000

/** Search and scroll: eventually consistent, by schema, within the documented windows. */
export function searchRoutes(parts: MasterData): Router {
  const router = new Router({ prefix: '/api/dataentities/:entity' })
  let queries = 0

  /** `blockedStatus` is what VTEX answers to too many wildcards: 503 on search, 429 on scroll. */
  const plan = (ctx: RouterContext, blockedStatus: number) => {
    const text = (name: string): string => {
      const value = ctx.query[name]
      return typeof value === 'string' ? value : ''
    }
    const entity = parts.entities.of(String(ctx.state.account), ctx.params.entity ?? '')
    const [where, fields, schemaName] = [text('_where'), text('_fields'), text('_schema')]
    if (schemaName === '' && (where !== '' || fields !== '')) {
      throw new Problem(400, { Message: '_schema is required when _where or _fields are used' })
    }
    parts.lag.applyDue()
    const table = parts.tableOf(entity)
    // An entity without schema and documents was never made: nothing is found in it, whatever is asked. Published apps
    // search before they have saved anything, and take an empty answer for a new account.
    const isMade = table.lastRow() > 0 || parts.schemas.list(entity.account, entity.name).length > 0
    if (!isMade) return { entity, table, asked: [], found: NOTHING }
    const schema =
      schemaName === '' ? undefined : parts.schemas.get(entity.account, entity.name, schemaName)
    const asked = knownOf(parseFields(fields, schema), schema)
    // Without _sort the order is not guaranteed, so it changes from one query to the next.
    queries += 1
    const unordered = queries % 2 === 0 ? 'row ASC' : 'row DESC'
    const planned = planSearch(where, text('_sort'), schema, table, unordered)
    const found = {
      ...planned,
      ...narrowed(planned, parts.reindexing.visibleTo(entity.id, schemaName)),
    }
    const stars = found.where === undefined ? 0 : wildcards(found.where)
    if (!parts.wildcardGuard.allows(entity.account, stars)) {
      throw new Problem(blockedStatus, { Message: 'Wildcard queries temporarily blocked' })
    }
    return { entity, table, asked, found }
  }
  const answer = (bodies: string[], asked: string[]): Document[] =>
    bodies.map(body => project(JSON.parse(body) as Document, asked))

  router.get('/search', ctx => {
    const range = parseRange(ctx.get('REST-Range'))
    const entity = parts.entities.of(String(ctx.state.account), ctx.params.entity ?? '')
    const direct = searchDirectly(parts, entity, ctx.query)
    if (direct !== undefined) {
      const rows = direct.slice(range.from, range.to)
      const asked = parseFields(String(ctx.query._fields ?? ''), undefined)
      ctx.set('REST-Content-Range', contentRange(range, rows.length, direct.length))
      ctx.body = rows.map(row => project(row, asked))
      return
    }
    const { table, asked, found } = plan(ctx, 503)
    const window = { limit: range.to - range.from, offset: range.from }
    const bodies = table.page(found, found.orderBy, window)
    const total = table.count(found)
    ctx.set('REST-Content-Range', contentRange(range, bodies.length, total))
    ctx.body = answer(bodies, asked)
  })

  router.get('/scroll', ctx => {
    const token = typeof ctx.query._token === 'string' ? ctx.query._token : ''
    const { entity, table, asked, found } = plan(ctx, 429)
    const query = JSON.stringify([ctx.query._where, ctx.query._sort, ctx.query._schema])
    const size = scrollSize(ctx)
    const rows = token === '' ? table.rows(found, found.orderBy) : []
    const opened = token || parts.scrolls.open(entity.account, { rows, size, at: 0, query })
    const scroll = parts.scrolls.use(entity.account, opened)
    if (scroll.query !== query || scroll.size !== size) {
      throw new Problem(400, { Message: 'The query and size of a scroll cannot change' })
    }
    const part = scroll.rows.slice(scroll.at, scroll.at + scroll.size)
    scroll.at += part.length
    if (part.length === 0) parts.scrolls.end(opened)
    ctx.set('X-VTEX-MD-TOKEN', opened)
    ctx.set('REST-Content-Total', String(scroll.rows.length))
    ctx.body = answer(table.bodies(part), asked)
  })
  return router
}

/** What a search finds where nothing is. */
const NOTHING: SqlCondition & { orderBy: string } = { sql: '0', params: [], orderBy: 'row ASC' }

/** A condition within the rows that can be seen. */
function narrowed(found: SqlCondition, visible: SqlCondition | undefined): SqlCondition {
  const { sql, params } = found
  if (visible === undefined) return found
  if (sql === '') return visible
  return { ...found, sql: `(${sql}) AND ${visible.sql}`, params: [...params, ...visible.params] }
}

function scrollSize(ctx: RouterContext): number {
  const raw = ctx.query._size
  if (raw === undefined) return DEFAULT_SIZE
  const size = Number(raw)
  if (Number.isInteger(size) && size >= 1 && size <= MAX_SIZE) return size
  throw new Problem(400, { Message: `_size must be from 1 to ${MAX_SIZE}` })
}

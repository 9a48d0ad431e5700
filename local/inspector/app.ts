import Router from '@koa/router'
import Koa from 'koa'

import type { Clock } from '../clock'
import {
  consoleApi,
  ConsoleError,
  languageOf,
  queryNumber,
  queryText,
  withoutPrefix,
} from '../console/api'
import { consoleAssets } from '../console/assets'
import type { Console } from '../console/page'
import type { SentEvent } from '../platform/events/courier'

import { curlOf } from './curl'
import { callPage, timelinePage } from './page'
import type { CallTimeline, TimelineCall, TimelineFilter } from './callTimeline'

/** Where it is mounted: the page, and the API below `/api`. */
export const INSPECTOR = '/console/inspector'

export interface InspectorDeps {
  readonly timeline: CallTimeline
  readonly clock: Clock
  readonly consoles?: readonly Console[] | undefined
  /** Sends an event once more. */
  readonly sendEvent: (event: SentEvent) => void
}

const SHOWN = 100
const MOST = 2_000
/** Of a value of the query, as `queryText` reads it. */
const LONGEST = 200

/** One timeline of all calls: a page for people, and a JSON API that `local/openapi.json` describes. */
export function createInspector(deps: InspectorDeps): Koa {
  const { timeline } = deps
  const router = new Router()
  const callOf = (ctx: Koa.Context & { params: Record<string, string> }): TimelineCall => {
    const found = timeline.get(Number(ctx.params.id))
    if (found === undefined) throw new ConsoleError(404, 'This call is not kept any more.')
    return found
  }
  const proxyOf = (ctx: Koa.Context): string => `http://${ctx.host}`

  router.get('/', ctx => {
    const filter = filterOf(ctx)
    ctx.type = 'html'
    ctx.body = timelinePage({
      ...timeline.list(filter, SHOWN),
      filter,
      language: languageOf(ctx),
      consoles: deps.consoles,
      now: deps.clock.now(),
    })
  })
  router.get('/calls/:id', ctx => {
    const call = callOf(ctx)
    ctx.type = 'html'
    ctx.body = callPage({
      call,
      curl: curlOf(call, proxyOf(ctx)),
      language: languageOf(ctx),
      consoles: deps.consoles,
    })
  })
  router.get('/api/calls', ctx => {
    refuseOddQuery(ctx)
    const limit = queryNumber(ctx, 'limit', { fallback: SHOWN, min: 1, max: MOST })
    ctx.body = timeline.list(filterOf(ctx), limit)
  })
  router.get('/api/calls/:id', ctx => {
    const call = callOf(ctx)
    ctx.body = { ...call, curl: curlOf(call, proxyOf(ctx)) }
  })
  router.post('/api/calls/:id/again', ctx => {
    const { id } = callOf(ctx)
    const event = timeline.eventOf(id)
    if (event === undefined)
      throw new ConsoleError(409, 'Only an event can be sent again; for a call there is its curl.')
    deps.sendEvent(event)
    ctx.status = 202
    ctx.body = { sent: event.key }
  })
  router.delete('/api/calls', ctx => {
    timeline.clear()
    ctx.status = 204
  })

  const app = new Koa()
  app.use(withoutPrefix(INSPECTOR))
  app.use(consoleAssets())
  app.use(consoleApi())
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

const FILTERS = ['sku', 'batch', 'host', 'part', 'operation', 'status', 'run'] as const

function filterOf(ctx: Koa.Context): TimelineFilter {
  const given = FILTERS.map(name => [name, queryText(ctx, name)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** Patterns for query values; a parameter without one takes any. */
const QUERY: Readonly<Record<string, { readonly like: RegExp; readonly words: string } | null>> = {
  ...Object.fromEntries(FILTERS.map(name => [name, null])),
  limit: { like: /^[1-9]\d{0,3}$/, words: `must be a whole number from 1 to ${MOST}` },
  status: {
    like: /^(?:0|[1-5]\d\d|[1-5]xx|failed|)$/,
    words: 'must be a status such as 429, a kind such as 5xx, or failed',
  },
}

/** A program that asks wrongly must not take the whole timeline for its answer. */
function refuseOddQuery(ctx: Koa.Context): void {
  const problems = Object.entries(ctx.query).flatMap(([field, value]) => {
    const rule = Object.entries(QUERY).find(([name]) => name === field)?.[1]
    if (rule === undefined)
      return [{ field, message: `is not known; there are ${Object.keys(QUERY).join(', ')}` }]
    if (typeof value !== 'string') return [{ field, message: 'can be given only once' }]
    if (value.length > LONGEST)
      return [{ field, message: `may have at most ${LONGEST} characters` }]
    const isBad =
      rule !== null && (!rule.like.test(value) || (field === 'limit' && Number(value) > MOST))
    return isBad ? [{ field, message: rule.words }] : []
  })
  if (problems.length === 0) return
  const [first] = problems
  throw new ConsoleError(400, `${first?.field ?? ''} ${first?.message ?? ''}.`, problems)
}

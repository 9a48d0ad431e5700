import type Router from '@koa/router'

import { bodyOf, ConsoleError, languageOf } from '../../console/api'
import type { Live } from '..'

import { bandOf } from './band'
import { liveTexts } from './texts'

const NAME = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1, maxLength: 300 } },
  required: ['name'],
  additionalProperties: false,
}

const readName = bodyOf<{ name: string }>(NAME)

/**
 * - `GET /api/band`: what stands over every page, in the reader's language; `{"band": null}` without `--live`.
 * - `GET /api/status`: hosts, whether writing is open, problems (in three languages), progress, totals.
 * - `GET /api/withheld`: what was not sent. `GET /api/withheld/{id}/file`: the stock file of an entry.
 * - `POST /api/check`: asks both hosts and answers the problems.
 * - `POST /api/open {"name"}`: opens writing. `POST /api/close`: closes it.
 */
export function liveApi(router: Router, live: Live): void {
  router.get('/api/band', ctx => {
    ctx.body = { band: bandOf(live, languageOf(ctx)) }
  })
  router.get('/api/status', async ctx => {
    ctx.body = await statusOf(live)
  })
  router.get('/api/withheld', ctx => {
    ctx.body = { totals: live.withheld.totals(), withheld: live.withheld.list() }
  })
  router.get('/api/withheld/:id/file', ctx => {
    const id = /^\d{1,12}$/.test(ctx.params['id'] ?? '') ? Number(ctx.params['id']) : -1
    const file = live.withheld.file(id)
    if (file === undefined) throw new ConsoleError(404, 'No such file is kept.')
    ctx.type = 'text/csv; charset=utf-8'
    ctx.attachment(`not-sent-${id}.csv`)
    ctx.body = file
  })
  router.post('/api/check', async ctx => {
    await live.check()
    ctx.body = { problems: live.notices.list() }
  })
  router.post('/api/open', ctx => {
    const texts = liveTexts(languageOf(ctx))
    const refusals = {
      looking: texts.writeRefused,
      unnamed: texts.writeUnnamed,
      otherName: texts.otherName,
    }
    const opening = live.gate.open(readName(ctx).name)
    if (opening !== 'open') throw new ConsoleError(409, refusals[opening])
    ctx.body = { write: live.gate.state() }
  })
  router.post('/api/close', async ctx => {
    const left = await live.close()
    ctx.body = { write: live.gate.state(), affiliatesLeft: left }
  })
}

async function statusOf(live: Live): Promise<object> {
  const { account, store, carrefour, callsPerSecond, publicUrl } = live.settings
  return {
    account,
    hosts: {
      store: store === null ? 'local' : store.address.origin,
      carrefour: carrefour === null ? 'local' : carrefour.address.href.replace(/\/$/, ''),
    },
    callsPerSecond,
    publicUrl: publicUrl?.origin ?? null,
    affiliates: live.registered(),
    write: live.gate.state(),
    totals: live.withheld.totals(),
    problems: live.notices.list(),
    progress: await live.progress(),
  }
}

import Router from '@koa/router'
import type Koa from 'koa'

import { isRecord, readJson } from '../http/body'
import { createPartApp } from '../http/part'
import { Problem } from '../http/problem'

import { SnapshotProblem, type Snapshots } from './snapshots'

const STATUS = { BAD_NAME: 400, NOT_FOUND: 404, EXISTS: 409, UNUSABLE: 422 } as const

/** The JSON API of snapshots, below `/_local/snapshots`; `local/openapi.json` describes it. */
export function createSnapshotsApi(snapshots: Snapshots): { app: Koa } {
  const router = new Router()
  router.get('/', ctx => {
    ctx.body = { snapshots: snapshots.list() }
  })
  router.post('/:name', async ctx => {
    const body = await jsonOf(ctx.req, ctx.is('application/json') !== false)
    ctx.body = snapshots.save(ctx.params.name ?? '', { replace: body.replace === true })
    ctx.status = 201
  })
  router.post('/:name/load', async ctx => {
    await jsonOf(ctx.req, ctx.is('application/json') !== false)
    ctx.body = snapshots.load(ctx.params.name ?? '')
  })
  router.get('/:name/diff', ctx => {
    const { to } = ctx.query
    ctx.body = {
      changes: snapshots.diff(ctx.params.name ?? '', typeof to === 'string' ? to : undefined),
    }
  })
  router.delete('/:name', ctx => {
    snapshots.remove(ctx.params.name ?? '')
    ctx.status = 204
  })

  const app = createPartApp()
  app.use(async (_ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (!(error instanceof SnapshotProblem)) throw error
      throw new Problem(STATUS[error.code], { code: error.code, message: error.message })
    }
  })
  app.use(router.routes())
  return { app }
}

/** Writes must be JSON, so that a page of another site cannot make them; an empty one is `{}`. */
async function jsonOf(
  req: Parameters<typeof readJson>[0],
  isJson: boolean
): Promise<Record<string, unknown>> {
  if (!isJson) throw new Problem(415, { code: 'NOT_JSON', message: 'Send application/json' })
  const body = await readJson(req, 10_000)
  return isRecord(body) ? body : {}
}

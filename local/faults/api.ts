import Router from '@koa/router'
import type Koa from 'koa'

import { isRecord, readJson } from '../http/body'
import { createPartApp } from '../http/part'
import { Problem } from '../http/problem'

import { caseNames, readCase } from './files'
import { readFaultFile, type ReadFaults } from './parse'
import { neverHit, type Surroundings } from './places'
import type { FaultRules } from './rules'

const ID = /^[A-Za-z0-9][\w.-]{0,59}$/

/**
 * The JSON API of files of faults, below `/_local/fault-files`; `local/openapi.json` describes it. A file with a rule
 * that no call can fit is refused: it would look as if the app had withstood it.
 */
export function createFaultFilesApi(rules: FaultRules, surroundings: Surroundings): { app: Koa } {
  const router = new Router()
  router.get('/', ctx => {
    ctx.body = { loaded: rules.list(), cases: caseNames() }
  })
  router.get('/cases/:name', ctx => {
    ctx.body = fileOf(readCase(ctx.params.name ?? ''))
  })
  router.put('/:id', async ctx => {
    const id = ctx.params.id ?? ''
    if (!ID.test(id))
      throw new Problem(400, {
        code: 'BAD_NAME',
        message: 'A name has 1 to 60 letters, digits, points and dashes.',
      })
    if (!ctx.is('application/json'))
      throw new Problem(415, { code: 'NOT_JSON', message: 'Send application/json' })
    const body = await readJson(ctx.req)
    // An empty object names one of the files that come with the workspace.
    const isCase = body === null || (isRecord(body) && Object.keys(body).length === 0)
    const file = fileOf(isCase ? readCase(id) : readFaultFile(body))
    const idle = neverHit(file, surroundings)
    if (idle.length > 0) throw invalid(idle)
    ctx.body = rules.load(id, file)
  })
  router.delete('/', ctx => {
    rules.clear()
    ctx.status = 204
  })
  router.delete('/:id', ctx => {
    if (rules.clear(ctx.params.id) === 0)
      throw new Problem(404, { code: 'NOT_FOUND', message: 'No such file of faults is loaded.' })
    ctx.status = 204
  })

  const app = createPartApp()
  app.use(router.routes())
  return { app }
}

function fileOf(read: ReadFaults) {
  if (read.kind === 'read') return read.file
  throw invalid(read.problems)
}

const invalid = (problems: readonly string[]): Problem =>
  new Problem(422, { code: 'INVALID_FAULTS', message: problems.join('\n'), problems })

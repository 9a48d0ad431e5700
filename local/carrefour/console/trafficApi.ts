import type Router from '@koa/router'
import { bodyOf, ConsoleError, queryNumber, queryText } from '../../console/api'
import type { FaultKind, NewFault } from '../faults'
import { statusAt, type StockImport } from '../imports'
import { OPERATIONS, type Operation } from '../operations'
import type { Sandbox } from '../sandbox'
import type { SettingsChange } from '../settings'
import { FAULT, SETTINGS } from './schemas'

interface FaultBody {
  operation: Operation | 'all'
  kind: FaultKind
  status?: number
  retryAfter?: number | string
  latencyMs?: number
  times?: number | null
}

const readFault = bodyOf<FaultBody>(FAULT)
const readSettings = bodyOf<SettingsChange>(SETTINGS)

/** Imports, the log of calls, faults, and how the sandbox behaves. */
export function trafficApi(router: Router, sandbox: Sandbox): void {
  importsApi(router, sandbox)
  faultsApi(router, sandbox)
  router.get('/api/calls', ctx => {
    const operation = OPERATIONS.find(known => known === queryText(ctx, 'operation'))
    const since = Number(queryText(ctx, 'since')) || 0
    const limit = queryNumber(ctx, 'limit', { fallback: 1000, min: 1, max: 10_000 })
    ctx.body = {
      calls: sandbox.calls.find({ operation, since, limit }),
      counters: sandbox.calls.counters(),
    }
  })
  router.delete('/api/calls', ctx => {
    sandbox.calls.clear()
    ctx.status = 204
  })
  router.delete('/api/throttle', ctx => {
    sandbox.throttle.clear()
    ctx.status = 204
  })
  router.get('/api/settings', ctx => {
    ctx.body = sandbox.settings.read()
  })
  router.put('/api/settings', ctx => {
    ctx.body = sandbox.settings.change(readSettings(ctx))
  })
}

function importsApi(router: Router, sandbox: Sandbox): void {
  const withStatus = (stockImport: StockImport) => ({
    ...stockImport,
    status: statusAt(stockImport, sandbox.clock.now()),
  })
  router.get('/api/imports', ctx => {
    const limit = queryNumber(ctx, 'limit', { fallback: 50, min: 1, max: 500 })
    ctx.body = { imports: sandbox.imports.latest(limit).map(withStatus) }
  })
  router.get('/api/imports/:importId', ctx => {
    const stockImport = sandbox.imports.get(ctx.params['importId'] ?? '')
    if (stockImport === undefined) throw new ConsoleError(404, 'There is no such import.')
    ctx.body = withStatus(stockImport)
  })
  router.get('/api/imports/:importId/file', ctx => {
    const file = sandbox.imports.file(ctx.params['importId'] ?? '')
    if (file === undefined) throw new ConsoleError(404, 'This file is not kept.')
    ctx.type = 'text/csv; charset=utf-8'
    ctx.body = Buffer.from(file)
  })
  router.get('/api/imports/:importId/report', ctx => {
    const report = sandbox.imports.report(ctx.params['importId'] ?? '')
    if (report === undefined) throw new ConsoleError(404, 'There is no error report.')
    ctx.type = 'text/csv; charset=utf-8'
    ctx.body = report
  })
}

function faultsApi(router: Router, sandbox: Sandbox): void {
  router.get('/api/faults', ctx => {
    ctx.body = { faults: sandbox.faults.all() }
  })
  router.post('/api/faults', ctx => {
    const fault = sandbox.faults.add(toFault(readFault(ctx), sandbox.clock.now()))
    ctx.status = 201
    ctx.body = fault
  })
  router.delete('/api/faults', ctx => {
    sandbox.faults.clear()
    ctx.status = 204
  })
  router.delete('/api/faults/:faultId', ctx => {
    if (!sandbox.faults.remove(Number(ctx.params['faultId']))) {
      throw new ConsoleError(404, 'There is no such fault.')
    }
    ctx.status = 204
  })
}

function toFault(body: FaultBody, now: number): NewFault {
  return {
    operation: body.operation,
    kind: body.kind,
    status: body.status ?? null,
    retryAfter: body.retryAfter ?? null,
    latencyMs: body.kind === 'latency' ? (body.latencyMs ?? 3000) : null,
    remaining: body.times ?? null,
    createdAt: now,
  }
}

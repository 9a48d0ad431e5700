import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'koa'
import type { Fault, FaultKind } from '../faults'

const ERROR_PAGE = `<!DOCTYPE html>
<html><head><title>Service unavailable</title></head>
<body><h1>Service unavailable</h1><p>The request could not be completed.</p></body></html>`

// What a client cannot do without: everything else may be missing or null.
const KEPT = new Set([
  'import_id',
  'status',
  'has_error_report',
  'offers',
  'offer_id',
  'shop_sku',
  'quantity',
  'products',
  'product_id',
  'product_id_type',
  'shop_id',
])

/** Whether one of the faults is of this kind. */
export function has(faults: Fault[], kind: FaultKind): boolean {
  return faults.some(fault => fault.kind === kind)
}

/** Faults that strike before the call is looked at. Answers true when the call ends here. */
export async function misbehaveBefore(ctx: Context, faults: Fault[]): Promise<boolean> {
  for (const fault of faults) {
    if (fault.kind === 'latency') await sleep(fault.latencyMs ?? 0)
  }
  const fault = faults.find(({ kind }) => ['reset', 'http', 'html', 'empty'].includes(kind))
  if (fault === undefined) return false
  if (fault.kind === 'reset') cut(ctx)
  else answerFault(ctx, fault)
  return true
}

function answerFault(ctx: Context, fault: Fault): void {
  ctx.status = fault.status ?? 500
  if (fault.kind === 'html') {
    ctx.type = 'html'
    ctx.body = ERROR_PAGE
  } else if (fault.kind === 'empty') {
    ctx.type = 'json'
    ctx.body = ''
  } else {
    if (fault.retryAfter !== null) ctx.set('Retry-After', String(fault.retryAfter))
    ctx.body = { status: ctx.status, message: ctx.message }
  }
}

/** Faults that spoil an answer after the call was done. */
export function misbehaveAfter(ctx: Context, faults: Fault[]): void {
  if (has(faults, 'accepted-202') && ctx.status === 201) ctx.status = 202
  const body: unknown = ctx.body
  if (isPlainObject(body)) {
    if (has(faults, 'no-import-id')) delete body['import_id']
    if ('status' in body) misstate(body, faults)
    if ('has_error_report' in body) miscount(body, faults)
    if (has(faults, 'missing-fields')) ctx.body = thin(body)
    if (has(faults, 'extra-fields'))
      ctx.body = { ...body, novelty: { since: '2026', tags: [null] } }
  }
  if (has(faults, 'wrong-type')) ctx.set('Content-Type', 'text/html')
  if (has(faults, 'lost-answer')) cut(ctx)
}

/** STO02's state in words that Mirakl does not document. */
function misstate(body: Record<string, unknown>, faults: Fault[]): void {
  if (has(faults, 'status-queued')) body['status'] = 'QUEUED'
  if (has(faults, 'status-custom')) body['status'] = 'PENDING_SYNCHRONIZATION'
  if (has(faults, 'status-lower-case')) body['status'] = String(body['status']).toLowerCase()
}

/** STO02's counts of lines, which say nothing, or other things than the report. */
function miscount(body: Record<string, unknown>, faults: Fault[]): void {
  if (has(faults, 'counts-null'))
    Object.assign(body, { has_error_report: null, lines_in_error: null, lines_in_success: null })
  if (has(faults, 'counts-contradict'))
    Object.assign(body, { has_error_report: false, lines_in_error: 2, lines_in_success: 1 })
}

/** Cuts the connection without an answer. */
function cut(ctx: Context): void {
  ctx.respond = false
  ctx.req.socket.destroy()
}

function thin(body: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(body).filter(([name]) => KEPT.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, thinValue(value)]))
}

function thinValue(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((item: unknown) => (isPlainObject(item) ? thin(item) : item))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

import { MiraklError, notFound } from '../errors'
import type { Fault } from '../faults'
import { statusAt, type StockImport } from '../imports'
import type { Sandbox } from '../sandbox'
import { baseAddress } from './address'
import { has } from './misbehave'
import { misreport } from './misreport'
import type { SellerCall } from './operation'
import { readUpload } from './upload'

/** Later than the half hour for which an import is commonly waited for. */
const LATE_MS = 34 * 60_000

/** STO01: takes a stock file, answers its import id, works on it later. */
export async function importStock(sandbox: Sandbox, call: SellerCall): Promise<void> {
  const upload = await readUpload(call.ctx.req)
  const { waitingMs, runningMs: usual } = sandbox.settings.read()
  const runningMs = has(call.faults, 'import-ends-late') ? LATE_MS : usual
  const importId = sandbox.imports.create({
    shopId: call.shop.shopId,
    createdAt: call.now,
    waitingMs,
    runningMs,
    neverEnds: has(call.faults, 'import-never-ends'),
    forced: forcedEnd(call.faults),
    fileName: upload.name,
    file: upload.bytes,
  })
  call.log.importId = importId
  const { ctx } = call
  ctx.status = 201
  ctx.set('Location', `${baseAddress(ctx)}/api/offers/stock/imports/${importId}/status`)
  ctx.body = { import_id: importId }
}

function forcedEnd(faults: Fault[]): StockImport['forced'] {
  if (has(faults, 'import-cancelled')) return 'CANCELLED'
  return has(faults, 'import-fails') ? 'FAILED' : null
}

/** STO02: how an import stands. Exactly the documented seven fields. */
export function importStatus(sandbox: Sandbox, call: SellerCall): void {
  const stockImport = ownImport(sandbox, call)
  const { linesInError, linesInSuccess } = stockImport
  call.ctx.body = {
    date_created: new Date(stockImport.createdAt).toISOString(),
    has_error_report: stockImport.hasReport,
    import_id: stockImport.importId,
    ...(linesInError !== null && { lines_in_error: linesInError }),
    ...(linesInSuccess !== null && { lines_in_success: linesInSuccess }),
    shop_id: stockImport.shopId,
    status: statusAt(stockImport, call.now),
  }
}

/** STO03: the lines in error as CSV; 404 while there is no report. */
export function importReport(sandbox: Sandbox, call: SellerCall): void {
  const report = sandbox.imports.report(ownImport(sandbox, call).importId)
  if (report === undefined) throw notFound()
  if (!call.ctx.accepts('text/csv')) throw new MiraklError(406, 'Not Acceptable')
  call.ctx.type = 'text/csv; charset=utf-8'
  call.ctx.body = misreport(report, call.faults)
}

/** The import named in the path; another shop's is as unknown as one that never was. */
function ownImport(sandbox: Sandbox, call: SellerCall): StockImport {
  const importId = call.ctx.params['import_id'] ?? ''
  call.log.importId = importId.slice(0, 64)
  const stockImport = sandbox.imports.get(importId)
  if (stockImport === undefined || stockImport.shopId !== call.shop.shopId) throw notFound()
  return stockImport
}

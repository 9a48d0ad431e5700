import type { TimelineEvent, TimelineQuery } from '../timeline/events'

import { statusAt, type StockImport } from './imports'
import type { Sandbox } from './sandbox'
import { parseStockFile } from './stockFile'

/** Files that are looked through for one SKU: half a day of one a minute is more than anybody scrolls. */
const SEARCHED = 60

/** What Carrefour knows of the way of a change: the files that it got, what it made of them, and who asked. */
export function carrefourEvents(
  sandbox: Sandbox,
  { limit, sku }: TimelineQuery
): readonly TimelineEvent[] {
  const now = sandbox.clock.now()
  const imports = sandbox.imports
    .latest(sku === '' ? limit : SEARCHED)
    .filter(({ importId }) => sku === '' || holds(sandbox, importId, sku))
  const ids = new Set(imports.map(({ importId }) => importId))
  const reports = sandbox.calls
    .find({ operation: 'STO03', since: 0, limit: 1_000 })
    .filter(call => call.importId !== null && ids.has(call.importId))
    .map(({ at, importId, status }) => ({
      step: 'report' as const,
      at,
      importId: importId ?? '',
      status,
    }))
  return [...imports.flatMap(one => eventsOf(sandbox, one, sku, now)), ...reports]
}

function eventsOf(
  sandbox: Sandbox,
  one: StockImport,
  sku: string,
  now: number
): readonly TimelineEvent[] {
  const { importId, createdAt, runningAt, doneAt, linesInSuccess, linesInError } = one
  const status = statusAt(one, now)
  const isRunning = runningAt <= now
  return [
    { step: 'file', at: createdAt, importId, bytes: one.fileBytes },
    { step: 'import', at: isRunning ? runningAt : createdAt, importId, status },
    ...(doneAt === null || linesInSuccess === null
      ? []
      : [
          {
            step: 'outcome' as const,
            at: doneAt,
            importId,
            taken: linesInSuccess,
            refused: linesInError ?? 0,
            sku: sku === '' ? null : fateOf(sandbox, importId, sku),
          },
        ]),
  ]
}

/** Whether a file names a SKU; its fields are quoted or not. */
const holds = (sandbox: Sandbox, importId: string, sku: string): boolean =>
  linesOf(sandbox, importId).some(line => line.sku === sku)

function linesOf(sandbox: Sandbox, importId: string) {
  const file = parseStockFile(sandbox.imports.file(importId) ?? new Uint8Array())
  return file.ok ? file.lines : []
}

function fateOf(
  sandbox: Sandbox,
  importId: string,
  sku: string
): { quantity: string; reason: string | null } {
  const line = linesOf(sandbox, importId).find(one => one.sku === sku)
  const report = sandbox.imports.report(importId) ?? ''
  const refusal = report
    .split(/\r?\n/)
    .find(text => text.includes(`"${sku}"`) || text.split(';').includes(sku))
  return {
    quantity: line?.quantity ?? '',
    reason: refusal === undefined ? null : (refusal.split(';')[1] ?? '').replace(/^"|"$/g, ''),
  }
}

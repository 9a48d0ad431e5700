import type { Sql } from '../sql'
import type { Catalogue } from './catalogue'
import type { ImportResult, ImportStore, StockImport } from './imports'
import { judgeOffer, linesByOffer, type RefusedLine } from './judge'
import type { OfferStore } from './offers'
import { errorReport } from './report'
import type { SettingsStore } from './settings'
import { parseStockFile } from './stockFile'

/** What changes with time alone. */
export interface Timeline {
  /**
   * Does everything that has become due since the last look, in the order of time: imports end and are
   * applied, pending products become catalogued. Nothing runs in between, so a restart loses nothing.
   */
  advance(now: number): void
}

export interface TimelineDeps {
  sql: Sql
  catalogue: Catalogue
  offers: OfferStore
  imports: ImportStore
  settings: SettingsStore
}

interface DueProduct {
  ean: string
  at: number
}

export function timeline(deps: TimelineDeps): Timeline {
  const { sql, catalogue, imports } = deps
  const dueProduct = (now: number): DueProduct | undefined =>
    sql.get<DueProduct>(
      `SELECT ean, catalogue_at AS at FROM carrefour_products
       WHERE state = 'pending' AND catalogue_at <= ? ORDER BY catalogue_at, ean LIMIT 1`,
      now
    )

  const step = (now: number): boolean => {
    const product = dueProduct(now)
    const stockImport = imports.due(now)
    if (stockImport !== undefined && (stockImport.doneAt ?? 0) <= (product?.at ?? Infinity)) {
      imports.finish(stockImport.importId, apply(deps, stockImport))
      return true
    }
    if (product === undefined) return false
    return catalogue.setState(product.ean, 'catalogued', product.at, product.at)
  }

  return {
    advance(now) {
      while (sql.transaction(() => step(now)));
    },
  }
}

function apply(deps: TimelineDeps, stockImport: StockImport): ImportResult {
  const file = parseStockFile(deps.imports.file(stockImport.importId) ?? new Uint8Array())
  const { forced } = stockImport
  if (forced !== null) return { ...failed('Asked for by a fault'), outcome: forced }
  if (!file.ok) return failed(file.failure)

  const settings = deps.settings.read()
  const refused: RefusedLine[] = []
  for (const [sku, lines] of linesByOffer(file.lines)) {
    const verdict = judgeOffer(lines, deps.offers.listed(stockImport.shopId, sku), settings)
    if (!verdict.ok) {
      refused.push(...verdict.lines)
      continue
    }
    deps.offers.setQuantity(verdict.offer.offerId, {
      quantity: verdict.quantity,
      warehouses: verdict.warehouses,
      at: stockImport.doneAt ?? stockImport.runningAt,
      importId: stockImport.importId,
    })
  }
  refused.sort((a, b) => a.line.index - b.line.index)
  return {
    outcome: 'COMPLETE',
    failure: null,
    linesInSuccess: file.lines.length - refused.length,
    linesInError: refused.length,
    report: errorReport(file.header, refused, settings.report),
  }
}

function failed(failure: string): ImportResult {
  return { outcome: 'FAILED', failure, linesInSuccess: null, linesInError: null, report: null }
}

import {
  type Check,
  type Evidence,
  type SeenImport,
  type Violation,
  callsOf,
  linesOf,
  onBoth,
  operationOf,
} from '../evidence'
import type { Attempt } from '../harness/queries'

/**
 * 4. A success is Carrefour's word: the import is COMPLETE and the SKU, with this quantity, not in its report; or
 * Carrefour was asked what it holds, and held this quantity.
 */
export const successIsTheirWord: Check = evidence =>
  onBoth(side => {
    const { rows, imports } = evidence.accounts[side]
    const known = new Map(imports.map(one => [one.importId, one]))
    return rows.flatMap(row =>
      (row?.attempts ?? []).flatMap((attempt): Violation[] => {
        if (!row || attempt.status !== 'SUCCESS') return []
        if (wasReadBack(evidence, side, row.skuId, attempt)) return []
        const found = attempt.importId === null ? undefined : known.get(attempt.importId)
        const wrong = (what: string): Violation[] => [
          { promise: 4, side, what: `SKU ${row.skuId} is a success of ${attempt.at}, but ${what}` },
        ]
        if (!found) return wrong(`import ${attempt.importId ?? 'none'} is unknown to Carrefour`)
        if (found.outcome !== 'COMPLETE')
          return wrong(`import ${found.importId} ended ${found.outcome ?? 'never'}`)
        const line = linesOf(found.file ?? '').find(({ sku }) => sku === row.skuId)
        if (line?.units !== attempt.quantity)
          return wrong(`import ${found.importId} says ${line?.units ?? 'nothing'}`)
        return refusedIn(found.report ?? '').includes(row.skuId)
          ? wrong('its line is in the report')
          : []
      })
    )
  })

/** Longest time between reading back what Carrefour holds and the end of the attempt, in milliseconds. */
const READ_BACK = 15 * 60_000

/** Whether Carrefour was asked for its offer shortly before the attempt ended, and held the quantity at that moment. */
function wasReadBack(
  evidence: Evidence,
  side: 0 | 1,
  skuId: string,
  { at, quantity }: Attempt
): boolean {
  const until = Date.parse(at) + evidence.tolerance
  const held = heldSince(evidence.accounts[side].imports, skuId)
  return callsOf(evidence, side).some(call => {
    if (operationOf(call) !== 'OF21' || call.status !== 200) return false
    if (call.at > until || call.at < until - READ_BACK) return false
    const isAbout = call.path.includes(`sku=${skuId}&`) || call.path.includes('offset=')
    const from = held.filter(one => one.at <= call.at).slice(-1)
    const within = held.filter(one => one.at > call.at && one.at <= call.endedAt)
    return isAbout && [...from, ...within].some(({ units }) => units === quantity)
  })
}

/** What Carrefour held of a SKU, and from when on. */
function heldSince(
  imports: readonly SeenImport[],
  skuId: string
): readonly { readonly at: number; readonly units: number }[] {
  const applied = imports
    .filter(one => one.outcome === 'COMPLETE')
    .sort((a, b) => (a.doneAt ?? 0) - (b.doneAt ?? 0))
    .flatMap(one => {
      const line = linesOf(one.file ?? '').find(({ sku }) => sku === skuId)
      const isTaken = line !== undefined && !refusedIn(one.report ?? '').includes(skuId)
      return isTaken ? [{ at: one.doneAt ?? 0, units: line.units }] : []
    })
  return [{ at: 0, units: 0 }, ...applied]
}

/** The SKUs of an error report as the sandbox writes it: line, reason, then the line as it was sent. */
export const refusedIn = (report: string): readonly string[] =>
  report
    .split('\n')
    .slice(1)
    .map(line => /^"\d+";"(?:[^"]|"")*";"([^"]*)"/.exec(line)?.[1] ?? '')

/** 4. The row of a confirmed SKU tells the quantity that Carrefour holds. */
export const rowsTellTheTruth: Check = evidence =>
  onBoth(side => {
    const { rows, offers } = evidence.accounts[side]
    const held = new Map(offers.map(offer => [offer.sku, offer.quantity]))
    return rows.flatMap((row): Violation[] => {
      if (row?.status !== 'SUCCESS' || held.get(row.skuId) === row.quantity) return []
      const what = `SKU ${row.skuId} shows ${row.quantity}, Carrefour holds ${held.get(row.skuId)}`
      return [{ promise: 4, side, what }]
    })
  })

/** 6. Not catalogued is waiting: what Carrefour lists in the end was found and sent by itself, what it does not list waits. */
export const waitsForCatalogue: Check = evidence =>
  onBoth(side => {
    const { rows, offers } = evidence.accounts[side]
    return offers.flatMap(({ sku, listed }): Violation[] => {
      const row = rows.find(one => one?.skuId === sku)
      if (!row || row.status === 'PENDING') return []
      const waits = row.cause === 'NOT_CATALOGED'
      if (listed && waits)
        return [{ promise: 6, side, what: `SKU ${sku} is catalogued and still waits` }]
      if (!listed && !waits)
        return [{ promise: 6, side, what: `SKU ${sku} is not catalogued but ${row.status}` }]
      return []
    })
  })

import type { Check, Violation } from '../evidence'
import { linesOf, onBoth } from '../evidence'

/** 4. A success is Carrefour's word: the import is COMPLETE and the SKU, with this quantity, not in its report. */
export const successIsTheirWord: Check = evidence =>
  onBoth(side => {
    const { rows, imports } = evidence.accounts[side]
    const known = new Map(imports.map(one => [one.importId, one]))
    return rows.flatMap(row =>
      (row?.attempts ?? []).flatMap((attempt): Violation[] => {
        if (!row || attempt.status !== 'SUCCESS') return []
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

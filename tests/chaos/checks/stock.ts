import {
  type Check,
  type Evidence,
  type Violation,
  callsOf,
  linesOf,
  onBoth,
  operationOf,
} from '../evidence'
import type { Attempt } from '../harness/queries'
import { eventsOf } from '../history'
import { expectedQuantity } from '../world'
import { wasTroubled } from './trouble'

/** What the store held for a SKU, newest last; the first entry is the start. */
export function stockOf(
  { history, accounts }: Evidence,
  side: 0 | 1,
  skuId: number
): readonly { readonly at: number; readonly units: number }[] {
  const start = accounts[side].world.skus.find(sku => sku.skuId === skuId)?.units ?? 0
  const changes = eventsOf(history, 'stock').filter(
    event => event.side === side && event.skuId === skuId
  )
  return [{ at: 0, units: start }, ...changes]
}

/** Units that the store held at some moment from `from` to `to`. */
export function unitsWithin(
  stock: ReturnType<typeof stockOf>,
  from: number,
  to: number
): readonly number[] {
  const before = stock.filter(({ at }) => at <= from).slice(-1)
  const within = stock.filter(({ at }) => at > from && at <= to)
  return [...before, ...within].map(({ units }) => units)
}

/** The last moment at which this SKU was asked for and the app took it; null when it never was. */
export function lastAsked({ history }: Evidence, side: 0 | 1, skuId: number): number | null {
  const asked = eventsOf(history, 'asked').filter(
    event => event.side === side && event.skuId === skuId && event.acknowledged
  )
  return asked.length > 0 ? Math.max(...asked.map(({ at }) => at)) : null
}

/** Attempts that a row keeps. */
const KEPT = 10

/**
 * 1. Nothing acknowledged is lost: after every request that was taken, the SKU has an attempt whose file left later
 * (or which ended later, where no file was taken). An attempt that only a comparison with Carrefour brought about,
 * because it found the difference afterwards, is no excuse.
 */
export const nothingLost: Check = evidence =>
  onBoth(side => {
    const { rows, imports } = evidence.accounts[side]
    const createdAt = new Map(imports.map(one => [one.importId, one.createdAt]))
    const leftAt = ({ importId, at }: Attempt): number =>
      (importId === null ? undefined : createdAt.get(importId)) ?? Date.parse(at)
    const compared = callsOf(evidence, side).filter(({ path }) => path.includes('offset='))
    const foundSince = (at: number, left: number) =>
      compared.some(call => call.at > at && call.at < left)
    const asked = eventsOf(evidence.history, 'asked').filter(
      event => event.side === side && event.acknowledged
    )
    return asked.flatMap(({ skuId, at, by }): Violation[] => {
      const when = new Date(at).toISOString()
      if (wasDisconnected(evidence, side, at)) return []
      const lost = (what: string): Violation[] => [
        { promise: 1, side, what: `SKU ${skuId} was asked for at ${when} (${by}) and ${what}` },
      ]
      const row = rows.find(one => one?.skuId === String(skuId))
      if (!row) return lost('has no row')
      if (row.status === 'PENDING') return lost('still waits')
      const took = row.attempts.some(attempt => {
        const left = leftAt(attempt)
        return left >= at && (attempt.reason !== 'RECONCILE' || !foundSince(at, left))
      })
      return took || isTrimmed(row.attempts, at) ? [] : lost('no attempt took it')
    })
  })

/** How long after it was taken an event may reach an app that has been disconnected meanwhile. */
const DELIVERY = 3 * 60_000

/** Whether there was no connection that could have taken a request, or none soon after. */
function wasDisconnected({ history }: Evidence, side: 0 | 1, at: number): boolean {
  const saves = eventsOf(history, 'saved').filter(
    event => event.side === side && event.answer === 'CarrefourSaved'
  )
  return eventsOf(history, 'disconnected').some(event => {
    if (event.side !== side) return false
    const back = saves.find(save => save.at > event.at && save.version === null)
    return at >= event.at - DELIVERY && at <= (back?.until ?? Infinity)
  })
}

/** Whether a row keeps only attempts that are younger: older ones may have been there. */
const isTrimmed = (attempts: readonly Attempt[], at: number): boolean =>
  attempts.length >= KEPT && Date.parse(attempts.at(-1)?.at ?? '') > at

/**
 * 1. What Carrefour said about a file stands in the ledger: an import that ended, and whose end the app was told
 * (STO02, and STO03 where there is a report), is an attempt of each of its SKUs.
 */
export const outcomesRecorded: Check = evidence =>
  onBoth(side => {
    const { imports, rows } = evidence.accounts[side]
    const told = callsOf(evidence, side).filter(({ status }) => status === 200)
    return imports.flatMap(({ importId, outcome, doneAt, file, report }): Violation[] => {
      const wasTold = (operation: 'STO02' | 'STO03') =>
        told.some(
          call =>
            operationOf(call) === operation &&
            call.path.includes(importId) &&
            call.at >= (doneAt ?? Infinity)
        )
      if (outcome !== 'COMPLETE' || !wasTold(report === null ? 'STO02' : 'STO03')) return []
      return linesOf(file ?? '').flatMap(({ sku }): Violation[] => {
        const attempts = rows.find(row => row?.skuId === sku)?.attempts ?? []
        if (
          isTrimmed(attempts, doneAt ?? 0) ||
          attempts.some(attempt => attempt.importId === importId) ||
          wasReplaced(evidence, side, { sku, doneAt: doneAt ?? 0 })
        )
          return []
        const what = `import ${importId} ended and was read, SKU ${sku} has no attempt of it`
        return [{ promise: 1, side, what }]
      })
    })
  })

/**
 * Whether a later file of the SKU ended while the ledger could not be written: of outcomes that wait for it, it gets
 * the newest.
 */
function wasReplaced(
  evidence: Evidence,
  side: 0 | 1,
  { sku, doneAt }: { readonly sku: string; readonly doneAt: number }
): boolean {
  const later = evidence.accounts[side].imports.filter(
    one => (one.doneAt ?? 0) > doneAt && linesOf(one.file ?? '').some(line => line.sku === sku)
  )
  return later.some(one => wasTroubled(evidence, side, doneAt, one.doneAt ?? 0))
}

/** 1. What is settled twice is settled once: no import stands twice among the attempts of a SKU. */
export const settledOnce: Check = evidence =>
  onBoth(side =>
    evidence.accounts[side].rows.flatMap((row): Violation[] => {
      const imports = row?.attempts.flatMap(({ importId }) => importId ?? []) ?? []
      const twice = imports.find((importId, at) => imports.indexOf(importId) !== at)
      if (!row || twice === undefined) return []
      return [{ promise: 1, side, what: `SKU ${row.skuId} has import ${twice} twice` }]
    })
  )

/** 1. and 5. Everything comes to rest once there is no trouble. */
export const comesToRest: Check = ({ history }) =>
  eventsOf(history, 'settled')
    .filter(({ inTime }) => !inTime)
    .map(({ left }) => ({ promise: 1, side: null, what: `it did not settle: ${left}` }))

/** 2. What Carrefour holds in the end is what the store has held since the last request that was taken. */
export const lastQuantityWins: Check = evidence =>
  onBoth(side =>
    evidence.accounts[side].offers.flatMap(({ sku, quantity, listed }): Violation[] => {
      const asked = lastAsked(evidence, side, Number(sku))
      if (!listed || asked === null) return []
      const stock = stockOf(evidence, side, Number(sku))
      const right = unitsWithin(stock, asked, Infinity).map(units =>
        expectedQuantity(evidence.accounts[side].world, units)
      )
      if (right.includes(quantity)) return []
      return [
        {
          promise: 2,
          side,
          what: `SKU ${sku}: Carrefour holds ${quantity}, not ${right.join(' or ')}`,
        },
      ]
    })
  )

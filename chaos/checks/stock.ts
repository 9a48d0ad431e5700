import type { Check, Evidence, Violation } from '../evidence'
import { onBoth } from '../evidence'
import { eventsOf } from '../history'
import { expectedQuantity } from '../world'

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

/** 1. Nothing acknowledged is lost: every requested SKU ends with an outcome that is younger than the request. */
export const nothingLost: Check = evidence =>
  onBoth(side =>
    evidence.accounts[side].world.skus.flatMap(({ skuId }, index): Violation[] => {
      const asked = lastAsked(evidence, side, skuId)
      if (asked === null) return []
      const row = evidence.accounts[side].rows[index]
      const processedAt = row?.processedAt ? Date.parse(row.processedAt) : null
      if (row && row.status !== 'PENDING' && processedAt !== null && processedAt >= asked) return []
      const how = row ? `${row.status} of ${row.processedAt ?? 'no time'}` : 'no row'
      const when = new Date(asked).toISOString()
      return [{ promise: 1, side, what: `SKU ${skuId} was asked for at ${when} and has ${how}` }]
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

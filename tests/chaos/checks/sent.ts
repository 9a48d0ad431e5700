import {
  type Check,
  type Evidence,
  type Violation,
  callsOf,
  fileIn,
  linesOf,
  onBoth,
  operationOf,
} from '../evidence'
import { eventsOf } from '../history'
import { expectedQuantity } from '../world'
import { stockOf, unitsWithin } from './stock'

/** Longest time between reading the stock and the file's arrival, in milliseconds: a run of the handler. */
const READ_TO_SEND = 30_000

/** 8. Every file holds the stock of its moment, whatever made it be sent. */
export const todaysStock: Check = evidence =>
  onBoth(side =>
    callsOf(evidence, side)
      .filter(call => operationOf(call) === 'STO01')
      .flatMap(call =>
        linesOf(fileIn(call)).flatMap(({ sku, units }): Violation[] => {
          const from = call.at - READ_TO_SEND - evidence.tolerance
          const seemed = seemedSoldOut(evidence, side, from, call.at) ? [0] : []
          const held = unitsWithin(stockOf(evidence, side, Number(sku)), from, call.at).map(one =>
            expectedQuantity(evidence.accounts[side].world, one)
          )
          const right = [...held, ...seemed]
          if (right.includes(units)) return []
          const when = new Date(call.at).toISOString()
          const what = `SKU ${sku}: ${units} sent at ${when}, the store had ${right.join(' or ')}`
          return [{ promise: 8, side, what }]
        })
      )
  )

/** Whether the store seemed sold out at some moment from `from` to `to`: what it said then was 0. */
function seemedSoldOut({ history }: Evidence, side: 0 | 1, from: number, to: number): boolean {
  const changes = eventsOf(history, 'soldOut').filter(
    event => event.side === side && event.at <= to
  )
  return changes.some(({ empty }, index) => empty && (changes[index + 1]?.at ?? Infinity) >= from)
}

/** 10. Each account sends its own SKUs with its own key to its own shop, and lists nothing else. */
export const noMixUp: Check = evidence =>
  onBoth(side => {
    const { world, keys, listed } = evidence.accounts[side]
    const others = evidence.accounts[side === 0 ? 1 : 0]
    const calls = callsOf(evidence, side)
    const wrongKey = calls.filter(({ key }) => others.keys.includes(key) && !keys.includes(key))
    const leftToKey = eventsOf(evidence.history, 'shopLeftToKey').find(event => event.side === side)
    const wrongShop = calls.filter(({ path, sentAt }) => {
      const namesNone = !path.includes('shop_id=') && sentAt >= (leftToKey?.at ?? Infinity)
      return !namesNone && !path.includes(`shop_id=${world.shopId}`)
    })
    const wrongUnits = calls
      .filter(call => operationOf(call) === 'STO01')
      .flatMap(call => linesOf(fileIn(call)))
      .filter(({ units }) => units !== 0 && units % 2 !== side)
    const strangers = listed.filter(({ name }) => name?.includes(others.world.account))
    return [
      ...wrongKey.map(call => `called ${call.path} with the other account's key`),
      ...wrongShop.map(call => `called ${call.path}, not shop ${world.shopId}`),
      ...wrongUnits.map(({ sku, units }) => `sent ${units} of SKU ${sku}, the other account's`),
      ...strangers.map(({ skuId }) => `lists SKU ${skuId} of the other account`),
    ].map(what => ({ promise: 10, side, what: `${world.account} ${what}` }))
  })

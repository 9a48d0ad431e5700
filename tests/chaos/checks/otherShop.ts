import {
  type Check,
  type Evidence,
  type Violation,
  callsOf,
  onBoth,
  operationOf,
} from '../evidence'
import { eventsOf } from '../history'
import { wasTroubled } from './trouble'

/** How long after Carrefour named the other shop a file may still leave: until that is written down. */
const UNDER_WAY = 1_000

/** How long trouble may keep it from being written down: the lease of the run that was told, in milliseconds. */
const WRITE_TIME = 40_000

const iso = (at: number): string => new Date(at).toISOString()

/** When Carrefour first told the app that one of its files had gone to another shop; null when it never did. */
function toldAt(evidence: Evidence, side: 0 | 1): number | null {
  const { strayed } = evidence.accounts[side]
  const told = callsOf(evidence, side).filter(
    call =>
      operationOf(call) === 'STO02' &&
      call.status === 200 &&
      strayed.some(({ importId }) => call.path.includes(importId))
  )
  return told.length > 0 ? Math.min(...told.map(({ endedAt }) => endedAt)) : null
}

/** 4. What another shop took is no success: it says nothing about the merchant's offers. */
export const otherShopProvesNothing: Check = ({ accounts }) =>
  onBoth(side => {
    const { rows, strayed } = accounts[side]
    const foreign = new Set<string | null>(strayed.map(({ importId }) => importId))
    return rows.flatMap(row =>
      (row?.attempts ?? [])
        .filter(({ status, importId }) => status === 'SUCCESS' && foreign.has(importId))
        .map(({ at, importId }): Violation => {
          const what = `SKU ${row?.skuId} is a success of ${at}, but import ${importId} went to another shop`
          return { promise: 4, side, what }
        })
    )
  })

/** 5. Once a status has named another shop, no file leaves until somebody saves. */
export const stopsAtOtherShop: Check = evidence =>
  onBoth(side => {
    const told = toldAt(evidence, side)
    if (told === null) return []
    const slack = UNDER_WAY + evidence.tolerance
    if (wasTroubled(evidence, side, told - slack, told + WRITE_TIME)) return []
    const saved = eventsOf(evidence.history, 'saved').find(
      event => event.side === side && event.answer === 'CarrefourSaved' && event.until > told
    )
    return callsOf(evidence, side)
      .filter(
        call =>
          operationOf(call) === 'STO01' &&
          call.sentAt > told + slack &&
          call.sentAt < (saved?.at ?? Infinity)
      )
      .map(({ sentAt }): Violation => {
        const what = `a file left at ${iso(sentAt)}; another shop had been named at ${iso(told)}`
        return { promise: 5, side, what }
      })
  })

/** 5. Another shop is one incident, told by one mail. */
export const oneOtherShop: Check = evidence =>
  onBoth(side => {
    if (toldAt(evidence, side) === null) return []
    const { account } = evidence.accounts[side].world
    const mails = evidence.told.filter(one => one.account === account && one.kind === 'incident')
    if (mails.length === 1) return []
    return [{ promise: 5, side, what: `${mails.length} mails told of the other shop, not one` }]
  })

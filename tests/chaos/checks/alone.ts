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

const MINUTE = 60_000

/** How soon a change is in a file while nothing but one SKU's trouble is on. */
const SOON = 5 * MINUTE

/** How long trouble of other kinds may go on working. */
const AFTER = 10 * MINUTE

/**
 * 1. The trouble of one SKU is that SKU's: what is asked for of the others meanwhile leaves soon. Judged only where there
 * is no trouble of another kind.
 */
export const othersGoOn: Check = evidence =>
  onBoth(side => {
    const files = callsOf(evidence, side).filter(
      call => operationOf(call) === 'STO01' && call.status === 201
    )
    return eventsOf(evidence.history, 'asked').flatMap((event): Violation[] => {
      if (event.side !== side || !event.acknowledged) return []
      const { at, skuId } = event
      const poison = poisonAt(evidence, side, at)
      if (poison === null || poison.includes(skuId) || !isQuiet(evidence, at)) return []
      const left = files.some(
        call =>
          call.at >= at - evidence.tolerance &&
          call.at <= at + SOON + evidence.tolerance &&
          linesOf(fileIn(call)).some(({ sku }) => sku === String(skuId))
      )
      if (left) return []
      const what = `SKU ${skuId}, asked for at ${new Date(at).toISOString()}, waited for SKU ${poison.join(', ')}`
      return [{ promise: 1, side, what }]
    })
  })

/** The SKUs that are in trouble for all the time in which a request must leave; null when there are none. */
function poisonAt({ history }: Evidence, side: 0 | 1, at: number): readonly number[] | null {
  const from = eventsOf(history, 'poisoned').filter(one => one.side === side && one.at <= at)
  const cured = eventsOf(history, 'cured').filter(
    one => one.side === side && one.at > (from[0]?.at ?? 0)
  )
  if (from.length === 0 || cured.some(one => one.at <= at + SOON)) return null
  return from.map(({ skuId }) => skuId)
}

/** Kinds of events that are trouble, or may hold files up. */
const TROUBLE = ['did', 'saved', 'keyBroken', 'disconnected', 'compared', 'job', 'blocked']

function isQuiet({ history }: Evidence, at: number): boolean {
  return !history.some(
    event =>
      TROUBLE.includes(event.kind) &&
      !(event.kind === 'did' && event.what.startsWith('rest:')) &&
      event.at >= at - AFTER &&
      event.at <= at + SOON &&
      !isFirstSave(event)
  )
}

/** Each account's first configuration, with which every run begins. */
const isFirstSave = (event: Evidence['history'][number]): boolean =>
  event.kind === 'saved' && event.version === null && event.answer === 'CarrefourSaved'

/** 2. A comparison of a list that was not whole never ends as "no problem". */
export const listsAreWhole: Check = ({ history }) =>
  eventsOf(history, 'compared')
    .filter(({ cut, told }) => cut && told !== null && told.problem === null)
    .map(({ side, at }) => ({
      promise: 2,
      side,
      what: `the comparison of ${new Date(at).toISOString()} says nothing of the offers that did not come`,
    }))

/** Ends of a comparison to which offers came. That of somebody else is the first by its title. */
const LISTED: readonly (string | null)[] = [null, 'OFFERS_INCOMPLETE']

/** 10. An offer whose code is not exactly a SKU's is counted as unknown, and never touched. */
export const foreignUntouched: Check = evidence =>
  onBoth(side => {
    const { foreign, world, imports } = evidence.accounts[side]
    const own = new Set(world.skus.map(({ skuId }) => String(skuId)))
    const touched = foreign
      .filter(({ importId }) => importId !== null)
      .map(({ sku }) => `the offer ${sku} of somebody else was changed`)
    const sent = imports
      .flatMap(({ file }) => linesOf(file ?? ''))
      .filter(({ sku }) => !own.has(sku))
      .map(({ sku }) => `a line for ${sku} was sent`)
    const added = eventsOf(evidence.history, 'foreign').filter(event => event.side === side)
    const unseen = eventsOf(evidence.history, 'compared')
      .filter(({ told, cut, at, side: of }) => {
        const isThere = added.some(event => event.at < at)
        const came = told !== null && LISTED.includes(told.problem) && told.offersSeen > 0
        return of === side && isThere && !cut && came && told.unknownOffers === 0
      })
      .map(() => "a comparison took the offer of somebody else for the store's")
    return [...touched, ...sent, ...unseen].map(what => ({ promise: 10, side, what }))
  })

import { type Json, asFlag, asList, asNumber, asObject, asText } from '../shared/json'
import type { OfferList } from './offerList.logic'
import {
  type ReconcileCounts,
  type ReconcileProblem,
  type ReconcileReport,
  type ReconcileRun,
  type ReconcileState,
  type ReconcileWhy,
  type Suspects,
  NEVER_COMPARED,
  PHASES,
} from './reconcile.logic'
import { parseSkuId } from '../queue/stockRequest.logic'

const WHYS: readonly ReconcileWhy[] = ['DAILY', 'PERSON', 'CONFIGURATION', 'GAP']

const PROBLEMS: readonly ReconcileProblem[] = [
  'OFFERS_FORBIDDEN',
  'OFFERS_UNREADABLE',
  'OFFERS_INCOMPLETE',
  'STORE_INCOMPLETE',
  'MARKETPLACE_UNAVAILABLE',
  'VTEX_UNAVAILABLE',
]

/** One of the known values; null for any other. */
const oneOf = <T extends string>(known: readonly T[], raw: unknown): T | null =>
  known.find(word => word === raw) ?? null

/** The comparison's part of the stored state. A run of another shape reads as none, and one is due. */
export function readReconcile(raw: unknown): ReconcileState {
  const stored = asObject(raw)
  if (!stored) return NEVER_COMPARED
  const run = readRun(stored.run)
  const isLost = run === null && asObject(stored.run) !== null
  return {
    due: readDue(stored.due) ?? (isLost ? { at: 0, why: 'DAILY' } : null),
    under: readUnder(stored.under),
    leaving: (asList(stored.leaving) ?? []).flatMap(policy => asText(policy) ?? []),
    shop: readShop(stored.shop),
    hasFormer: asFlag(stored.hasFormer) ?? false,
    repeats: asNumber(stored.repeats) ?? 0,
    unsent: asNumber(stored.unsent) ?? 0,
    run,
    last: readReport(stored.last),
  }
}

function readDue(raw: unknown): ReconcileState['due'] {
  const at = asNumber(asObject(raw)?.at)
  return at === null ? null : { at, why: oneOf(WHYS, asObject(raw)?.why) ?? 'DAILY' }
}

function readUnder(raw: unknown): ReconcileState['under'] {
  const stored = asObject(raw)
  const tradePolicy = asText(stored?.tradePolicy)
  const rules = asText(stored?.rules)
  if (tradePolicy === null || rules === null) return null
  return { shop: asText(stored?.shop), tradePolicy, rules }
}

function readShop(raw: unknown): ReconcileState['shop'] {
  const name = asText(asObject(raw)?.name)
  return name === null ? null : { name, since: asNumber(asObject(raw)?.since) ?? 0 }
}

function readRun(raw: unknown): ReconcileRun | null {
  const stored = asObject(raw)
  const phase = oneOf(PHASES, stored?.phase)
  const position = asNumber(stored?.position)
  const list = readList(stored?.list)
  if (!stored || !phase || position === null || !list) return null
  return {
    ...readCommon(stored),
    phase,
    position,
    tries: asNumber(stored.tries) ?? 0,
    gaps: asNumber(stored.gaps) ?? 0,
    gapsBy: oneOf(PROBLEMS, stored.gapsBy),
    walker: asText(stored.walker) ?? '',
    begun: asNumber(stored.begun) ?? 0,
    suspects: readSuspects(stored.suspects),
    notBefore: asNumber(stored.notBefore) ?? 0,
    list,
  }
}

const readSuspects = (raw: unknown): Suspects =>
  Object.fromEntries(
    Object.entries(asObject(raw) ?? {}).flatMap(([skuId, calls]): [string, number][] => {
      const count = asNumber(calls)
      return parseSkuId(skuId) === null || count === null ? [] : [[skuId, count]]
    })
  )

function readList(raw: unknown): OfferList | null {
  const stored = asObject(raw)
  const codes = asNumber(stored?.codes)
  if (!stored || codes === null) return null
  return {
    files: (asList(stored.files) ?? []).flatMap(name => asText(name) ?? []),
    inLast: asNumber(stored.inLast) ?? 0,
    codes,
    total: asNumber(stored.total),
    most: asNumber(stored.most) ?? 0,
    idle: asNumber(stored.idle) ?? 0,
    pages: asNumber(stored.pages) ?? 0,
    isDoubtful: asFlag(stored.isDoubtful) ?? true,
  }
}

function readReport(raw: unknown): ReconcileReport | null {
  const stored = asObject(raw)
  const endedAt = asNumber(stored?.endedAt)
  return stored && endedAt !== null ? { ...readCommon(stored), endedAt } : null
}

const readCommon = (stored: Json) => ({
  startedAt: asNumber(stored.startedAt) ?? 0,
  why: oneOf(WHYS, stored.why) ?? 'DAILY',
  problem: oneOf(PROBLEMS, stored.problem),
  counts: readCounts(asObject(stored.counts) ?? {}),
})

const readCounts = (stored: Json): ReconcileCounts => ({
  offersTotal: asNumber(stored.offersTotal),
  offersSeen: asNumber(stored.offersSeen) ?? 0,
  compared: asNumber(stored.compared) ?? 0,
  drift: asNumber(stored.drift) ?? 0,
  onTheWay: asNumber(stored.onTheWay) ?? 0,
  neverSent: asNumber(stored.neverSent) ?? 0,
  vanished: asNumber(stored.vanished) ?? 0,
  leftPolicy: asNumber(stored.leftPolicy) ?? 0,
  outdated: asNumber(stored.outdated) ?? 0,
  unread: asNumber(stored.unread) ?? 0,
  healed: asNumber(stored.healed) ?? 0,
  unknownOffers: asNumber(stored.unknownOffers) ?? 0,
  unknownSamples: (asList(stored.unknownSamples) ?? []).flatMap(code => asText(code) ?? []),
})

import type { Json } from '../clients/json'
import { asList, asNumber, asObject, asText } from '../clients/json'
import type {
  ReconcileCounts,
  ReconcileProblem,
  ReconcileReport,
  ReconcileRun,
  ReconcileState,
  ReconcileWhy,
} from '../domain/reconcile'
import { NEVER_COMPARED, PHASES } from '../domain/reconcile'

const WHYS: readonly ReconcileWhy[] = ['DAILY', 'PERSON', 'CONFIGURATION']

const PROBLEMS: readonly ReconcileProblem[] = [
  'OFFERS_FORBIDDEN',
  'OFFERS_UNREADABLE',
  'MARKETPLACE_UNAVAILABLE',
  'VTEX_UNAVAILABLE',
]

/** One of the known words; null for any other. */
const oneOf = <T extends string>(known: readonly T[], raw: unknown): T | null =>
  known.find(word => word === raw) ?? null

/** The comparison's part of the stored state. A run of another shape reads as none: it begins anew. */
export function readReconcile(raw: unknown): ReconcileState {
  const stored = asObject(raw)
  if (!stored) return NEVER_COMPARED
  const dueAt = asNumber(asObject(stored.due)?.at)
  const tradePolicy = asText(asObject(stored.under)?.tradePolicy)
  const rules = asText(asObject(stored.under)?.rules)
  return {
    due:
      dueAt === null ? null : { at: dueAt, why: oneOf(WHYS, asObject(stored.due)?.why) ?? 'DAILY' },
    under: tradePolicy !== null && rules !== null ? { tradePolicy, rules } : null,
    leaving: (asList(stored.leaving) ?? []).flatMap(policy => asText(policy) ?? []),
    unsent: asNumber(stored.unsent) ?? 0,
    run: readRun(stored.run),
    last: readReport(stored.last),
  }
}

function readRun(raw: unknown): ReconcileRun | null {
  const stored = asObject(raw)
  const phase = oneOf(PHASES, stored?.phase)
  const position = asNumber(stored?.position)
  if (!stored || !phase || position === null) return null
  return {
    ...readCommon(stored),
    phase,
    position,
    tries: asNumber(stored.tries) ?? 0,
    notBefore: asNumber(stored.notBefore) ?? 0,
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
  neverSent: asNumber(stored.neverSent) ?? 0,
  leftPolicy: asNumber(stored.leftPolicy) ?? 0,
  outdated: asNumber(stored.outdated) ?? 0,
  healed: asNumber(stored.healed) ?? 0,
  unknownOffers: asNumber(stored.unknownOffers) ?? 0,
  unknownSamples: (asList(stored.unknownSamples) ?? []).flatMap(code => asText(code) ?? []),
})

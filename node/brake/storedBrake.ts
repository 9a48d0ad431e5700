import { asFlag, asNumber, asObject, asText } from '../shared/json'
import { entriesOf, oneOf, partOf } from '../shared/stored'
import {
  type Brake,
  type BrakeDecision,
  type BrakeReason,
  type BrakeSettings,
  type OpenBrake,
  type SettingsChange,
  BRAKE_REASONS,
  NEW_BRAKE,
} from './brake.logic'

const WHATS: readonly SettingsChange['what'][] = ['FIRST', 'POLICY', 'MINIMUM', 'KITS']

const DECISIONS: readonly BrakeDecision['kind'][] = ['SEND', 'KEEP']

/** Of an open brake whose reason this version does not know. */
const FALLBACK: BrakeReason = 'STORE_EMPTY'

/** The brake in a stored state. */
export function readBrake(raw: unknown): Brake {
  const stored = asObject(raw)
  if (!stored) return NEW_BRAKE
  return {
    settings: readSettings(stored.settings),
    changes: entriesOf(stored.changes, readChange),
    passed: entriesOf(stored.passed, readPassed),
    approvedAt: asNumber(stored.approvedAt),
    open: readOpen(stored.open),
  }
}

const readChange = (raw: unknown) =>
  partOf(raw, ({ what, at }) => ({ what: oneOf(WHATS, what), at: asNumber(at) }))

const readPassed = (raw: unknown) =>
  partOf(raw, ({ claimedAt, at, skus }) => ({
    claimedAt: asNumber(claimedAt),
    at: asNumber(at),
    skus: asNumber(skus),
  }))

const readSettings = (raw: unknown): BrakeSettings | null =>
  partOf(
    raw,
    ({ tradePolicy }) => ({ tradePolicy: asText(tradePolicy) }),
    ({ tradePolicy }, stored) => ({
      tradePolicy,
      affiliateId: asText(stored.affiliateId) ?? '',
      minimumStock: asNumber(stored.minimumStock) ?? 0,
      sendKits: asFlag(stored.sendKits) ?? false,
    })
  )

const readOpen = (raw: unknown): OpenBrake | null =>
  partOf(
    raw,
    ({ since }) => ({ since: asNumber(since) }),
    ({ since }, stored) => ({
      since,
      lastHeldAt: asNumber(stored.lastHeldAt) ?? since,
      held: asNumber(stored.held) ?? 0,
      stocked: asNumber(stored.stocked),
      reason: oneOf(BRAKE_REASONS, stored.reason) ?? FALLBACK,
      isExplained: asFlag(stored.isExplained) ?? false,
      decision: readDecision(stored.decision),
      isReleasing: asFlag(stored.isReleasing) ?? false,
      queuedAt: asNumber(stored.queuedAt) ?? since,
      nextReadingAt: asNumber(stored.nextReadingAt) ?? since,
      emptySince: asNumber(stored.emptySince),
    })
  )

const readDecision = (raw: unknown): BrakeDecision | null =>
  partOf(raw, ({ kind, at }) => ({ kind: oneOf(DECISIONS, kind), at: asNumber(at) }))

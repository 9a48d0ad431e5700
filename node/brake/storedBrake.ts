import { asFlag, asList, asNumber, asObject, asText } from '../shared/json'
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

/** The brake in a stored state; a part of another shape reads as in a new connection. */
export function readBrake(raw: unknown): Brake {
  const stored = asObject(raw)
  if (!stored) return NEW_BRAKE
  return {
    settings: readSettings(stored.settings),
    changes: (asList(stored.changes) ?? []).flatMap(one => {
      const change = asObject(one)
      const what = WHATS.find(known => known === change?.what)
      const at = asNumber(change?.at)
      return what && at !== null ? [{ what, at }] : []
    }),
    passed: (asList(stored.passed) ?? []).flatMap(one => {
      const passed = asObject(one)
      const claimedAt = asNumber(passed?.claimedAt)
      const at = asNumber(passed?.at)
      const skus = asNumber(passed?.skus)
      return claimedAt === null || at === null || skus === null ? [] : [{ claimedAt, at, skus }]
    }),
    approvedAt: asNumber(stored.approvedAt),
    open: readOpen(stored.open),
  }
}

function readSettings(raw: unknown): BrakeSettings | null {
  const stored = asObject(raw)
  const tradePolicy = asText(stored?.tradePolicy)
  if (!stored || tradePolicy === null) return null
  return {
    tradePolicy,
    affiliateId: asText(stored.affiliateId) ?? '',
    minimumStock: asNumber(stored.minimumStock) ?? 0,
    sendKits: asFlag(stored.sendKits) ?? false,
  }
}

function readOpen(raw: unknown): OpenBrake | null {
  const stored = asObject(raw)
  const since = asNumber(stored?.since)
  if (!stored || since === null) return null
  return {
    since,
    lastHeldAt: asNumber(stored.lastHeldAt) ?? since,
    held: asNumber(stored.held) ?? 0,
    stocked: asNumber(stored.stocked),
    reason: BRAKE_REASONS.find(known => known === stored.reason) ?? fallback,
    isExplained: asFlag(stored.isExplained) ?? false,
    decision: readDecision(stored.decision),
    isReleasing: asFlag(stored.isReleasing) ?? false,
    queuedAt: asNumber(stored.queuedAt) ?? since,
    nextReadingAt: asNumber(stored.nextReadingAt) ?? since,
    emptySince: asNumber(stored.emptySince),
  }
}

const fallback: BrakeReason = 'STORE_EMPTY'

function readDecision(raw: unknown): BrakeDecision | null {
  const stored = asObject(raw)
  const at = asNumber(stored?.at)
  const kind = stored?.kind
  return at !== null && (kind === 'SEND' || kind === 'KEEP') ? { kind, at } : null
}

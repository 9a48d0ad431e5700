/*
 * The brake's state: what it holds, what a person decided, which change of settings explains it, and how it is stored.
 */

import type { Cause } from '../shared/causes'
import type { Choices } from '../connection/configuration.logic'
import { asFlag, asNumber, asObject, asText, entriesOf, oneOf, partOf } from '../shared/json'
import { type Millis, DAY, MINUTE } from '../shared/time'

/** How long after a change of settings zeros are put down to it: a comparison of a large shop takes hours. */
const EXPLAINS_FOR: Millis = DAY

/** Maximum number of changes remembered. */
const MAX_CHANGES = 20

/** Why many SKUs have no units, as far as the readings show; the most frequent one is named. */
const BRAKE_REASONS = [
  'TRADE_POLICY',
  'WAREHOUSE',
  'MINIMUM_STOCK',
  'KITS',
  'INACTIVE',
  'NOT_OFFERED',
  'STORE_EMPTY',
] as const

export type BrakeReason = (typeof BRAKE_REASONS)[number]

/** The settings that can take many SKUs to 0. */
export type BrakeSettings = Pick<
  Choices,
  'tradePolicy' | 'affiliateId' | 'minimumStock' | 'sendKits'
>

/** A change of these settings. `FIRST`: of a new connection. `POLICY`: another trade policy or affiliate. */
export interface SettingsChange {
  readonly what: 'FIRST' | 'POLICY' | 'MINIMUM' | 'KITS'
  readonly at: Millis
}

/** Zeros of one file that left after a single reading. */
export interface Passed {
  /** When the file's requests were claimed: a file that is sent again, or in parts, counts once. */
  readonly claimedAt: Millis
  readonly at: Millis
  readonly skus: number
}

/** What a person decided about the zeros that were held until then. */
export interface BrakeDecision {
  readonly kind: 'SEND' | 'KEEP'
  readonly at: Millis
}

/** The brake while it holds zeros. */
export interface OpenBrake {
  readonly since: Millis
  /** When lines were last held that were not held before. */
  readonly lastHeldAt: Millis
  /** SKUs held, as last counted. */
  readonly held: number
  /** SKUs with units at Carrefour when it opened; null when that could not be counted. */
  readonly stocked: number | null
  readonly reason: BrakeReason
  /** Whether a change of settings explains zeros that are held: these wait for a person. */
  readonly isExplained: boolean
  readonly decision: BrakeDecision | null
  /** Held SKUs still have to be queued because a person released them. */
  readonly isReleasing: boolean
  /** When the held SKUs were last queued to be read again. */
  readonly queuedAt: Millis
  /** Next reading of a held SKU. */
  readonly nextReadingAt: Millis
  /** Since when no held SKU has been found; null while there are some. */
  readonly emptySince: Millis | null
}

/** The brake's part of the connection state. */
export interface Brake {
  readonly settings: BrakeSettings | null
  /** Newest first. */
  readonly changes: readonly SettingsChange[]
  readonly passed: readonly Passed[]
  /** When a person last sent held zeros: what a change of settings before that explains is sent without asking again. */
  readonly approvedAt: Millis | null
  readonly open: OpenBrake | null
}

export const NEW_BRAKE: Brake = {
  settings: null,
  changes: [],
  passed: [],
  approvedAt: null,
  open: null,
}

/** The brake with the current settings. */
export function withSettings(
  brake: Brake,
  { tradePolicy, affiliateId, minimumStock, sendKits }: BrakeSettings,
  { now, isNew }: { readonly now: Millis; readonly isNew: boolean }
): Brake {
  const { settings: before } = brake
  const settings = { tradePolicy, affiliateId, minimumStock, sendKits }
  const isFirst = before === null && isNew
  const isOtherPolicy =
    before !== null && (before.tradePolicy !== tradePolicy || before.affiliateId !== affiliateId)
  const isRaised = before !== null && minimumStock > before.minimumStock
  const isWithoutKits = before?.sendKits === true && !sendKits
  const more: readonly SettingsChange[] = [
    ...(isFirst ? [{ what: 'FIRST' as const, at: now }] : []),
    ...(isOtherPolicy ? [{ what: 'POLICY' as const, at: now }] : []),
    ...(isRaised ? [{ what: 'MINIMUM' as const, at: now }] : []),
    ...(isWithoutKits ? [{ what: 'KITS' as const, at: now }] : []),
  ]
  const isSame = before?.minimumStock === minimumStock && before.sendKits === sendKits
  if (more.length === 0 && isSame) return brake
  return { ...brake, settings, changes: [...more, ...brake.changes].slice(0, MAX_CHANGES) }
}

/** Remarks by which a change of settings is known. Another trade policy explains zeros without a remark too. */
const EXPLAINED_BY: Readonly<Record<SettingsChange['what'], readonly (Cause | null)[]>> = {
  FIRST: ['NOT_IN_TRADE_POLICY', 'NO_WAREHOUSE'],
  POLICY: ['NOT_IN_TRADE_POLICY', 'NO_WAREHOUSE', 'NO_PRICE', null],
  MINIMUM: ['BELOW_MIN_STOCK'],
  KITS: ['KIT_NOT_SENT'],
}

/** The change of settings that a 0 is put down to; null when none explains it. */
export function explanationOf(
  changes: readonly SettingsChange[],
  remark: Cause | null,
  readAt: Millis
): SettingsChange | null {
  const explains = ({ what, at }: SettingsChange) =>
    at <= readAt && readAt - at <= EXPLAINS_FOR && EXPLAINED_BY[what].includes(remark)
  return changes.find(explains) ?? null
}

/** The brake after a person's decision about everything that is held; null when nothing is. */
export function decided(brake: Brake, kind: BrakeDecision['kind'], now: Millis): Brake | null {
  const { open } = brake
  if (!open) return null
  const isSent = kind === 'SEND'
  return {
    ...brake,
    approvedAt: isSent ? now : brake.approvedAt,
    open: { ...open, decision: { kind, at: now }, isReleasing: isSent },
  }
}

/** Pause between two times that all held SKUs are queued to be read again. */
const QUEUE_PAUSE: Millis = 5 * MINUTE

/** Whether all held SKUs are to be queued now: a person released them, or one is due to be read again. */
export const mustQueue = (
  { isReleasing, queuedAt }: OpenBrake,
  nextReadingAt: Millis | null,
  now: Millis
): boolean =>
  isReleasing || (nextReadingAt !== null && nextReadingAt <= now && now - queuedAt >= QUEUE_PAUSE)

/** How long no held SKU must be found before the brake is off: searches lag. */
const EMPTY_FOR: Millis = MINUTE

/** The brake after the ledger was asked for held SKUs. */
export function counted(
  brake: Brake,
  { held, nextReadingAt }: { readonly held: number; readonly nextReadingAt: Millis | null },
  now: Millis
): Brake {
  const { open } = brake
  if (!open) return brake
  if (held > 0)
    return {
      ...brake,
      open: {
        ...open,
        held,
        nextReadingAt: nextReadingAt ?? open.nextReadingAt,
        emptySince: null,
      },
    }
  const emptySince = open.emptySince ?? now
  return now - emptySince >= EMPTY_FOR
    ? { ...brake, open: null }
    : { ...brake, open: { ...open, emptySince } }
}

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

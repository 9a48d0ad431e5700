import type { Cause } from '../shared/causes'
import type { SkuId } from '../shared/sku.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'
import {
  type Brake,
  type BrakeReason,
  type OpenBrake,
  type Passed,
  explanationOf,
} from './brake.logic'

/** So many SKUs may go to 0 within an hour whatever the size of the shop: a real sell-out is never held. */
const ALWAYS_ALLOWED = 20

/** In a larger shop: one SKU in so many of those that have units at Carrefour. */
const ONE_IN = 10

/** The whole shop may not go to 0 at once, unless it has no more SKUs with units than this and each is seen to be sold out. */
const FEW = 5

/** How far apart two readings must be to count as two. */
const READINGS_APART: Millis = 10 * MINUTE

/** How long zeros that left after one reading only count towards the limit. */
const WINDOW: Millis = HOUR

/** A line that would send 0, with what is known of its SKU at Carrefour. */
export interface Zero {
  readonly skuId: SkuId
  readonly remark: Cause | null
  /**
   * `stocked`: Carrefour has units of it, or nobody knows. `held`: its 0 was read and held before, first at
   * `heldSince`. `empty`: nothing to lose.
   */
  readonly at: 'stocked' | 'held' | 'empty'
  /** Seen to be sold out: by its warehouses too, or by a figure above 0 that the minimum stock explains. */
  readonly isSoldOut: boolean
  readonly heldSince: Millis | null
}

/**
 * Most SKUs that may go to 0 within an hour after one reading.
 *
 * @param stocked SKUs with units; null when it is not known
 * @param leaving held zeros that leave with them, after their second reading
 */
function limitOf(stocked: number | null, count: number, leaving = 0): number {
  if (stocked !== null && count > FEW && count + leaving >= stocked) return FEW
  return Math.max(ALWAYS_ALLOWED, Math.floor((stocked ?? 0) / ONE_IN))
}

/** How many stocked SKUs must be found for `count` zeros to pass: no need to count beyond. */
export const enoughFor = (count: number): number =>
  count <= ALWAYS_ALLOWED ? count + 1 : count * ONE_IN

/** SKUs that went to 0 within the last hour after one reading, other files than this. */
export const passedBefore = ({ passed }: Brake, claimedAt: Millis, now: Millis): number =>
  passed
    .filter(one => one.claimedAt !== claimedAt && now - one.at < WINDOW)
    .reduce((sum, { skus }) => sum + skus, 0)

/**
 * Whether so many zeros may be the whole shop, or nobody knows: then each must be seen to be sold out. A store that fails
 * takes all its SKUs to 0, and buyers take the last ones too.
 */
export const mayBeWholeShop = (stocked: number | null, count: number, leaving = 0): boolean =>
  count <= ALWAYS_ALLOWED && (stocked === null || (count <= FEW && count + leaving >= stocked))

/** Held zeros that leave now: read a second time, or released by a person. */
export const leavingHeld = (brake: Brake, zeros: readonly Zero[], readSince: Millis): number =>
  zeros.filter(zero => zero.at === 'held' && mayLeave(brake, zero, readSince)).length

export interface Judged {
  /** SKUs whose 0 is not sent now. */
  readonly held: ReadonlySet<SkuId>
  readonly brake: Brake
}

/**
 * Decides which zeros of a file leave. Zeros that are new wait when too many SKUs would go to 0 within an hour, and where
 * they are a small shop's last SKUs, unless they are seen to be sold out; one
 * that was held leaves when a person says so, or when it is read again ten minutes later, unless a change of settings
 * explains it: then a person decides. Everything else in the file goes.
 *
 * @param read `readSince`: when the reading of this file's stock began. `stocked`: SKUs with units at Carrefour; null
 * when they could not be counted
 */
export function judgeZeros(
  brake: Brake,
  zeros: readonly Zero[],
  read: {
    readonly claimedAt: Millis
    readonly readSince: Millis
    readonly stocked: number | null
    readonly now: Millis
  }
): Judged {
  const { claimedAt, now } = read
  const before = passedBefore(brake, claimedAt, now)
  const fresh = zeros.filter(zero => zero.at === 'stocked' && !isApproved(brake, zero, now))
  const total = read.stocked === null ? null : read.stocked + before
  const count = before + fresh.length
  const others = leavingHeld(brake, zeros, read.readSince)
  const mustBeSeen = mayBeWholeShop(total, count, others)
  const newlyHeld =
    count > limitOf(total, count, others)
      ? fresh
      : fresh.filter(zero => mustBeSeen && !zero.isSoldOut)
  const leaving = fresh.length - newlyHeld.length
  const stillHeld = zeros.filter(
    zero => zero.at === 'held' && !mayLeave(brake, zero, read.readSince)
  )
  const passed =
    leaving > 0
      ? withPassed(brake.passed, { claimedAt, at: now, skus: leaving })
      : brake.passed.filter(one => now - one.at < WINDOW)
  return {
    held: new Set([...newlyHeld, ...stillHeld].map(({ skuId }) => skuId)),
    brake: { ...brake, passed, open: opened(brake, newlyHeld, stillHeld, read) },
  }
}

/** Whether a person has already released zeros of the same change of settings. */
function isApproved({ changes, approvedAt }: Brake, { remark }: Zero, now: Millis): boolean {
  const change = explanationOf(changes, remark, now)
  return change !== null && approvedAt !== null && change.at <= approvedAt
}

/** Whether a 0 that was held may leave now. */
function mayLeave(brake: Brake, { remark, heldSince }: Zero, readSince: Millis): boolean {
  const since = heldSince ?? readSince
  const decision = brake.open?.decision ?? null
  if (decision && since <= decision.at) return decision.kind === 'SEND'
  if (explanationOf(brake.changes, remark, since)) return false
  return readSince - since >= READINGS_APART
}

function withPassed(passed: readonly Passed[], more: Passed): readonly Passed[] {
  const recent = passed.filter(one => more.at - one.at < WINDOW)
  const same = recent.find(({ claimedAt }) => claimedAt === more.claimedAt)
  const skus = Math.max(same?.skus ?? 0, more.skus)
  return [{ ...more, skus }, ...recent.filter(one => one !== same)]
}

function opened(
  { open, changes }: Brake,
  newlyHeld: readonly Zero[],
  stillHeld: readonly Zero[],
  { now, stocked }: { readonly now: Millis; readonly stocked: number | null }
): OpenBrake | null {
  const all = [...newlyHeld, ...stillHeld]
  if (all.length === 0) return open
  const isExplained = all.some(
    ({ remark, heldSince }) => explanationOf(changes, remark, heldSince ?? now) !== null
  )
  const nextReadingAt = now + READINGS_APART
  if (open && newlyHeld.length === 0)
    return { ...open, isExplained: open.isExplained || isExplained, emptySince: null }
  return {
    since: open?.since ?? now,
    lastHeldAt: now,
    held: Math.max(open?.held ?? 0, stillHeld.length) + newlyHeld.length,
    stocked: open ? open.stocked : stocked,
    reason: open && open.held > newlyHeld.length ? open.reason : mostFrequent(all),
    isExplained: (open?.isExplained ?? false) || isExplained,
    decision: open?.decision ?? null,
    isReleasing: open?.isReleasing ?? false,
    queuedAt: open?.queuedAt ?? now,
    nextReadingAt: Math.min(open?.nextReadingAt ?? nextReadingAt, nextReadingAt),
    emptySince: null,
  }
}

function mostFrequent(zeros: readonly Zero[]): BrakeReason {
  const counts = new Map<BrakeReason, number>()
  for (const { remark } of zeros) {
    const reason = reasonOf(remark)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a)
  return first ? first[0] : 'STORE_EMPTY'
}

/** Why a 0 is one, as far as its remark says. */
const REASONS: Readonly<Partial<Record<Cause, BrakeReason>>> = {
  NOT_IN_TRADE_POLICY: 'TRADE_POLICY',
  NO_WAREHOUSE: 'WAREHOUSE',
  BELOW_MIN_STOCK: 'MINIMUM_STOCK',
  KIT_NOT_SENT: 'KITS',
  SKU_INACTIVE: 'INACTIVE',
  NO_PRICE: 'NOT_OFFERED',
}

const reasonOf = (remark: Cause | null): BrakeReason =>
  (remark === null ? undefined : REASONS[remark]) ?? 'STORE_EMPTY'

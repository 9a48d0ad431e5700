import type { CarrefourNameless } from '../generated/schema'
import { type CallBudget, MARGIN } from '../carrefour/limits.logic'
import { type Millis, DAY, MINUTE } from '../shared/time'

/** A shop according to Carrefour (A01). */
export interface CheckedShop {
  readonly shopId: string
  readonly name: string
  /** OPEN, CLOSE or SUSPENDED, as documented; any other value as received. */
  readonly state: string
  /** From when to when it is closed, if it is or will be. */
  readonly closedFrom?: Millis | null
  readonly closedTo?: Millis | null
  /** Why it is suspended, in Carrefour's own word; empty when it is not. */
  readonly suspension?: string
}

/** Why Carrefour did not name a key's shop: it answers once a day, or gave no usable answer. */
export type Nameless = CarrefourNameless

/** Carrefour's answers about one key with its shop and address. */
export interface KeyCheck {
  /** Digest of key, shop and address. */
  readonly print: string
  /** When Carrefour last confirmed that the key may send stock; null when it never did. */
  readonly acceptedAt: Millis | null
  /** End of the last A01 call, or the latest moment it can have ended; null when there was none. */
  readonly askedAt: Millis | null
  /** Whose daily A01 limit that call used: a shop id, or the digest when no shop was given. */
  readonly asked: string
  /** Its answer; null when it named no shop or never came. */
  readonly shop: CheckedShop | null
  /** Carrefour answered without naming a shop. */
  readonly unsaid: boolean
}

/** What the replicas remember of keys that people tried. */
export interface KeyChecks {
  readonly keys: readonly KeyCheck[]
}

export const NO_CHECKS: KeyChecks = { keys: [] }

/** How long a confirmed key is trusted by a save after a test, and by a test after a save. */
const ACCEPTED_KEPT: Millis = 10 * MINUTE

/** How long a shop's name is remembered: Carrefour answers A01 once a day. */
const SHOP_KEPT: Millis = DAY + MARGIN

/** Maximum number of remembered keys; when that many were asked about within a day, no further A01 is made. */
const MAX_KEYS = 20

const found = ({ keys }: KeyChecks, print: string): KeyCheck | undefined =>
  keys.find(check => check.print === print)

const UNCHECKED = { acceptedAt: null, askedAt: null, asked: '', shop: null, unsaid: false }

/** The checks with new data of one key, newest first; entries older than a day are dropped. */
export function withCheck(
  checks: KeyChecks,
  print: string,
  news: Partial<Omit<KeyCheck, 'print'>>,
  now: Millis
): KeyChecks {
  const check: KeyCheck = { ...UNCHECKED, ...found(checks, print), ...news, print }
  const others = checks.keys.filter(
    one => one.print !== print && Math.max(one.acceptedAt ?? 0, one.askedAt ?? 0) > now - SHOP_KEPT
  )
  return { ...checks, keys: [check, ...others].slice(0, MAX_KEYS) }
}

/** Whether Carrefour confirmed the key recently enough. A later refusal voids it. */
export function isAccepted(
  checks: KeyChecks,
  print: string,
  refusedAt: Millis | null,
  now: Millis
): boolean {
  const at = found(checks, print)?.acceptedAt ?? null
  return at !== null && now - at < ACCEPTED_KEPT && (refusedAt === null || refusedAt < at)
}

/** The key's shop as named by Carrefour within the day; null when it was not asked. */
export function shopOf(
  checks: KeyChecks,
  print: string,
  now: Millis
): CheckedShop | Nameless | null {
  const check = found(checks, print)
  if (!check || check.askedAt === null || now - check.askedAt >= SHOP_KEPT) return null
  return check.shop ?? (check.unsaid ? 'NOT_SAID' : 'TOO_SOON')
}

/** When Carrefour last named, or did not name, the key's shop; 0 when it was never asked. */
export const namedAt = (checks: KeyChecks, print: string): Millis =>
  found(checks, print)?.askedAt ?? 0

/** When the next A01 is allowed (once a day per shop). */
export function nextShopQuestion(
  checks: KeyChecks,
  budget: CallBudget,
  subject: string,
  now: Millis
): Millis {
  const recent = checks.keys.filter(({ askedAt }) => askedAt !== null && now - askedAt < SHOP_KEPT)
  const same = recent.filter(({ asked, shop }) => asked === subject || shop?.shopId === subject)
  const counted = recent.length >= MAX_KEYS ? recent : same
  const last = Math.max(0, ...counted.map(({ askedAt }) => (askedAt ?? 0) + SHOP_KEPT))
  return Math.max(last, budget.holds.A01 ?? 0)
}

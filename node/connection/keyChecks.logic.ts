import { type CallBudget, MARGIN } from '../carrefour/limits.logic'
import { type Millis, DAY, MINUTE } from '../shared/time'

/** A shop as Carrefour calls it (A01). */
export interface CheckedShop {
  readonly shopId: string
  readonly name: string
  /** OPEN, CLOSE or SUSPENDED, as documented; any other word as it came. */
  readonly state: string
}

/** Why Carrefour did not name a key's shop: it does so once a day, or did not answer that question. */
export type Nameless = 'TOO_SOON' | 'NOT_SAID'

/** What Carrefour said of one key, with its shop and address. */
export interface KeyCheck {
  /** Digest of key, shop and address. */
  readonly print: string
  /** When Carrefour last said that the key may send stock; null when it never did. */
  readonly acceptedAt: Millis | null
  /** The end of the last question whose key it is (A01), or the latest moment of it; null when it was never asked. */
  readonly askedAt: Millis | null
  /** For whose daily question that counted: a shop id, or the print when no shop was given. */
  readonly asked: string
  /** What it answered; null when the answer did not name a shop, or never came. */
  readonly shop: CheckedShop | null
  /** Carrefour answered, without naming a shop. */
  readonly unsaid: boolean
}

/** What the replicas remember of the keys that people tried. */
export interface KeyChecks {
  readonly keys: readonly KeyCheck[]
}

export const NO_CHECKS: KeyChecks = { keys: [] }

/** How long "may send stock" serves a save after a test, and a test after a save. */
export const ACCEPTED_KEPT: Millis = 10 * MINUTE

/** How long the name of a shop is remembered: Carrefour answers that question once a day. */
const SHOP_KEPT: Millis = DAY + MARGIN

/** Most keys that are remembered; with so many asked about within a day, none is asked about any more. */
const MAX_KEYS = 20

const found = ({ keys }: KeyChecks, print: string): KeyCheck | undefined =>
  keys.find(check => check.print === print)

const UNCHECKED = { acceptedAt: null, askedAt: null, asked: '', shop: null, unsaid: false }

/** The checks with what is new about one key, the newest first; what is older than a day is forgotten. */
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

/** Whether Carrefour said so shortly ago that it need not be asked again. A refusal since then voids it. */
export function isAccepted(
  checks: KeyChecks,
  print: string,
  refusedAt: Millis | null,
  now: Millis
): boolean {
  const at = found(checks, print)?.acceptedAt ?? null
  return at !== null && now - at < ACCEPTED_KEPT && (refusedAt === null || refusedAt < at)
}

/** Whose key it is, as far as Carrefour has said within the day; null when it was not asked. */
export function shopOf(
  checks: KeyChecks,
  print: string,
  now: Millis
): CheckedShop | Nameless | null {
  const check = found(checks, print)
  if (!check || check.askedAt === null || now - check.askedAt >= SHOP_KEPT) return null
  return check.shop ?? (check.unsaid ? 'NOT_SAID' : 'TOO_SOON')
}

/** When Carrefour may next be asked whose key it is (A01, once a day per shop). */
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

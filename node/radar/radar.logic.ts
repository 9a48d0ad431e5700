import type { Process } from '../ledger/process.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'

/** Maximum time between two checks of a SKU. */
const MAX_CHECK_INTERVAL = 4 * HOUR

/** Maximum SKUs per check: their EANs, in all spellings, make a few calls (P31). */
export const CHECK_SIZE = 100

/** Maximum calls by SKU (OF21) per check. OF21 has no documented limit; the rest waits for the next check. */
export const CHECK_OFFERS = 40

/**
 * When to check again whether a product has been catalogued: after a quarter of the time it has waited, between a
 * minute and four hours, plus up to a tenth to spread the checks.
 */
export function nextCheckAt(waitingSince: Millis, now: Millis, random: number): Millis {
  const pause = Math.min(Math.max((now - waitingSince) / 4, MINUTE), MAX_CHECK_INTERVAL)
  return now + Math.round(pause * (1 + random / 10))
}

/** The EAN in comparable form: digits without leading zeros; null when it is not an EAN. */
export function comparableEan(ean: string | null): string | null {
  const digits = ean?.trim().replace(/^0+/, '') ?? ''
  return /^\d{6,14}$/.test(digits) ? digits : null
}

/** Lengths of product codes: EAN-8, UPC, EAN-13, GTIN-14. */
const LENGTHS = [13, 12, 8, 14] as const

/** Maximum codes per call (P31, documented), and maximum calls per check. */
export const MAX_CODES = 100
const MAX_QUESTIONS = 5

/**
 * The spellings a catalogue may have for an EAN: as written, then with other numbers of leading zeros. A catalogue that
 * compares codes as text knows `0000012345670` and not `12345670`. Empty when it is not an EAN.
 */
export function spellingsOf(ean: string | null): readonly string[] {
  const bare = comparableEan(ean)
  if (ean === null || bare === null) return []
  const padded = LENGTHS.filter(length => length >= bare.length).map(length =>
    bare.padStart(length, '0')
  )
  return [...new Set([ean.trim(), ...padded])]
}

/** Codes to ask about: the likely spelling of each EAN first, then the others up to the limit. */
export function codesOf(eans: readonly (string | null)[]): readonly string[] {
  const all = eans.map(spellingsOf)
  const ranks = Math.max(0, ...all.map(spellings => spellings.length))
  const byRank = Array.from({ length: ranks }, (_, rank) =>
    all.flatMap(spellings => spellings[rank] ?? [])
  )
  return [...new Set(byRank.flat())].slice(0, MAX_CODES * MAX_QUESTIONS)
}

/** Minimum time between two sendings of a SKU whose product is in the catalogue but has no offer yet. */
const RESEND_PAUSE = 10 * MINUTE

/**
 * Whether a SKU is due to be sent again whose product is in the catalogue although the shop has no offer of it: the
 * first accepted stock line may create the offer. At once when the last try is long ago; then less and less often, like
 * the checks.
 */
export function isResendDue(
  { attempts, causeSince, processedAt }: Pick<Process, 'attempts' | 'causeSince' | 'processedAt'>,
  now: Millis
): boolean {
  const last = attempts[0]?.at ?? processedAt
  const waited = now - (causeSince ?? processedAt)
  return now - last >= Math.min(Math.max(waited / 4, RESEND_PAUSE), MAX_CHECK_INTERVAL)
}

/** Share of absent products that are asked about by SKU anyway: store and Carrefour may write an EAN differently. */
const SPOT_CHECK = 1 / 8

/**
 * The next call about a SKU. Asking by EAN costs a hundredth of a call, so it comes first; stock needs an offer (OF21),
 * so a product that exists, or has no EAN, is asked about by SKU.
 *
 * @param catalogued comparable EANs in Carrefour's catalogue; null when it could not be asked
 */
export function questionFor(
  ean: string | null,
  catalogued: ReadonlySet<string> | null,
  random: number
): 'offer' | 'none' {
  const known = comparableEan(ean)
  if (catalogued === null || known === null || catalogued.has(known)) return 'offer'
  return random < SPOT_CHECK ? 'offer' : 'none'
}

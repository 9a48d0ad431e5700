import type { Process } from '../ledger/process.logic'
import { type Millis, HOUR, MINUTE } from '../shared/time'

/** The longest time between two looks at a SKU. */
export const MAX_CHECK_INTERVAL = 4 * HOUR

/** Most SKUs of one look: their EANs, in all spellings, make a few questions (P31). */
export const CHECK_SIZE = 100

/** Most questions by SKU (OF21) of one look. It has no documented limit; what is left over waits for the next look. */
export const CHECK_OFFERS = 40

/**
 * When to look again whether a product has been catalogued: after a quarter of the time it has waited,
 * at least a minute, at most four hours, plus up to a tenth so that looks spread.
 */
export function nextCheckAt(waitingSince: Millis, now: Millis, random: number): Millis {
  const pause = Math.min(Math.max((now - waitingSince) / 4, MINUTE), MAX_CHECK_INTERVAL)
  return now + Math.round(pause * (1 + random / 10))
}

/** The EAN in comparable form: digits, no zeros before them; null when it is none. */
export function comparableEan(ean: string | null): string | null {
  const digits = ean?.trim().replace(/^0+/, '') ?? ''
  return /^\d{6,14}$/.test(digits) ? digits : null
}

/** Lengths of the codes that stand for one product: EAN-8, UPC, EAN-13, GTIN-14. */
const LENGTHS = [13, 12, 8, 14] as const

/** Most codes of one question (P31, documented), and most questions of one look. */
export const MAX_CODES = 100
export const MAX_QUESTIONS = 5

/**
 * The spellings under which a catalogue may have an EAN: as it is written, then with other numbers of zeros before it.
 * A catalogue that finds codes by their letters knows `0000012345670` and not `12345670`. None for an EAN that is none.
 */
export function spellingsOf(ean: string | null): readonly string[] {
  const bare = comparableEan(ean)
  if (ean === null || bare === null) return []
  const padded = LENGTHS.filter(length => length >= bare.length).map(length =>
    bare.padStart(length, '0')
  )
  return [...new Set([ean.trim(), ...padded])]
}

/** Codes to ask about: the likely spelling of each EAN first, the others as far as there is room. */
export function codesOf(eans: readonly (string | null)[]): readonly string[] {
  const all = eans.map(spellingsOf)
  const ranks = Math.max(0, ...all.map(spellings => spellings.length))
  const byRank = Array.from({ length: ranks }, (_, rank) =>
    all.flatMap(spellings => spellings[rank] ?? [])
  )
  return [...new Set(byRank.flat())].slice(0, MAX_CODES * MAX_QUESTIONS)
}

/** The shortest time between two sendings of a SKU whose product is in the catalogue while no offer shows. */
const RESEND_PAUSE = 10 * MINUTE

/**
 * Whether it is time to send a SKU whose product is in the catalogue although the shop has no offer of it: the offer may
 * be made by the first stock line that is taken. At once when the last try is long ago; then ever less often, as one
 * looks.
 */
export function isResendDue(
  { attempts, causeSince, processedAt }: Pick<Process, 'attempts' | 'causeSince' | 'processedAt'>,
  now: Millis
): boolean {
  const last = attempts[0]?.at ?? processedAt
  const waited = now - (causeSince ?? processedAt)
  return now - last >= Math.min(Math.max(waited / 4, RESEND_PAUSE), MAX_CHECK_INTERVAL)
}

/**
 * One absent product in so many is asked about by SKU all the same: the store and Carrefour may write an
 * EAN differently.
 */
const SPOT_CHECK = 1 / 8

/**
 * What the next question about a SKU is. Asking by EAN costs a hundredth of a call, so it comes first; only
 * an offer (OF21) can be sent stock, so a product that is there, or has no EAN, is asked about by SKU.
 *
 * @param catalogued comparable EANs that Carrefour's catalogue has; null when it could not be asked
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

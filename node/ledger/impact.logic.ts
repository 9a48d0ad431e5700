import { type Cause, lineOf } from '../shared/causes'
import type { Attempt, Process } from './process.logic'

/**
 * Units that Carrefour has of a SKU after an attempt, as far as its answers tell: what it confirmed last. When it may have
 * taken the line or not, the larger of the two.
 */
export function heldAfter(
  before: number,
  { cause, quantity }: Pick<Attempt, 'cause' | 'quantity'>
): number {
  const line = lineOf(cause)
  if (line === 'noOffer') return 0
  // Held because Carrefour has units, however many.
  if (cause === 'ZERO_HELD') return Math.max(before, 1)
  if (quantity === null) return before
  if (line === 'taken') return quantity
  return cause === 'UNCONFIRMED' ? Math.max(before, quantity) : before
}

/**
 * The same for a row of an older version, from the attempts that it has kept; 0 when none of them was confirmed.
 */
export function heldByAttempts({
  attempts,
  cause,
  quantity,
}: Pick<Process, 'attempts' | 'cause' | 'quantity'>): number {
  const told = attempts.length === 0 ? [{ cause, quantity }] : attempts
  return told.reduceRight(heldAfter, 0)
}

/** Causes after which an older confirmation says nothing any more. */
const DOUBTS: ReadonlyArray<Cause | null> = ['STALE', 'UNCONFIRMED']

/**
 * Units that Carrefour last confirmed, as far as the attempts that are kept tell; null when they do not, when that is in
 * doubt, or when Carrefour has said since that it has no such offer. Pages show the same (`quantity.logic.ts`).
 */
export function confirmedOf({
  status,
  cause,
  quantity,
  attempts,
}: Pick<Process, 'status' | 'cause' | 'quantity' | 'attempts'>): number | null {
  if (DOUBTS.includes(cause)) return null
  if (attempts.length === 0) return status === 'SUCCESS' ? quantity : null
  const told = attempts.find(
    one =>
      one.quantity !== null &&
      (one.cause === null || one.importId !== null) &&
      ['taken', 'noOffer'].includes(lineOf(one.cause))
  )
  return told && lineOf(told.cause) === 'taken' ? told.quantity : null
}

/** What a SKU's problem costs, in units. */
export interface Impact {
  /** Carrefour sells more than the store has: these may be sold and are not there. */
  readonly oversold: number
  /** The store has more than Carrefour sells. */
  readonly unoffered: number
}

export const NO_IMPACT: Impact = { oversold: 0, unoffered: 0 }

/** The impact of a row: nothing for a success, and for a SKU whose stock is not known. */
export function impactOf({
  cause,
  quantity,
  atCarrefour,
}: Pick<Process, 'cause' | 'quantity' | 'atCarrefour'>): Impact {
  const wanted = cause === 'ZERO_HELD' ? 0 : quantity
  if (cause === null || wanted === null) return NO_IMPACT
  return {
    oversold: Math.max(atCarrefour - wanted, 0),
    unoffered: Math.max(wanted - atCarrefour, 0),
  }
}

/** Larger than any number of units that is sent. */
const FIRST = 1_000_000_000
const MOST = 999_999_999

/** One number by which rows are ordered: any unit that may be oversold before all that are only not offered. */
export const impactRank = ({ oversold, unoffered }: Impact): number =>
  oversold > 0 ? FIRST + Math.min(oversold, MOST) : Math.min(unoffered, MOST)

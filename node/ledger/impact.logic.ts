import { lineOf } from '../shared/causes'
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

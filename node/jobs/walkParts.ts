/* A job's long list is walked in several parts at a time, cut at the milestones of the ledger. */

import type { Ports } from '../ports'
import type { LedgerFilter, Walk } from '../ports/stores'
import { allOf } from '../shared/concurrency'
import { asList, asNumber, asObject, asText, parseJson } from '../shared/json'

/** Parts of a long list that are walked at the same time: an account has ten scrolls, for all its apps. */
const PARTS = 6

/** Shorter lists are walked in one part. */
const LONG = 4_000

/** A part of a walk: the SKUs between two codes, and where it goes on. */
interface WalkPart {
  readonly above: number | null
  readonly below: number | null
  readonly cursor: string | null
}

/** Cursors of a walk in parts hold those of all parts that are not at their end. */
export const IN_PARTS = 'parts:'

const cursorOf = (parts: readonly WalkPart[]): string => IN_PARTS + JSON.stringify(parts)

/** Where a walk begins. The milestones say where a long list can be divided; an old one makes parts of unequal length. */
export async function beginning(
  { summary }: Pick<Ports, 'summary'>,
  expected: number
): Promise<string | null> {
  if (expected < LONG) return null
  const { skus } = (await summary.read()).milestones
  const cuts = Math.min(PARTS - 1, skus.length)
  const bounds = Array.from(
    { length: cuts },
    (_, cut) => skus[Math.floor(((cut + 1) * skus.length) / (cuts + 1))]?.[0] ?? null
  )
  const parts = [null, ...bounds].map((from, part) => ({
    above: from === null ? null : from - 1,
    below: bounds[part] ?? null,
    cursor: null,
  }))
  return parts.length > 1 ? cursorOf(parts) : null
}

/** A step of each part. */
export async function stepInParts(
  ledger: Ports['ledger'],
  filter: LedgerFilter,
  cursor: string
): Promise<Walk | null> {
  const parts = partsIn(cursor)
  const steps = await allOf(
    parts.map(({ above, below, cursor: at }) =>
      ledger.walk({ ...filter, skuAbove: above, skuBelow: below }, at)
    )
  )
  if (parts.length === 0 || steps.includes(null)) return null
  const left = parts.flatMap((part, at) => {
    const next = steps[at]?.cursor ?? null
    return next === null ? [] : [{ ...part, cursor: next }]
  })
  return {
    skuIds: steps.flatMap(step => step?.skuIds ?? []),
    cursor: left.length > 0 ? cursorOf(left) : null,
  }
}

/** None of a cursor that cannot be read. */
function partsIn(cursor: string): readonly WalkPart[] {
  const stored = asList(parseJson(cursor.slice(IN_PARTS.length))) ?? []
  const parts = stored.map(one => {
    const { above, below, cursor: at } = asObject(one) ?? {}
    return { above: asNumber(above), below: asNumber(below), cursor: asText(at) }
  })
  return stored.every(one => asObject(one) !== null) ? parts : []
}

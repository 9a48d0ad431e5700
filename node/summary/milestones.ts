import { type Milestone, type Milestones, NO_MILESTONES } from '../ledger/milestones.logic'
import type { Ports } from '../ports'
import { type Ledger, REACHABLE } from '../ports/stores'
import { MINUTE } from '../shared/time'
import { type Summary, totalIn } from './summary.logic'

/** How milestones are set. */
export interface Distance {
  /** Number of rows that the pages of one search can reach; fewer need no milestones. */
  readonly reach: number
  /** Rows between two of them, at least. */
  readonly step: number
}

const DISTANCE: Distance = { reach: REACHABLE, step: 5_000 }

/** Most milestones of one kind: beyond as many the distance grows. */
const MOST = 200

/** Most searches of one run. */
const SEARCHES = 60

/** Milestones are set anew when the rows have moved for this long, or one in a hundred is new. */
const OLD = 15 * MINUTE

/**
 * Sets the milestones of a ledger that is larger than one search reaches, some in each run. Only for the run that holds
 * the lease.
 *
 * @param hasTime whether there is time for one more
 */
export async function setMilestones(
  { ledger, summary, clock }: Pick<Ports, 'ledger' | 'summary' | 'clock'>,
  hasTime: () => boolean,
  { reach, step }: Distance = DISTANCE
): Promise<void> {
  const known = await summary.read()
  const total = totalIn(known)
  if (known.countedAt === 0 || total <= reach) return
  const begun = isDue(known, total, clock.now())
    ? { ...NO_MILESTONES, at: clock.now(), total }
    : known.milestones
  if (begun.isWhole) return
  const way = Math.min(Math.max(step, Math.ceil(total / MOST)), reach - 1)
  let milestones: Milestones = begun
  let left = SEARCHES
  while (!milestones.isWhole && left > 0 && hasTime()) {
    milestones = await oneMore(ledger, milestones, way)
    left -= 2
  }
  await summary.update(now => ({ ...now, milestones }))
}

function isDue({ milestones, at }: Summary, total: number, now: number): boolean {
  if (milestones.at === 0 || Math.abs(total - milestones.total) * 100 > total) return true
  return milestones.isWhole && at > milestones.at && now - milestones.at >= OLD
}

async function oneMore(ledger: Ledger, made: Milestones, way: number): Promise<Milestones> {
  const last = made.skus.at(-1)
  if (!last || last[1] + way < made.total) {
    const next = await nextSku(ledger, last, way)
    if (next) return { ...made, skus: [...made.skus, next] }
    if (!last) return { ...made, isWhole: true }
  }
  const next = await nextMoment(ledger, made.moments.at(-1), way)
  return next ? { ...made, moments: [...made.moments, next] } : { ...made, isWhole: true }
}

async function nextSku(
  ledger: Ledger,
  last: Milestone | undefined,
  way: number
): Promise<Milestone | null> {
  const from = last ? { skuAbove: last[0] - 1 } : {}
  const { items } = await ledger.search({ ...from, sort: 'skuUp', page: way + 1, pageSize: 1 })
  return items[0] ? [Number(items[0].skuId), (last?.[1] ?? 0) + way] : null
}

/** SKUs of one file share a moment: a milestone is where one begins, even when more share it than lie between two. */
async function nextMoment(
  ledger: Ledger,
  last: Milestone | undefined,
  way: number
): Promise<Milestone | null> {
  const search = async (since: number | null, page: number) =>
    (await ledger.search({ since, sort: 'oldest', page, pageSize: 1 })).items[0]?.processedAt ??
    null
  const far = await search(last?.[0] ?? null, way + 1)
  const at = far === null || far !== last?.[0] ? far : await search(far + 1, 1)
  return at === null ? null : [at, await ledger.count({ before: at })]
}

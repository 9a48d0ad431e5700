/*
 * What the engine does to keep the summary current: saves the changes of a run, counts the ledger again, sets
 * milestones.
 */

import { isDeepStrictEqual } from 'util'
import { countCauses, viewHealth } from './matches'
import type { Process } from './process.logic'
import type { Ports } from '../ports'
import { type Ledger, Conflict, REACHABLE } from '../ports/stores'
import { problemsInLedger } from './problems'
import { MINUTE } from '../shared/time'
import {
  type RowChange,
  type Summary,
  type Milestone,
  type Milestones,
  isCountDue,
  isQuiet,
  movesRow,
  opened,
  totalIn,
  withChanges,
  NO_MILESTONES,
} from './summary.logic'

/** The run as far as it writes rows. */
interface Writer {
  readonly ports: Pick<Ports, 'ledger' | 'summary' | 'clock' | 'log'>
  readonly holder: string
  readonly changes: RowChanges
}

/** What a run has changed in the ledger and not yet in the summary. */
export class RowChanges {
  #rows: RowChange[] = []
  #opening: Promise<unknown> | null = null
  /** Whether this run has changed what the summary says. */
  isSeen = false

  /** Marks the summary once as being changed, so that a death of this run is noticed. */
  async open({ ports: { summary, clock }, holder }: Writer): Promise<void> {
    this.#opening ??= summary.update(before => opened(before, holder, clock.now()))
    await this.#opening
  }

  add(change: RowChange): void {
    this.#rows.push(change)
  }

  /** Gives back changes that could not be saved. */
  restore(rows: readonly RowChange[]): void {
    this.#rows = [...rows, ...this.#rows]
  }

  /** Takes the changes that are to be saved; null when there is nothing to save. */
  take(isEnd: boolean): readonly RowChange[] | null {
    const rows = this.#rows
    this.#rows = []
    return rows.length > 0 || (isEnd && this.#opening !== null) ? rows : null
  }
}

/** Writes a row, and notes what that changes in the summary. One that stays as it is is not written. */
export async function putRow(run: Writer, before: Process | null, after: Process): Promise<void> {
  if (isDeepStrictEqual(before, after)) return
  const change: RowChange = { before, after }
  if (movesRow(change)) await run.changes.open(run)
  await run.ports.ledger.put(after)
  run.changes.add(change)
}

/**
 * Saves the changes so far in the summary. When other replicas always win, a later write saves them, or the summary
 * stays open and the ledger is counted.
 *
 * @param isEnd whether the run writes no more rows
 */
export async function saveChanges(run: Writer, isEnd = false): Promise<void> {
  const { summary, clock, log } = run.ports
  const rows = run.changes.take(isEnd)
  if (rows === null) return
  const changes = { holder: run.holder, rows, isEnd }
  try {
    await summary.update(before => withChanges(before, changes, clock.now()))
    run.changes.isSeen = true
  } catch (error) {
    run.changes.restore(rows)
    log.warn('summary.unwritten', { rows: rows.length })
    if (!(error instanceof Conflict)) throw error
  }
}

/**
 * Counts the ledger for the summary when that is due: some dozens of searches, at most every few minutes, and none
 * while nothing changes. Only for the run that holds the lease, which alone writes rows.
 *
 * @param still called before it is counted: until then rows may be written beside this
 * @returns whether it was counted
 */
export async function recountWhenDue(
  ports: Ports,
  still: () => Promise<void> = () => Promise.resolve()
): Promise<boolean> {
  const { summary, clock, log } = ports
  const seen = await summary.read()
  if (!isCountDue(seen, clock.now()) && !(await isOff(ports, seen))) return false
  await still()
  const before = await summary.read()
  const at = clock.now()
  const [{ success, causes }, problems, health] = [
    await countCauses(ports),
    await problemsInLedger(ports),
    await viewHealth(ports),
  ]
  const counted = { at, countedAt: at, open: null, recountFrom: null }
  await summary.update(now =>
    // Written meanwhile by a run that lost its lease: what was counted may lack its rows.
    now.at === before.at ? { ...now, ...counted, success, causes, problems, health } : null
  )
  log.info('summary.counted', { success, problems: problems.length })
  return true
}

/** Minutes between two comparisons of the totals. */
const EVERY = 5

/**
 * Whether the ledger holds another number of processes than the summary says: rows were written by somebody else, or
 * removed. One search every five minutes, once searches show what the app wrote.
 */
async function isOff({ ledger, clock }: Ports, summary: Summary): Promise<boolean> {
  const now = clock.now()
  if (Math.floor(now / MINUTE) % EVERY !== 0 || !isQuiet(summary, now)) return false
  return (await ledger.count({})) !== totalIn(summary)
}

/** How milestones are set. */
interface Distance {
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
 * the lease. Rows may be written meanwhile: a milestone only says where to look.
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

import { isDeepStrictEqual } from 'util'

import { countCauses, viewHealth } from '../ledger/counts'
import type { Process } from '../ledger/process.logic'
import type { Ports } from '../ports'
import { Conflict } from '../ports/stores'
import { problemsInLedger } from '../problems/viewProblems'
import { MINUTE } from '../shared/time'
import {
  type RowChange,
  type Summary,
  isCountDue,
  isQuiet,
  movesRow,
  opened,
  totalIn,
  withChanges,
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
 * @returns whether it was counted
 */
export async function recountWhenDue(ports: Ports): Promise<boolean> {
  const { summary, clock, log } = ports
  const before = await summary.read()
  if (!isCountDue(before, clock.now()) && !(await isOff(ports, before))) return false
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

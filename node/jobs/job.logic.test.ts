import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { aClaimedBatch, aClaimedLine, aJob, aProcess, aReadLine, skuId } from '../testing/factories'
import { type Cause, CAUSES, statusOf } from '../shared/causes'
import {
  type JobList,
  addJob,
  beginSnapshot,
  cancelJob,
  EMPTY_JOB_LIST,
  endCancelled,
  jobIn,
  KEPT_JOBS,
  MAX_OPEN,
  pauseSnapshot,
  runningJob,
  rangeSettled,
  snapshotTaken,
} from './jobList.logic'
import {
  type Job,
  type JobBatchRange,
  type Counts,
  countsOf,
  isOpen,
  phaseOf,
  settledSince,
  settledTo,
  totalOf,
  sumOf,
  lineOutcome,
} from './job.logic'
import { NEW_CONNECTION } from '../engine/state.logic'
import type { Batch } from '../engine/batch.logic'
import { inHandOf } from '../engine/parts.logic'

const whole = (total: number, take = 'take') => ({
  take,
  at: 0,
  chunkEnds: total > 0 ? [total] : [],
})

/** A list with a job for each total, in order, with complete snapshots. */
function bookOf(...totals: readonly number[]): JobList {
  return totals.reduce((book: JobList, total, index) => {
    const job = aJob({ id: `job-${index + 1}`, state: 'WAITING', snapshot: whole(total) })
    const added = addJob(book, job)
    return added.ok ? added.value : book
  }, EMPTY_JOB_LIST)
}

const slice = (jobId: string, from: number, to: number): JobBatchRange => ({
  jobId,
  from,
  to,
  known: [],
})
const all = (succeeded: number): Counts => ({ succeeded, failed: 0, waiting: 0, skipped: 0 })
const states = (book: JobList) => book.jobs.map(job => job.state)

describe('the receipt', () => {
  it('has the list’s word for each cause', () => {
    const words = { SUCCESS: 'SUCCEEDED', WARNING: 'WAITING', ERROR: 'FAILED' }
    for (const cause of [null, ...(Object.keys(CAUSES) as Cause[])])
      expect([cause, lineOutcome(cause)]).toEqual([cause, words[statusOf(cause)]])
  })
})

describe('the turn of a job', () => {
  it('of two jobs, the first runs and the next follows when it is done', () => {
    const book = bookOf(5, 3)
    expect(states(book)).toEqual(['RUNNING', 'WAITING'])
    const half = rangeSettled(book, slice('job-1', 0, 4), all(4), 1)
    expect(states(half)).toEqual(['RUNNING', 'WAITING'])
    const done = rangeSettled(half, slice('job-1', 4, 5), all(1), 2)
    expect(states(done)).toEqual(['DONE', 'RUNNING'])
    expect(jobIn(done, 'job-1')?.endedAt).toBe(2)
  })

  it('a job without SKUs is done at once', () => {
    expect(states(bookOf(0))).toEqual(['DONE'])
  })

  it('after a cancel, the next waits for the batch in flight', () => {
    const cancelled = cancelJob(bookOf(5, 3), 'job-1', 1)
    expect(states(cancelled)).toEqual(['CANCELLING', 'WAITING'])
    expect(states(endCancelled(cancelled, slice('job-1', 0, 5), 2))).toEqual([
      'CANCELLING',
      'WAITING',
    ])
    expect(states(endCancelled(cancelled, null, 2))).toEqual(['CANCELLED', 'RUNNING'])
  })
})

describe('a range', () => {
  it('counts once when settled twice', () => {
    const once = rangeSettled(bookOf(5), slice('job-1', 0, 2), all(2), 1)
    expect(rangeSettled(once, slice('job-1', 0, 2), all(2), 1)).toEqual(once)
  })

  it('is ignored when older than what is settled', () => {
    const twice = rangeSettled(
      rangeSettled(bookOf(5), slice('job-1', 0, 2), all(2), 1),
      slice('job-1', 2, 4),
      all(2),
      1
    )
    expect(rangeSettled(twice, slice('job-1', 0, 2), all(2), 1)).toEqual(twice)
  })

  it('settled after the cancel: counts its outcomes and skips the rest', () => {
    const cancelled = cancelJob(bookOf(5), 'job-1', 1)
    const settled = rangeSettled(cancelled, slice('job-1', 0, 2), all(2), 2)
    expect(states(endCancelled(settled, { jobId: 'job-1' }, 2))).toEqual(['CANCELLING'])
    const ended = endCancelled(settled, null, 2)
    expect(states(ended)).toEqual(['CANCELLED'])
    expect(countsOf(ended.jobs[0] as Job)).toEqual({ ...all(2), skipped: 3 })
  })
})

describe('a key', () => {
  const first = aJob({ id: 'a', key: 'key', fingerprint: 'f' })
  const added = addJob(EMPTY_JOB_LIST, first)
  const book = added.ok ? added.value : EMPTY_JOB_LIST

  it('starts no second job for the same filter', () => {
    const again = addJob(book, aJob({ id: 'b', key: 'key', fingerprint: 'f' }))
    expect(again.ok && again.value.jobs.map(job => job.id)).toEqual(['a'])
  })

  it('is refused for another filter', () => {
    expect(addJob(book, aJob({ id: 'b', key: 'key', fingerprint: 'g' }))).toEqual({
      ok: false,
      error: 'KEY_REUSED',
    })
  })
})

describe('a snapshot in progress', () => {
  const added = addJob(EMPTY_JOB_LIST, aJob())
  const book = added.ok ? added.value : EMPTY_JOB_LIST
  const begun = { take: 'one', at: 1, chunkEnds: [], cursor: null }

  it('of two runs that read it, one starts', () => {
    const first = beginSnapshot(book, 'job-1', null, begun)
    expect(first).not.toBeNull()
    expect(first && beginSnapshot(first, 'job-1', null, { ...begun, take: 'two' })).toBeNull()
  })

  it('drops the older one when it was started again', () => {
    const first = beginSnapshot(book, 'job-1', null, begun) ?? book
    const seen = jobIn(first, 'job-1')?.taking ?? null
    const anew = beginSnapshot(first, 'job-1', seen, { ...begun, take: 'two' }) ?? first
    expect(pauseSnapshot(anew, 'job-1', { ...begun, cursor: 'x' })).toBeNull()
    expect(jobIn(snapshotTaken(anew, 'job-1', whole(3, 'one'), 2), 'job-1')?.state).toBe('PLANNED')
    expect(jobIn(snapshotTaken(anew, 'job-1', whole(3, 'two'), 2), 'job-1')?.state).toBe('RUNNING')
  })
})

describe('the number of jobs kept', () => {
  const ended = (count: number): JobList => ({
    jobs: Array.from({ length: count }, (_, id) => aJob({ id: `${id}`, state: 'DONE' })),
    dropped: [],
  })

  it('drops the oldest ended job of a full list, and names its files', () => {
    const added = addJob(ended(KEPT_JOBS), aJob({ id: 'new' }))
    expect(added.ok && [added.value.jobs.length, added.value.dropped]).toEqual([KEPT_JOBS, ['0']])
  })

  it('refuses one more than the maximum of open jobs', () => {
    const open = Array.from({ length: MAX_OPEN }, (_, id) => aJob({ id: `${id}` }))
    expect(addJob({ jobs: open, dropped: [] }, aJob({ id: 'new' }))).toEqual({
      ok: false,
      error: 'TOO_MANY_JOBS',
    })
  })
})

describe('a SKU that was sent since the snapshot', () => {
  it.each<[string, number, Cause | null, boolean]>([
    ['well', 11, null, true],
    ['before it', 10, null, false],
    ['and waits for Carrefour', 11, 'NOT_CATALOGED', true],
    ['and failed', 11, 'OFFER_LINE_REJECTED', false],
  ])('%s', (_, processedAt, cause, expected) => {
    expect(settledSince(aProcess({ processedAt, cause }), 10)).toBe(expected)
  })
})

/** Events of a list in any order, also from replicas that lost their lease. */
type Move =
  | { readonly kind: 'start'; readonly total: number }
  | { readonly kind: 'claim'; readonly room: number }
  | { readonly kind: 'settle'; readonly again: boolean; readonly bad: number }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'keep' }

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('start' as const), total: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ kind: fc.constant('claim' as const), room: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constant('settle' as const),
    again: fc.boolean(),
    bad: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({ kind: fc.constant('cancel' as const), which: fc.integer({ min: 0, max: 5 }) }),
  fc.constant<Move>({ kind: 'keep' })
)

/** An engine whose ranges are settled in the order in which they were sent. */
class Engine {
  book: JobList = EMPTY_JOB_LIST
  inHand: readonly JobBatchRange[] = []
  sent = 0
  readonly settled: { readonly slice: JobBatchRange; readonly counts: Counts }[] = []

  play(move: Move): void {
    switch (move.kind) {
      case 'start': {
        const id = `job-${this.book.jobs.length + 1}`
        const added = addJob(
          this.book,
          aJob({ id, key: id, state: 'WAITING', snapshot: whole(move.total) })
        )
        if (added.ok) this.book = added.value
        return
      }
      case 'claim': {
        const job = runningJob(this.book)
        if (!job) return
        const from = this.inHand.at(-1)?.to ?? settledTo(job)
        const next = slice(job.id, from, Math.min(from + move.room, totalOf(job)))
        if (from < next.to) this.inHand = [...this.inHand, next]
        return
      }
      case 'settle':
        return this.#settle(move.bad, move.again)
      case 'cancel':
        this.book = cancelJob(this.book, `job-${move.which}`, 1)
        return
      case 'keep':
        this.book = endCancelled(this.book, this.inHand[0] ?? null, 1)
    }
  }

  #settle(bad: number, again: boolean): void {
    const old = this.settled.at(-1)
    if (again && old) this.book = rangeSettled(this.book, old.slice, old.counts, 1)
    const [now, ...left] = this.inHand
    if (!now) return
    const length = now.to - now.from
    const failed = Math.min(bad, length)
    const counts = { ...all(length - failed), failed }
    this.settled.push({ slice: now, counts })
    this.sent += length
    this.book = endCancelled(rangeSettled(this.book, now, counts, 1), left[0] ?? null, 1)
    this.inHand = left
  }
}

describe('any order of starts, claims, settles and cancels', () => {
  it('runs at most one job, adds up receipts, ends every job and sends nothing twice', () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 60, size: 'max' }), history => {
        const engine = new Engine()
        for (const move of history) {
          engine.play(move)
          const turn = engine.book.jobs.filter(
            job => job.state === 'RUNNING' || job.state === 'CANCELLING'
          )
          expect(turn.length).toBeLessThanOrEqual(1)
          for (const job of engine.book.jobs)
            if (!isOpen(job)) expect(sumOf(countsOf(job))).toBe(totalOf(job))
        }
        for (let round = 0; round < 200 && engine.book.jobs.some(isOpen); round += 1) {
          engine.play({ kind: 'claim', room: 5 })
          engine.play({ kind: 'settle', again: true, bad: 1 })
          engine.play({ kind: 'keep' })
        }
        expect(engine.book.jobs.filter(isOpen)).toEqual([])
        const counted = engine.book.jobs.map(job => sumOf(job.settled))
        expect(counted.reduce((sum, one) => sum + one, 0)).toBe(engine.sent)
        for (const job of engine.book.jobs) expect(sumOf(countsOf(job))).toBe(totalOf(job))
      }),
      { numRuns: process.env.LONG_TESTS ? 2_000 : 100 }
    )
  })
})

describe('the phase of a job', () => {
  const state = { ...NEW_CONNECTION, settled: 1 }
  const slice = { jobId: 'job-1', from: 0, to: 2, known: [] }
  const running = aJob({ state: 'RUNNING' })
  const read = aClaimedLine({ store: { kind: 'kit', available: 3 } })
  const claimed = aClaimedBatch({ slice, lines: [read, aClaimedLine({ skuId: skuId(2) })] })
  const sent = {
    ...claimed,
    stage: 'sent' as const,
    lines: [aReadLine()],
    importId: 'i',
    sentAt: 1,
  }
  const judged = {
    ...sent,
    stage: 'judged' as const,
    verdict: { kind: 'complete' as const, rejected: {} },
    judgedAt: 2,
  }
  const phase = (job = running, batch: Batch | null = null) =>
    phaseOf(job, state, batch && inHandOf(batch), 5_000)

  it('counts what the list holds so far', () => {
    const taking = { take: 't', at: 1, chunkEnds: [1_000, 1_700], cursor: 'x' }
    expect(phase(aJob({ taking, expected: 4_137 }))).toEqual({
      kind: 'LISTING',
      done: 1_700,
      total: 4_137,
      at: null,
    })
  })

  it('tells reading, waiting for the next file, waiting for Carrefour and writing apart', () => {
    expect(phase(running, claimed)).toMatchObject({ kind: 'READING', done: 1, total: 2 })
    expect(phase(running, { ...claimed, notBefore: 9_000 })).toMatchObject({
      kind: 'NEXT_FILE',
      at: 9_000,
    })
    expect(phase(running, sent)).toMatchObject({ kind: 'AT_CARREFOUR', total: 1 })
    expect(phase(running, judged)).toMatchObject({ kind: 'WRITING', done: 1, total: 1 })
  })

  it("says nothing of a job's file while another's is under way, nor of a job that waits or has ended", () => {
    expect(phase(running, { ...sent, slice: null })).toMatchObject({ kind: 'NEXT_FILE', at: null })
    expect(phase(aJob({ state: 'WAITING' }))).toBeNull()
    expect(phase(aJob({ state: 'DONE' }))).toBeNull()
    expect(phase(aJob({ state: 'CANCELLING' }))).toBeNull()
  })
})

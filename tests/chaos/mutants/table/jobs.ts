import type { Mutant } from '../mutant'

/** Promise 7: reprocess is exact. */
export const JOBS: readonly Mutant[] = [
  {
    name: 'counts-a-slice-twice',
    promise: 7,
    what: 'a range that is settled again counts again in the receipt',
    breaks: [
      {
        of: 'withRange',
        by: `() => (job, { to }, counts) =>
  ({ ...job, ends: [...job.ends, to], settled: need('addCounts')(job.settled, counts) })`,
      },
    ],
    scene: 'settledTwice',
    check: 'receiptsAddUp',
  },
  {
    name: 'leaves-out-what-waits',
    promise: 7,
    what: 'SKUs that wait for Carrefour are left out of the sums',
    breaks: [{ of: 'tally', by: `real => lines => ({ ...real(lines), waiting: 0 })` }],
    scene: 'wholeJob',
    check: 'receiptsAddUp',
  },
  {
    name: 'takes-a-sku-twice',
    promise: 7,
    what: 'a page of the list is taken into the snapshot twice',
    breaks: [
      {
        of: 'VBaseJobs.saveChunk',
        by: `real => function (jobId, take, chunk, skuIds) {
  return real.call(this, jobId, take, chunk, [...skuIds.slice(1), ...skuIds.slice(1, 2)])
}`,
      },
    ],
    scene: 'wholeJob',
    check: 'receiptsAddUp',
  },
  {
    name: 'tells-of-success',
    promise: 7,
    what: 'the receipt calls a success what Carrefour refused',
    breaks: [
      {
        of: 'lineOutcome',
        by: `real => cause => (real(cause) === 'FAILED' ? 'SUCCEEDED' : real(cause))`,
      },
    ],
    scene: 'wholeJob',
    check: 'receiptsTellTheTruth',
  },
  {
    name: 'starts-another-job',
    promise: 7,
    what: 'the same key starts a second job',
    breaks: [
      { of: 'jobOfKey', by: `() => () => ({ ok: true, value: null })` },
      {
        of: 'addJob',
        by: `real => (book, job) => {
  const added = real(book, { ...job, key: job.id })
  const named = one => (one.id === job.id ? { ...one, key: job.key } : one)
  return added.ok ? { ok: true, value: { ...added.value, jobs: added.value.jobs.map(named) } } : added
}`,
      },
    ],
    scene: 'wholeJob',
    check: 'sameKeySameJob',
  },
  {
    name: 'ignores-the-cancel',
    promise: 7,
    what: 'a job that runs goes on after its cancel',
    breaks: [{ of: 'cancelJob', having: 'CANCELLING', by: `() => book => book` }],
    scene: 'cancelledBefore',
    check: 'cancelHonoured',
  },
  {
    name: 'sends-what-was-cancelled',
    promise: 7,
    what: 'a job that is cancelled goes into the next file all the same',
    breaks: [
      {
        of: 'runningJob',
        by: `() => {
  const isLeft = job => (job.ends.at(-1) ?? 0) < (job.snapshot?.chunkEnds.at(-1) ?? 0)
  return ({ jobs }) =>
    jobs.find(job => job.state === 'RUNNING' || (job.state === 'CANCELLED' && isLeft(job))) ?? null
}`,
      },
    ],
    scene: 'cancelledBefore',
    check: 'cancelHonoured',
  },
  {
    name: 'keeps-half-a-batch',
    promise: 7,
    what: 'a cancel lets go of half of the file in the making',
    breaks: [
      {
        of: 'rangeSettled',
        by: `real => (book, slice, counts, now) => {
  const job = need('jobIn')(book, slice.jobId)
  if (job?.state !== 'CANCELLING') return real(book, slice, counts, now)
  const half = Math.ceil((slice.from + slice.to) / 2)
  return real(book, { ...slice, to: half }, { ...counts, succeeded: half - slice.from - counts.failed - counts.waiting }, now)
}`,
      },
    ],
    scene: 'cancelledInFlight',
    check: 'receiptsAddUp',
  },
  {
    name: 'forgets-the-file-in-the-making',
    promise: 7,
    what: 'a cancel counts as skipped what Carrefour already has',
    breaks: [
      {
        of: 'rangeSettled',
        by: `real => (book, slice, counts, now) =>
  need('jobIn')(book, slice.jobId)?.state === 'CANCELLING'
    ? need('endCancelled')(book, null, now)
    : real(book, slice, counts, now)`,
      },
    ],
    scene: 'cancelledInFlight',
    check: 'touchedOnce',
  },
]

import type { Mutant } from '../mutant'

/** Promise 7: reprocess is exact. */
export const JOBS: readonly Mutant[] = [
  {
    name: 'counts-a-slice-twice',
    promise: 7,
    what: 'a slice that is settled again counts again in the receipt',
    file: 'domain/jobs.js',
    code: `
const { addCounts } = require('./receipt')
exports.withSlice = (job, { to }, counts) =>
  ({ ...job, ends: [...job.ends, to], settled: addCounts(job.settled, counts) })`,
    scene: 'settledTwice',
    check: 'receiptsAddUp',
  },
  {
    name: 'leaves-out-what-waits',
    promise: 7,
    what: 'SKUs that wait for Carrefour are left out of the sums',
    file: 'domain/receipt.js',
    code: `
const tally = exports.tally
exports.tally = lines => ({ ...tally(lines), waiting: 0 })`,
    scene: 'wholeJob',
    check: 'receiptsAddUp',
  },
  {
    name: 'takes-a-sku-twice',
    promise: 7,
    what: 'a page of the list is taken into the snapshot twice',
    file: 'stores/jobs.js',
    code: `
const saveChunk = exports.VBaseJobs.prototype.saveChunk
exports.VBaseJobs.prototype.saveChunk = function (jobId, take, chunk, skuIds) {
  return saveChunk.call(this, jobId, take, chunk, [...skuIds.slice(1), ...skuIds.slice(1, 2)])
}`,
    scene: 'wholeJob',
    check: 'receiptsAddUp',
  },
  {
    name: 'tells-of-success',
    promise: 7,
    what: 'the receipt calls a success what Carrefour refused',
    file: 'domain/receipt.js',
    code: `
const lineOutcome = exports.lineOutcome
exports.lineOutcome = cause => (lineOutcome(cause) === 'FAILED' ? 'SUCCEEDED' : lineOutcome(cause))`,
    scene: 'wholeJob',
    check: 'receiptsTellTheTruth',
  },
  {
    name: 'starts-another-job',
    promise: 7,
    what: 'the same key starts a second job',
    file: 'domain/jobBook.js',
    code: `
const addJob = exports.addJob
exports.jobOfKey = () => ({ ok: true, value: null })
exports.addJob = (book, job) => {
  const added = addJob(book, { ...job, key: job.id })
  const named = one => (one.id === job.id ? { ...one, key: job.key } : one)
  return added.ok ? { ok: true, value: { ...added.value, jobs: added.value.jobs.map(named) } } : added
}`,
    scene: 'wholeJob',
    check: 'sameKeySameJob',
  },
  {
    name: 'ignores-the-cancel',
    promise: 7,
    what: 'a job that runs goes on after its cancel',
    file: 'domain/jobBook.js',
    code: `exports.cancelJob = book => book`,
    scene: 'cancelledBefore',
    check: 'cancelHonoured',
  },
  {
    name: 'sends-what-was-cancelled',
    promise: 7,
    what: 'a job that is cancelled goes into the next file all the same',
    file: 'domain/jobBook.js',
    code: `
const isLeft = job => (job.ends.at(-1) ?? 0) < (job.snapshot?.chunkEnds.at(-1) ?? 0)
exports.runningJob = ({ jobs }) =>
  jobs.find(job => job.state === 'RUNNING' || (job.state === 'CANCELLED' && isLeft(job))) ?? null`,
    scene: 'cancelledBefore',
    check: 'cancelHonoured',
  },
  {
    name: 'keeps-half-a-batch',
    promise: 7,
    what: 'a cancel lets go of half of the file in the making',
    file: 'domain/jobBook.js',
    code: `
const sliceSettled = exports.sliceSettled
exports.sliceSettled = (book, slice, counts, now) => {
  const job = exports.jobIn(book, slice.jobId)
  if (job?.state !== 'CANCELLING') return sliceSettled(book, slice, counts, now)
  const half = Math.ceil((slice.from + slice.to) / 2)
  return sliceSettled(book, { ...slice, to: half }, { ...counts, succeeded: half - slice.from - counts.failed - counts.waiting }, now)
}`,
    scene: 'cancelledInFlight',
    check: 'receiptsAddUp',
  },
  {
    name: 'forgets-the-file-in-the-making',
    promise: 7,
    what: 'a cancel counts as skipped what Carrefour already has',
    file: 'domain/jobBook.js',
    code: `
const sliceSettled = exports.sliceSettled
exports.sliceSettled = (book, slice, counts, now) =>
  exports.jobIn(book, slice.jobId)?.state === 'CANCELLING'
    ? exports.endCancelled(book, null, now)
    : sliceSettled(book, slice, counts, now)`,
    scene: 'cancelledInFlight',
    check: 'touchedOnce',
  },
]

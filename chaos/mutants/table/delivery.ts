import type { Mutant } from '../mutant'

/** Promises 1, 2, 6 and 8: what is asked for arrives, once, as it is today. */
export const DELIVERY: readonly Mutant[] = [
  {
    name: 'acknowledges-before-it-is-durable',
    promise: 1,
    what: 'a notification is answered 200 before its mark is written',
    file: 'stores/requests.js',
    code: `
const mark = exports.VBaseRequests.prototype.mark
exports.VBaseRequests.prototype.mark = async function (...args) { mark.apply(this, args).catch(() => {}) }`,
    scene: 'queueDown',
    check: 'nothingLost',
  },
  {
    name: 'forgets-outcomes',
    promise: 1,
    what: 'an outcome that could not be written is forgotten',
    file: 'stores/ledger.js',
    code: `
const put = exports.MasterDataLedger.prototype.put
exports.MasterDataLedger.prototype.put = async function (...args) { await put.apply(this, args).catch(() => {}) }`,
    scene: 'ledgerDown',
    check: 'outcomesRecorded',
  },
  {
    name: 'settles-twice',
    promise: 1,
    what: 'a batch that is settled again counts again in the ledger',
    file: 'domain/processes.js',
    code: `
const applyOutcome = exports.applyOutcome
exports.applyOutcome = (before, outcome) => {
  const after = applyOutcome(before && { ...before, attempts: [] }, outcome)
  return { ...after, attempts: [...after.attempts, ...(before?.attempts ?? [])].slice(0, 10) }
}`,
    scene: 'ledgerAnswerLost',
    check: 'settledOnce',
  },
  {
    name: 'never-closes-an-incident',
    promise: 1,
    what: 'an incident stays open after Carrefour answers again',
    file: 'domain/connection.js',
    code: `exports.closeIncident = state => state`,
    scene: 'outage',
    check: 'comesToRest',
  },
  {
    name: 'cleans-marks-at-the-end',
    promise: 2,
    what: 'marks are removed when the batch has settled: a change in between is lost',
    file: 'useCases/work/settle.js',
    code: `
const settle = exports.settle
exports.settle = async (run, batch) => {
  await settle(run, batch)
  const done = new Set(batch.lines.map(line => line.skuId))
  const marks = await run.ports.requests.list(1000)
  await run.ports.requests.remove(marks.filter(mark => done.has(mark.skuId)))
}`,
    scene: 'changesMeanwhile',
    check: 'lastQuantityWins',
  },
  {
    name: 'has-no-radar',
    promise: 6,
    what: 'nobody looks whether a product has been catalogued',
    file: 'useCases/work/look.js',
    code: `exports.look = async () => {}`,
    scene: 'catalogued',
    check: 'waitsForCatalogue',
  },
  {
    name: 'calls-it-a-failure',
    promise: 6,
    what: 'a product that is not catalogued is taken for a refused line',
    file: 'domain/recognise.js',
    code: `
const judgeLines = exports.judgeLines
exports.judgeLines = lines => judgeLines(lines, new Map(lines.map(({ skuId }) => [skuId, true])))`,
    scene: 'catalogued',
    check: 'waitsForCatalogue',
  },
  {
    name: 'reprocesses-old-stock',
    promise: 8,
    what: 'a reprocess sends the quantity of the attempt before',
    file: 'useCases/work/readStock.js',
    code: `
const readStock = exports.readStock
exports.readStock = async (run, lines) => {
  const read = await readStock(run, lines)
  if (!read.ok || read.value.kind !== 'read') return read
  const old = await Promise.all(read.value.lines.map(async line => {
    const before = line.reason === 'REPROCESS' ? await run.ports.ledger.get(line.skuId) : null
    return before && before.quantity !== null ? { ...line, quantity: before.quantity } : line
  }))
  return { ...read, value: { ...read.value, lines: old } }
}`,
    scene: 'reprocessLater',
    check: 'todaysStock',
  },
]

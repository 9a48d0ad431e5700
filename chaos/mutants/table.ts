import type { Mutant } from './mutant'

/** Wraps methods of the Carrefour client: `result => result` on what they answer. */
const onAnswers = (methods: readonly string[], change: string): string => `
for (const name of ${JSON.stringify(methods)}) {
  const real = exports.CarrefourClient.prototype[name]
  exports.CarrefourClient.prototype[name] = async function (...args) {
    const answer = await real.apply(this, args)
    return (${change})(answer)
  }
}`

/** Every mutant. Each does what a plausible mistake would do. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'acknowledges-before-it-is-durable',
    promise: 1,
    what: 'a notification is answered 200 before its mark is written',
    file: 'stores/requests.js',
    code: `
const mark = exports.VBaseRequests.prototype.mark
exports.VBaseRequests.prototype.mark = async function (...args) { mark.apply(this, args).catch(() => {}) }`,
    provoke: 'faults',
  },
  {
    name: 'forgets-outcomes',
    promise: 1,
    what: 'an outcome that could not be written is forgotten',
    file: 'stores/ledger.js',
    code: `
const put = exports.MasterDataLedger.prototype.put
exports.MasterDataLedger.prototype.put = async function (...args) { await put.apply(this, args).catch(() => {}) }`,
    provoke: 'faults',
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
  },
  {
    name: 'hurries',
    promise: 3,
    what: 'the intervals are a third of what Carrefour asks',
    file: 'domain/limits.js',
    code: `exports.SHORTEST_INTERVAL = { ...exports.SHORTEST_INTERVAL, STO01: 20000, STO02: 5000, STO03: 20000 }`,
  },
  {
    name: 'does-not-write-calls-down',
    promise: 3,
    what: 'calls are made without being written down',
    file: 'domain/limits.js',
    code: `exports.spendCall = budget => budget`,
  },
  {
    name: 'ignores-retry-after',
    promise: 3,
    what: 'Retry-After is not read',
    file: 'clients/carrefour/index.js',
    code: onAnswers(
      ['sendStock', 'importStatus', 'errorReport'],
      `answer => (answer.kind === 'limited' ? { ...answer, retryAfter: 1000 } : answer)`
    ),
    provoke: 'faults',
  },
  {
    name: 'does-not-wait-for-the-import',
    promise: 3,
    what: 'the next batch starts while an import runs',
    file: 'domain/nextStep.js',
    code: `
const nextStep = exports.nextStep
exports.nextStep = situation => {
  const step = nextStep(situation)
  return step.kind === 'poll' && step.at < Date.now() && step.batch.sentAt < Date.now() - 20000
    ? { kind: 'claim', at: 0 }
    : step
}`,
    provoke: 'slowImports',
  },
  {
    name: 'takes-failed-for-complete',
    promise: 4,
    what: 'an import that FAILED counts as confirmed',
    file: 'clients/carrefour/index.js',
    code: onAnswers(
      ['importStatus'],
      `answer => answer.kind === 'done' && answer.value.state === 'failed'
        ? { ...answer, value: { ...answer.value, state: 'complete', hasErrorReport: false } } : answer`
    ),
    provoke: 'faults',
  },
  {
    name: 'does-not-read-the-report',
    promise: 4,
    what: 'COMPLETE is enough: the error report is not read',
    file: 'clients/carrefour/index.js',
    code: onAnswers(
      ['importStatus'],
      `answer => answer.kind === 'done' ? { ...answer, value: { ...answer.value, hasErrorReport: false } } : answer`
    ),
  },
  {
    name: 'tries-a-refused-key-again',
    promise: 5,
    what: '401 and 403 are taken for a passing failure',
    file: 'clients/carrefour/index.js',
    code: onAnswers(
      ['sendStock', 'importStatus', 'errorReport', 'offer'],
      `answer => (answer.kind === 'refused' ? { kind: 'unavailable', message: answer.message } : answer)`
    ),
    provoke: 'faults',
  },
  {
    name: 'paints-everything-red',
    promise: 5,
    what: 'a refused key turns SKUs red that only wait',
    file: 'useCases/work/settle.js',
    code: `
const settle = exports.settle
const { applyOutcome } = require('../../domain/processes')
const { outcomeOf } = require('../../domain/settle')
exports.settle = async (run, batch) => {
  const blamed = batch.verdict.kind === 'failed' && batch.verdict.cause.startsWith('AUTH_')
  const marks = blamed ? await run.ports.requests.list(1000) : []
  for (const { skuId } of marks) {
    const outcome = outcomeOf(batch, { ...batch.lines[0], skuId }, 'CRF', 0)
    await run.ports.ledger.put(applyOutcome(await run.ports.ledger.get(skuId), outcome))
  }
  await settle(run, batch)
}`,
    provoke: 'faults',
  },
  {
    name: 'has-no-radar',
    promise: 6,
    what: 'nobody looks whether a product has been catalogued',
    file: 'useCases/work/look.js',
    code: `exports.look = async () => {}`,
    provoke: 'faults',
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
  return { ...read, value: { kind: 'read', lines: old } }
}`,
    provoke: 'faults',
  },
  {
    name: 'logs-the-key',
    promise: 9,
    what: 'the ShopKey is written to the log',
    file: 'clients/carrefour/transport.js',
    code: `
const call = exports.CarrefourTransport.prototype.call
exports.CarrefourTransport.prototype.call = function (access, operation) {
  console.log(JSON.stringify({ operation: operation.name, key: access.shopKey.reveal() }))
  return call.call(this, access, operation)
}`,
  },
  {
    name: 'mixes-accounts-up',
    promise: 10,
    what: 'the configuration is kept in memory without the account in its key',
    file: 'stores/configurations.js',
    code: `
const read = exports.SettingsConfigurations.prototype.read
let kept = null
let until = 0
exports.SettingsConfigurations.prototype.read = async function () {
  if (kept && Date.now() < until) return kept
  kept = await read.call(this)
  until = Date.now() + 5000
  return kept
}`,
  },
]

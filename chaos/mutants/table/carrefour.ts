import type { Mutant } from '../mutant'

/** Wraps methods of the Carrefour client: `answer => answer` on what they answer. */
const onAnswers = (methods: readonly string[], change: string): string => `
for (const name of ${JSON.stringify(methods)}) {
  const real = exports.CarrefourClient.prototype[name]
  exports.CarrefourClient.prototype[name] = async function (...args) {
    const answer = await real.apply(this, args)
    return (${change})(answer)
  }
}`

/** Counts of STO02 by which each line was taken, as many as there are. */
const ALL_TAKEN = `{ ...answer.value.counts, hasReport: false, inError: 0,
          inSuccess: (answer.value.counts.inError ?? 0) + (answer.value.counts.inSuccess ?? 0) }`

/** Promises 3, 4, 5, 9 and 10: how Carrefour is called, and what its answers mean. */
export const CARREFOUR: readonly Mutant[] = [
  {
    name: 'hurries',
    promise: 3,
    what: 'the intervals are a third of what Carrefour asks',
    file: 'domain/limits.js',
    code: `exports.SHORTEST_INTERVAL = { ...exports.SHORTEST_INTERVAL, STO01: 20000, STO02: 5000, STO03: 20000 }`,
    scene: 'busy',
    check: 'limitsKept',
  },
  {
    name: 'does-not-write-calls-down',
    promise: 3,
    what: 'calls are made without being written down',
    file: 'domain/limits.js',
    code: `exports.reserveCall = budget => budget`,
    scene: 'busy',
    check: 'limitsKept',
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
    scene: 'askedToWait',
    check: 'limitsKept',
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
  return step.kind === 'poll' && step.batch.sentAt < Date.now() - 20000 ? { kind: 'claim', at: 0 } : step
}`,
    scene: 'slowImports',
    check: 'oneInFlight',
  },
  {
    name: 'takes-failed-for-complete',
    promise: 4,
    what: 'an import that FAILED counts as confirmed',
    file: 'clients/carrefour/index.js',
    code: onAnswers(
      ['importStatus'],
      `answer => answer.kind === 'done' && answer.value.state === 'failed'
        ? { ...answer, value: { ...answer.value, state: 'complete', counts: ${ALL_TAKEN} } } : answer`
    ),
    scene: 'failedImport',
    check: 'successIsTheirWord',
  },
  {
    name: 'does-not-read-the-report',
    promise: 4,
    what: 'COMPLETE is enough: the error report is not read',
    file: 'clients/carrefour/index.js',
    code: onAnswers(
      ['importStatus'],
      `answer => answer.kind === 'done' ? { ...answer, value: { ...answer.value, counts: ${ALL_TAKEN} } } : answer`
    ),
    scene: 'refusedLine',
    check: 'successIsTheirWord',
  },
  {
    name: 'shows-what-was-before',
    promise: 4,
    what: 'a row keeps the quantity of the sending before',
    file: 'domain/processes.js',
    code: `
const applyOutcome = exports.applyOutcome
exports.applyOutcome = (before, outcome) => {
  const after = applyOutcome(before, outcome)
  return after === before ? after : { ...after, quantity: before?.quantity ?? after.quantity }
}`,
    scene: 'changes',
    check: 'rowsTellTheTruth',
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
    scene: 'refusedKey',
    check: 'stopsWhenRefused',
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
    scene: 'refusedSlowly',
    check: 'redOnlyWhenTried',
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
    scene: 'changes',
    check: 'keysStayIn',
  },
  {
    name: 'saves-without-trying',
    promise: 9,
    what: 'a ShopKey is saved without being tried at Carrefour',
    file: 'useCases/verifyKey.js',
    code: `exports.verifyKey = async () => ({ kind: 'accepted', shop: 'NOT_SAID', nextShopCheckAt: 0 })`,
    scene: 'wrongKey',
    check: 'keysAreTried',
  },
  {
    name: 'mixes-accounts-up',
    promise: 10,
    what: 'the configuration is kept in memory without the account in its key',
    file: 'stores/savedConnection.js',
    code: `
const read = exports.SavedConnection.prototype.read
let kept = null
let until = 0
exports.SavedConnection.prototype.read = async function () {
  if (kept && Date.now() < until) return kept
  kept = await read.call(this)
  until = Date.now() + 5000
  return kept
}`,
    scene: 'interleaved',
    check: 'noMixUp',
  },
]

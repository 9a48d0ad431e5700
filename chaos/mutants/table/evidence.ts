import type { Mutant } from '../mutant'

/** Promises 1 to 4, 9, 10 and 12, against odd answers, poisonous SKUs and people who save at once. */
export const EVIDENCE: readonly Mutant[] = [
  {
    name: 'guesses-at-reports',
    promise: 4,
    what: 'a line that a doubtful report does not name is a success',
    file: 'domain/report/reading.js',
    code: `
const readReport = exports.readReport
exports.readReport = (...args) => ({ ...readReport(...args), open: [] })`,
    scene: 'cutReport',
    check: 'successIsTheirWord',
  },
  {
    name: 'believes-without-reading-back',
    promise: 4,
    what: 'what a report leaves open is confirmed without asking Carrefour what it holds',
    file: 'useCases/work/readBack.js',
    code: `
const { judge } = require('./verdict')
exports.readBack = (run, batch) =>
  judge(run, batch, { kind: 'complete', rejected: batch.readBack.rejected, readBack: batch.readBack.open })`,
    scene: 'cutReport',
    check: 'successIsTheirWord',
  },
  {
    name: 'counts-from-the-start',
    promise: 3,
    what: 'the distance of two calls counts from the start of the one before, not from its end',
    file: 'domain/limits.js',
    code: `
exports.reserveCall = (budget, operation, now) =>
  ({ ...budget, lastCalls: { ...budget.lastCalls, [operation]: now } })
exports.endCall = budget => budget`,
    scene: 'slowCalls',
    check: 'neverTooEarly',
  },
  {
    name: 'asks-again-at-once',
    promise: 3,
    what: 'a Retry-After of 0 makes the pause shorter',
    file: 'domain/reconcilePages.js',
    code: `
const afterFailure = exports.afterFailure
exports.afterFailure = (state, problem, retryAfter, chance) => {
  const after = afterFailure(state, problem, retryAfter, chance)
  return after.run ? { ...after, run: { ...after.run, tries: 0, notBefore: chance.now } } : after
}`,
    scene: 'noPause',
    check: 'pausesGrow',
  },
  {
    name: 'asks-for-all-or-nothing',
    promise: 1,
    what: 'a call to the store that fails for one SKU fails for all that it names',
    file: 'useCases/work/askEach.js',
    code: `
exports.simulateEach = async (run, skuIds) => {
  const { tradePolicy, affiliateId } = run.configuration.choices
  const answer = await run.ports.store.simulate(skuIds, tradePolicy, affiliateId)
  const nothing = { answers: new Map(), failedCalls: new Map(), unreadable: new Set(), failedAlone: new Set() }
  if (!answer.ok) return { ...nothing, outage: answer.error }
  const figures = new Map(answer.value.map(one => [one.skuId, one.available]))
  return { ...nothing, answers: new Map(skuIds.map(id => [id, figures.get(id)])), outage: null }
}`,
    scene: 'poisonInStore',
    check: 'othersGoOn',
  },
  {
    name: 'waits-for-every-row',
    promise: 1,
    what: 'a row that the ledger does not take holds up the batch, and with it all that comes after',
    file: 'useCases/work/writeOutcomes.js',
    code: `
const writeOutcomes = exports.writeOutcomes
exports.writeOutcomes = async (run, outcomes) => {
  const written = await writeOutcomes(run, outcomes)
  return written.refused.length > 0 ? { done: 0, refused: [], outage: null } : written
}`,
    scene: 'poisonInLedger',
    check: 'othersGoOn',
  },
  {
    name: 'saves-over-others',
    promise: 12,
    what: 'a save replaces whatever is there by the time it is written',
    file: 'stores/savedConnection.js',
    code: `
const replace = exports.SavedConnection.prototype.replace
exports.SavedConnection.prototype.replace = async function (expected, change) {
  const now = await this.read()
  return replace.call(this, now ? now.version : null, change)
}`,
    scene: 'savedTogether',
    check: 'onceSaved',
  },
  {
    name: 'undoes-a-disconnect',
    promise: 12,
    what: 'a save that was under way brings back a connection that was taken down',
    file: 'stores/savedConnection.js',
    code: `
const replace = exports.SavedConnection.prototype.replace
exports.SavedConnection.prototype.replace = async function (expected, change) {
  await new Promise(resolve => setTimeout(resolve, 5000))
  const now = await this.read()
  return replace.call(this, now ? now.version : null, change)
}`,
    scene: 'disconnected',
    check: 'disconnectHolds',
  },
  {
    name: 'sends-the-key-elsewhere',
    promise: 9,
    what: 'the saved key is tried at an address that was typed without it',
    file: 'domain/form.js',
    code: `exports.sameHost = () => true`,
    scene: 'elsewhere',
    check: 'keyStaysAtItsHost',
  },
  {
    name: 'calls-a-cut-list-whole',
    promise: 2,
    what: 'a comparison of a list that lacks offers ends without a word',
    file: 'domain/offerList.js',
    code: `exports.isWhole = () => true`,
    scene: 'cutList',
    check: 'listsAreWhole',
  },
  {
    name: 'repairs-ids',
    promise: 10,
    what: 'zeros before an id are taken away: 0101 is taken for 101',
    file: 'domain/requests.js',
    code: `
const parseSkuId = exports.parseSkuId
exports.parseSkuId = raw => parseSkuId(typeof raw === 'string' ? raw.replace(/^0+(?=[1-9])/, '') : raw)`,
    scene: 'nearlyOurs',
    check: 'foreignUntouched',
  },
]

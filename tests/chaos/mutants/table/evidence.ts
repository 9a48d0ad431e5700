import type { Mutant } from '../mutant'

/** Promises 1 to 4, 9, 10 and 12, against odd answers, poisonous SKUs and people who save at once. */
export const EVIDENCE: readonly Mutant[] = [
  {
    name: 'guesses-at-reports',
    promise: 4,
    what: 'a line that a doubtful report does not name is a success',
    breaks: [
      {
        of: 'readReport',
        having: 'isProven',
        by: `real => (...args) => ({ ...real(...args), open: [] })`,
      },
    ],
    scene: 'cutReport',
    check: 'successIsTheirWord',
  },
  {
    name: 'believes-without-reading-back',
    promise: 4,
    what: 'what a report leaves open is confirmed without asking Carrefour what it holds',
    breaks: [
      {
        of: 'readBack',
        by: `() => (run, batch) => {
  const { rejected, open } = batch.readBack
  return need('judge', 'withoutDoubtful')(run, batch, { kind: 'complete', rejected, readBack: open })
}`,
      },
    ],
    scene: 'cutReport',
    check: 'successIsTheirWord',
  },
  {
    name: 'counts-from-the-start',
    promise: 3,
    what: 'the distance of two calls counts from the start of the one before, not from its end',
    breaks: [
      {
        of: 'reserveCall',
        by: `() => (budget, operation, now) =>
  ({ ...budget, lastCalls: { ...budget.lastCalls, [operation]: now } })`,
      },
      { of: 'endCall', by: `() => budget => budget` },
    ],
    scene: 'slowCalls',
    check: 'neverTooEarly',
  },
  {
    name: 'asks-again-at-once',
    promise: 3,
    what: 'a Retry-After of 0 makes the pause shorter',
    breaks: [
      {
        of: 'afterFailure',
        by: `real => (state, problem, retryAfter, chance) => {
  const after = real(state, problem, retryAfter, chance)
  return after.run ? { ...after, run: { ...after.run, tries: 0, notBefore: chance.now } } : after
}`,
      },
    ],
    scene: 'noPause',
    check: 'pausesGrow',
  },
  {
    name: 'asks-for-all-or-nothing',
    promise: 1,
    what: 'a call to the store that fails for one SKU fails for all that it names',
    breaks: [
      {
        of: 'simulateEach',
        by: `() => async (run, skuIds) => {
  const { tradePolicy, affiliateId } = run.configuration.choices
  const answer = await run.ports.store.simulate(skuIds, tradePolicy, affiliateId)
  const nothing = { answers: new Map(), failedCalls: new Map(), unreadable: new Set(), failedAlone: new Set() }
  if (!answer.ok) return { ...nothing, outage: answer.error }
  const figures = new Map(answer.value.map(one => [one.skuId, one.available]))
  return { ...nothing, answers: new Map(skuIds.map(id => [id, figures.get(id)])), outage: null }
}`,
      },
    ],
    scene: 'poisonInStore',
    check: 'othersGoOn',
  },
  {
    name: 'waits-for-every-row',
    promise: 1,
    what: 'a row that the ledger does not take holds up the batch, and with it all that comes after',
    breaks: [
      {
        of: 'tryToWrite',
        by: `real => async (...args) => {
  const written = await real(...args)
  return written.refused.length > 0 ? { done: 0, refused: [], outage: null } : written
}`,
      },
      // The line that fails again and again would be left to later tries.
      {
        of: 'settle',
        by: `real => (run, batch, state, settling) =>
  real(run, batch, state, { ...settling, at: { ...settling.at, deaths: 0 } })`,
      },
    ],
    scene: 'poisonInLedger',
    check: 'othersGoOn',
  },
  {
    name: 'saves-over-others',
    promise: 12,
    what: 'a save replaces whatever is there by the time it is written',
    breaks: [
      {
        of: 'SavedConnection.replace',
        by: `real => async function (expected, change) {
  const now = await this.read()
  return real.call(this, now ? now.version : null, change)
}`,
      },
    ],
    scene: 'savedTogether',
    check: 'onceSaved',
  },
  {
    name: 'undoes-a-disconnect',
    promise: 12,
    what: 'a save that was under way brings back a connection that was taken down',
    breaks: [
      {
        of: 'SavedConnection.replace',
        by: `real => async function (expected, change) {
  await new Promise(resolve => setTimeout(resolve, 5000))
  const now = await this.read()
  return real.call(this, now ? now.version : null, change)
}`,
      },
    ],
    scene: 'disconnected',
    check: 'disconnectHolds',
  },
  {
    name: 'sends-the-key-elsewhere',
    promise: 9,
    what: 'the saved key is tried at an address that was typed without it',
    breaks: [{ of: 'sameHost', by: `() => () => true` }],
    scene: 'elsewhere',
    check: 'keyStaysAtItsHost',
  },
  {
    name: 'calls-a-cut-list-whole',
    promise: 2,
    what: 'a comparison of a list that lacks offers ends without a word',
    breaks: [{ of: 'isWhole', having: 'isDoubtful', by: `() => () => true` }],
    scene: 'cutList',
    check: 'listsAreWhole',
  },
  {
    name: 'repairs-ids',
    promise: 10,
    what: 'zeros before an id are taken away: 0101 is taken for 101',
    breaks: [
      {
        of: 'parseSkuId',
        by: `real => raw => real(typeof raw === 'string' ? raw.replace(/^0+(?=[1-9])/, '') : raw)`,
      },
    ],
    scene: 'nearlyOurs',
    check: 'foreignUntouched',
  },
]

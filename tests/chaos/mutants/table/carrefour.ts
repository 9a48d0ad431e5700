import type { Break, Mutant } from '../mutant'

/** Methods of the Carrefour client whose answers are changed: `answer => answer`. */
const onAnswers = (methods: readonly string[], change: string): readonly Break[] =>
  methods.map(method => ({
    of: `CarrefourClient.${method}`,
    by: `real => async function (...args) { return (${change})(await real.apply(this, args)) }`,
  }))

/** Counts of STO02 by which each line was taken, as many as there are. */
const ALL_TAKEN = `{ ...answer.value.counts, hasReport: false, inError: 0,
          inSuccess: (answer.value.counts.inError ?? 0) + (answer.value.counts.inSuccess ?? 0) }`

/** Promises 3, 4, 5, 9 and 10: how Carrefour is called, and what its answers mean. */
export const CARREFOUR: readonly Mutant[] = [
  {
    name: 'hurries',
    promise: 3,
    what: 'the intervals are a third of what Carrefour asks',
    breaks: [
      {
        of: 'SHORTEST_INTERVAL',
        by: `real => ({ ...real, STO01: 20000, STO02: 5000, STO03: 20000 })`,
      },
    ],
    scene: 'busy',
    check: 'limitsKept',
  },
  {
    name: 'does-not-write-calls-down',
    promise: 3,
    what: 'calls are made without being written down',
    // A call whose end is written down was written down all the same.
    breaks: ['reserveCall', 'endCall'].map(of => ({ of, by: `() => budget => budget` })),
    scene: 'busy',
    check: 'limitsKept',
  },
  {
    name: 'ignores-retry-after',
    promise: 3,
    what: 'Retry-After is not read',
    breaks: onAnswers(
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
    breaks: [
      {
        of: 'nextStep',
        by: `real => situation => {
  const step = real(situation)
  return step.kind === 'poll' && step.batch.sentAt < Date.now() - 20000 ? { kind: 'claim', at: 0 } : step
}`,
      },
    ],
    scene: 'slowImports',
    check: 'oneInFlight',
  },
  {
    name: 'takes-failed-for-complete',
    promise: 4,
    what: 'an import that FAILED counts as confirmed',
    // With the state of its status alone it is no success: its counts do not prove that a line was taken.
    breaks: [
      {
        of: 'splitOrEnd',
        by: `real => (run, batch, message) => batch.stage !== 'sent'
  ? real(run, batch, message)
  : need('judge', 'withoutDoubtful')(run, batch, { kind: 'complete', rejected: {} })`,
      },
    ],
    scene: 'failedImport',
    check: 'successIsTheirWord',
  },
  {
    name: 'does-not-read-the-report',
    promise: 4,
    what: 'COMPLETE is enough: the error report is not read',
    breaks: onAnswers(
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
    breaks: [
      {
        of: 'applyOutcome',
        by: `real => (before, outcome) => {
  const after = real(before, outcome)
  return after === before ? after : { ...after, quantity: before?.quantity ?? after.quantity }
}`,
      },
    ],
    scene: 'changes',
    check: 'rowsTellTheTruth',
  },
  {
    name: 'tries-a-refused-key-again',
    promise: 5,
    what: '401 and 403 are taken for a passing failure',
    breaks: onAnswers(
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
    breaks: [
      {
        of: 'settle',
        by: `real => async (...args) => {
  const [run, batch] = args
  const { ledger, queue } = run.ports
  const blamed = batch.verdict.kind === 'failed' && batch.verdict.cause.startsWith('AUTH_')
  const marks = blamed ? await queue.list(1000) : []
  for (const { skuId } of marks) {
    const sender = need('senderOf')(run.configuration)
    const outcome = need('outcomeOf', 'affiliateId')(batch, { ...batch.lines[0], skuId }, sender, 0)
    await ledger.put(need('applyOutcome')(await ledger.get(skuId), outcome))
  }
  return real(...args)
}`,
      },
    ],
    scene: 'refusedSlowly',
    check: 'redOnlyWhenTried',
  },
  {
    name: 'logs-the-key',
    promise: 9,
    what: 'the ShopKey is written to the log',
    breaks: [
      {
        of: 'CarrefourTransport.call',
        by: `real => function (access, operation) {
  console.log(JSON.stringify({ operation: operation.name, key: access.shopKey.reveal() }))
  return real.call(this, access, operation)
}`,
      },
    ],
    scene: 'changes',
    check: 'keysStayIn',
  },
  {
    name: 'saves-without-trying',
    promise: 9,
    what: 'a ShopKey is saved without being tried at Carrefour',
    breaks: [
      {
        of: 'verifyKey',
        by: `() => async () => ({ kind: 'accepted', shop: 'NOT_SAID', nextShopCheckAt: 0 })`,
      },
    ],
    scene: 'wrongKey',
    check: 'keysAreTried',
  },
  {
    name: 'mixes-accounts-up',
    promise: 10,
    what: 'the configuration is kept in memory without the account in its key',
    breaks: [
      {
        of: 'SavedConnection.read',
        by: `real => {
  let kept = null
  let until = 0
  return async function () {
    if (kept && Date.now() < until) return kept
    kept = await real.call(this)
    until = Date.now() + 5000
    return kept
  }
}`,
      },
    ],
    scene: 'interleaved',
    check: 'noMixUp',
  },
]

import type { Mutant } from '../mutant'

/** Promises 1, 2, 6 and 8: what is asked for arrives, once, as it is today. */
export const DELIVERY: readonly Mutant[] = [
  {
    name: 'acknowledges-before-it-is-durable',
    promise: 1,
    what: 'a notification is answered 200 before its request is written',
    breaks: [
      {
        of: 'VBaseRequestQueue.enqueue',
        by: `real => async function (...args) {
  real.apply(this, args).catch(() => {})
}`,
      },
    ],
    scene: 'queueDown',
    check: 'nothingLost',
  },
  {
    name: 'forgets-outcomes',
    promise: 1,
    what: 'an outcome that could not be written is forgotten',
    breaks: [
      {
        of: 'MasterDataLedger.put',
        by: `real => async function (...args) {
  await real.apply(this, args).catch(() => {})
}`,
      },
    ],
    scene: 'ledgerDown',
    check: 'outcomesRecorded',
  },
  {
    name: 'settles-twice',
    promise: 1,
    what: 'a batch that is settled again counts again in the ledger',
    breaks: [
      {
        of: 'applyOutcome',
        by: `real => (before, outcome) => {
  const after = real(before && { ...before, attempts: [] }, outcome)
  return { ...after, attempts: [...after.attempts, ...(before?.attempts ?? [])].slice(0, 10) }
}`,
      },
    ],
    scene: 'ledgerAnswerLost',
    check: 'settledOnce',
  },
  {
    name: 'never-closes-an-incident',
    promise: 1,
    what: 'an incident stays open after Carrefour answers again',
    breaks: [{ of: 'closeIncident', by: `() => state => state` }],
    scene: 'outage',
    check: 'comesToRest',
  },
  {
    name: 'cleans-marks-at-the-end',
    promise: 2,
    what: 'requests are removed when the batch has settled: a change in between is lost',
    breaks: [
      {
        of: 'settle',
        by: `real => async (...args) => {
  const settled = await real(...args)
  const [run, batch] = args
  const done = new Set(batch.lines.map(line => line.skuId))
  const requests = await run.ports.queue.list(1000)
  await run.ports.queue.remove(requests.filter(request => done.has(request.skuId)))
  return settled
}`,
      },
    ],
    scene: 'changesMeanwhile',
    check: 'lastQuantityWins',
  },
  {
    name: 'has-no-radar',
    promise: 6,
    what: 'nobody looks whether a product has been catalogued',
    breaks: [{ of: 'checkCatalog', by: `() => async () => {}` }],
    scene: 'catalogued',
    check: 'waitsForCatalogue',
  },
  {
    name: 'calls-it-a-failure',
    promise: 6,
    what: 'a product that is not catalogued is taken for a refused line',
    breaks: [
      {
        of: 'judgeLines',
        by: `real => lines =>
  real(lines, new Map(lines.map(({ skuId }) => [skuId, true])))`,
      },
    ],
    scene: 'catalogued',
    check: 'waitsForCatalogue',
  },
  {
    name: 'reprocesses-old-stock',
    promise: 8,
    what: 'a reprocess sends the quantity of the attempt before',
    breaks: [
      {
        of: 'readStock',
        by: `real => async (run, lines, patience) => {
  const read = await real(run, lines, patience)
  if (!read.ok || read.value.kind !== 'read') return read
  const old = await Promise.all(read.value.lines.map(async line => {
    const before = line.reason === 'REPROCESS' ? await run.ports.ledger.get(line.skuId) : null
    return before && before.quantity !== null ? { ...line, quantity: before.quantity } : line
  }))
  return { ...read, value: { ...read.value, lines: old } }
}`,
      },
    ],
    scene: 'reprocessLater',
    check: 'todaysStock',
  },
]

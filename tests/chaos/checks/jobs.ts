import {
  type AccountEvidence,
  type Check,
  type Evidence,
  type Violation,
  callsOf,
  linesOf,
  onBoth,
} from '../evidence'
import type { Attempt, SeenJob, SeenLine } from '../harness/queries'
import { isTrouble } from '../harness/recorder'
import { type EventOf, eventsOf } from '../history'
import { refusedIn } from './word'
import { wasTroubled } from './trouble'

/** What is wrong with each job of an account. */
const onJobs =
  (wrong: (job: SeenJob, side: 0 | 1, evidence: Evidence) => readonly string[]): Check =>
  evidence =>
    onBoth(side =>
      evidence.accounts[side].jobs.flatMap(job =>
        wrong(job, side, evidence).map((what): Violation => ({
          promise: 7,
          side,
          what: `job ${job.key} (${job.id}): ${what}`,
        }))
      )
    )

const OUTCOMES = ['succeeded', 'failed', 'waiting', 'skipped'] as const

const isTouched = ({ outcome }: SeenLine): boolean => outcome !== 'SKIPPED'

/** 7. A receipt adds up: every matched SKU has exactly one line, and the lines are what the sums say. */
export const receiptsAddUp: Check = onJobs((job, side, { history }) => {
  const { total, lines, state } = job
  const skus = lines.map(({ skuId }) => skuId).sort()
  const sum = OUTCOMES.reduce((all, outcome) => all + job[outcome], 0)
  const counted = OUTCOMES.filter(
    outcome => lines.filter(line => line.outcome.toLowerCase() === outcome).length !== job[outcome]
  )
  const wanted = matchedBy(
    job,
    eventsOf(history, 'job').filter(event => event.side === side)
  )
  return [
    ...(sum === total ? [] : [`its sums come to ${sum}, its total is ${total}`]),
    ...(lines.length === total ? [] : [`${lines.length} lines, its total is ${total}`]),
    ...(new Set(skus).size === skus.length ? [] : ['a SKU has two lines']),
    ...counted.map(outcome => `${job[outcome]} ${outcome} is not what its lines say`),
    ...(state === 'DONE' && !lines.every(isTouched) ? ['it is done and skipped SKUs'] : []),
    ...(wanted && state === 'DONE' && [...new Set(wanted)].sort().join() !== skus.join()
      ? [`asked for ${[...new Set(wanted)].sort().join()}, holds ${skus.join()}`]
      : []),
  ]
})

/** The SKUs that a job must hold: what was known when it was first asked for, also where that answer was lost. */
function matchedBy({ id }: SeenJob, asked: readonly EventOf<'job'>[]): readonly string[] | null {
  const answered = asked.find(({ jobId }) => jobId === id)
  const first = asked.find(
    ({ key, filterText }) => key === answered?.key && filterText === answered.filterText
  )
  return first?.skus ?? null
}

/** Attempts that a row keeps. */
const KEPT = 10

/** 7. A receipt agrees with the ledger and with the import at Carrefour. */
export const receiptsTellTheTruth: Check = onJobs((job, side, { accounts }) =>
  job.lines.filter(isTouched).flatMap(line => {
    const attempts = attemptsOf(accounts[side], line.skuId)
    const found = attempts.find(({ at }) => at === line.at)
    const oldest = attempts.at(-1)?.at ?? ''
    if (!found && attempts.length >= KEPT && (line.at ?? '') < oldest) return []
    const wrong = (what: string) => [`SKU ${line.skuId} is ${line.outcome}, but ${what}`]
    if (!found) return wrong('the ledger knows no such attempt')
    if (found.cause !== line.cause || found.quantity !== line.quantity)
      return wrong(`the ledger says ${found.cause ?? 'nothing wrong'}, ${found.quantity ?? 'none'}`)
    if ((line.outcome === 'FAILED') !== (found.status === 'ERROR'))
      return wrong(`the ledger says ${found.status}`)
    return line.outcome === 'SUCCEEDED' && found.importId !== null
      ? contradicted(accounts[side], line, found.importId).flatMap(wrong)
      : []
  })
)

const attemptsOf = ({ rows }: AccountEvidence, skuId: string): readonly Attempt[] =>
  rows.find(row => row?.skuId === skuId)?.attempts ?? []

/** How Carrefour's import contradicts a line. */
function contradicted(
  { imports }: AccountEvidence,
  { skuId, quantity }: SeenLine,
  importId: string
): readonly string[] {
  const found = imports.find(one => one.importId === importId)
  if (found?.outcome !== 'COMPLETE')
    return [`import ${importId} ended ${found?.outcome ?? 'never'}`]
  const sent = linesOf(found.file ?? '').find(({ sku }) => sku === skuId)?.units
  if (sent !== quantity) return [`import ${importId} says ${sent ?? 'nothing'}`]
  return refusedIn(found.report ?? '').includes(skuId) ? ['its line is in the report'] : []
}

/** 7. A job touches each SKU at most once: the ledger has no more reprocesses of it than people asked for. */
export const touchedOnce: Check = ({ history, accounts }) =>
  onBoth(side =>
    accounts[side].world.skus.flatMap(({ skuId }): Violation[] => {
      const done = attemptsOf(accounts[side], String(skuId)).filter(
        ({ reason }) => reason === 'REPROCESS'
      )
      const asked = eventsOf(history, 'asked').filter(
        event => event.side === side && event.skuId === skuId && event.by === 'reprocess'
      )
      const ofJobs = accounts[side].jobs.filter(({ lines }) =>
        lines.some(line => line.skuId === String(skuId) && isTouched(line))
      )
      const times = asked.length + ofJobs.length
      if (done.length <= times) return []
      const what = `SKU ${skuId} was reprocessed ${done.length} times, asked for ${times} times`
      return [{ promise: 7, side, what }]
    })
  )

/** 7. The same filter with the same key is one job. */
export const sameKeySameJob: Check = ({ history, accounts }) =>
  onBoth(side => {
    const keys = accounts[side].jobs.map(({ key }) => key)
    const twice = keys.filter((key, at) => keys.indexOf(key) !== at)
    const started = eventsOf(history, 'job').filter(
      event => event.side === side && event.jobId !== ''
    )
    const parted = started.filter(one =>
      started.some(
        other =>
          other.key === one.key && other.filterText === one.filterText && other.jobId !== one.jobId
      )
    )
    return [
      ...new Set([
        ...twice.map(key => `two jobs have the key ${key}`),
        ...parted.map(
          ({ key }) => `the same filter with the key ${key} was answered with two jobs`
        ),
      ]),
    ].map(what => ({ promise: 7, side, what }))
  })

/** How long a claimed batch may take to leave: a handler's time. */
const LEAVES = 30_000

/**
 * 7. A cancel is honoured: a job that was said to be cancelled ends so, no new file takes its SKUs, and the file
 * in the making is all or nothing of it. (All SKUs of a run fit in one file.)
 */
export const cancelHonoured: Check = evidence =>
  onBoth(side =>
    eventsOf(evidence.history, 'cancelled')
      .filter(event => event.side === side && event.state !== '')
      .flatMap(({ jobId, state, until }): Violation[] => {
        const job = evidence.accounts[side].jobs.find(({ id }) => id === jobId)
        const wrong = (what: string): Violation[] => [
          { promise: 7, side, what: `job ${jobId} was cancelled (${state}), but ${what}` },
        ]
        if (!job) return wrong('it is forgotten')
        if (state === 'DONE') return []
        if (job.state !== 'CANCELLED') return wrong(`it ended ${job.state}`)
        const touched = job.lines.filter(isTouched)
        if (touched.length > 0 && touched.length < job.lines.length)
          return wrong(`${touched.length} of its ${job.lines.length} SKUs were sent`)
        const late = touched.find(line => leftLate(evidence, side, line, until))
        return late ? wrong(`SKU ${late.skuId} was sent afterwards`) : []
      })
  )

/** Whether a line went into a file that left long after a moment, with nothing that held it up. */
function leftLate(
  evidence: Evidence,
  side: 0 | 1,
  { skuId, at }: SeenLine,
  since: number
): boolean {
  const account = evidence.accounts[side]
  const attempt = attemptsOf(account, skuId).find(one => one.at === at)
  const sent = account.imports.find(({ importId }) => importId === attempt?.importId)
  if (!sent || sent.createdAt <= since + LEAVES + evidence.tolerance) return false
  const from = since - LEAVES
  const to = sent.createdAt
  const heldUp =
    wasTroubled(evidence, side, from, to) ||
    eventsOf(evidence.history, 'saved').some(
      event => event.side === side && event.until >= from && event.at <= to
    ) ||
    callsOf(evidence, side).some(call => call.at >= from && call.at <= to && isTrouble(call.status))
  return !heldUp
}

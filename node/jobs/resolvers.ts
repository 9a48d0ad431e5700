import { batchesInHand } from '../engine/waiting'
import { MAX_LINES } from '../engine/batch.logic'
import {
  type Job,
  type JobPhase,
  type JobScope,
  type ReceiptLine,
  countsOf,
  hasTurnAhead,
  isOpen,
  LONGEST_NAME,
  phaseOf,
  settledTo,
  totalOf,
} from './job.logic'
import { EVERY_PROCESS } from '../ledger/filter.logic'
import type { Result } from '../shared/result'
import { toIso, isoOrNull } from '../shared/time'
import {
  type ReprocessResult,
  cancelJob,
  reprocess,
  reprocessBlocked,
  startJob,
  viewJob,
  viewJobs,
} from './start'
import { type JobRefusal, type Plan, planJob } from './plan'
import { type ReceiptPage, readReceipt } from './readReceipt'
import { BadInput } from '../guard/errors'
import { viewing, resolver, signedIn } from '../guard/resolver'
import type { Ports } from '../ports'
import type {
  MutationCancelCarrefourReprocessArgs,
  MutationReprocessCarrefourSkusArgs,
  MutationStartCarrefourReprocessArgs,
  QueryCarrefourReprocessJobArgs,
  QueryCarrefourReprocessPlanArgs,
  QueryCarrefourReprocessReceiptArgs,
} from '../generated/schema'

/** Maximum SKU ids in an answer. */
const LISTED = 100

/** A job as `CarrefourReprocessJob`. */
const showJob = (job: Job, phase: JobPhase | null = null) => ({
  __typename: 'CarrefourReprocessJob' as const,
  id: job.id,
  key: job.key,
  name: job.name,
  phase: phase && { ...phase, at: isoOrNull(phase.at) },
  state: job.state,
  filter: showScope(job.scope),
  startedBy: job.startedBy,
  createdAt: toIso(job.createdAt),
  startedAt: isoOrNull(job.startedAt),
  endedAt: isoOrNull(job.endedAt),
  expected: job.expected,
  total: job.snapshot || !isOpen(job) ? totalOf(job) : null,
  settled: isOpen(job) ? settledTo(job) : totalOf(job),
  filesLeft: filesLeft(job),
  ...countsOf(job),
})

/** Minimum number of files for the rest of a job; estimated while its snapshot is incomplete. */
function filesLeft(job: Job): number {
  if (!hasTurnAhead(job) && job.state !== 'PLANNED') return 0
  const total = job.snapshot ? totalOf(job) : job.expected
  return Math.ceil(Math.max(total - settledTo(job), 0) / MAX_LINES)
}

function showScope(scope: JobScope) {
  const filter = scope.kind === 'matching' ? scope.filter : EVERY_PROCESS
  return {
    ...filter,
    since: isoOrNull(filter.since),
    before: isoOrNull(filter.before),
    named: scope.kind === 'named' ? scope.skus : null,
  }
}

/** The result of starting or cancelling, as `CarrefourReprocessJobResult`. */
const showJobResult = (result: Result<Job, JobRefusal>) =>
  result.ok ? showJob(result.value) : showRefusal(result.error)

/** A plan, or why there is none, as `CarrefourReprocessPlanResult`. */
const showPlanResult = (result: Result<Plan, JobRefusal>) =>
  result.ok ? showPlan(result.value) : showRefusal(result.error)

const showPlan = ({ missing, nextSendAt, closed, samples, ...plan }: Plan) => ({
  __typename: 'CarrefourReprocessPlan' as const,
  ...plan,
  missing: missing.slice(0, LISTED),
  nextSendAt: isoOrNull(nextSendAt),
  refusal: closed,
  samples: samples.map(({ skuId, facts }) => ({ skuId, name: facts?.name ?? null })),
})

const showRefusal = ({ code, skuIds }: JobRefusal) => ({
  __typename: 'CarrefourJobRefused' as const,
  code,
  skuIds: skuIds.slice(0, LISTED),
})

/** A page of a receipt as `CarrefourReceiptPage`. */
const showReceipt = ({ items, ...page }: ReceiptPage) => ({
  ...page,
  items: items.map(showLine),
})

const showLine = ({ at, ...line }: ReceiptLine) => ({ ...line, at: isoOrNull(at) })

/** The result, as `CarrefourReprocessResult`. */
export const showReprocess = (result: ReprocessResult) =>
  result.kind === 'accepted'
    ? {
        __typename: 'CarrefourReprocessAccepted' as const,
        accepted: result.accepted,
        skuIds: result.skuIds.slice(0, LISTED),
        jobId: result.jobId,
        nextSendAt: isoOrNull(result.nextSendAt),
      }
    : {
        __typename: 'CarrefourReprocessRefused' as const,
        code: result.code,
        skuIds: result.skuIds.slice(0, LISTED),
      }

export const cancelCarrefourReprocess = resolver(
  async (ports, { id }: MutationCancelCarrefourReprocessArgs) =>
    showJobResult(await cancelJob(ports, id))
)

/** Jobs with what is being done for each. */
async function showAll(ports: Ports, jobs: readonly Job[]) {
  if (!jobs.some(isOpen)) return jobs.map(job => showJob(job))
  const state = await ports.connectionState.read()
  const batches = await batchesInHand(ports, state)
  return jobs.map(job => {
    const own = batches.find(({ stage, job: of }) => stage === 'judged' && of?.id === job.id)
    const batch = own ?? batches.find(({ key }) => key === state.batchKey) ?? null
    const settled = own?.settled ?? 0
    return showJob(job, phaseOf(job, { budget: state.budget, settled }, batch, ports.clock.now()))
  })
}

export const carrefourReprocessJob = viewing(
  async (ports, { id }: QueryCarrefourReprocessJobArgs) => {
    const job = await viewJob(ports, id)
    return job && ((await showAll(ports, [job]))[0] ?? null)
  }
)

export const carrefourReprocessJobs = viewing(async ports => showAll(ports, await viewJobs(ports)))

export const carrefourReprocessPlan = resolver(
  async (ports, { filter }: QueryCarrefourReprocessPlanArgs) =>
    showPlanResult(await planJob(ports, filter))
)

export const carrefourReprocessReceipt = resolver(
  async (ports, args: QueryCarrefourReprocessReceiptArgs) => {
    const { id, outcome, page, pageSize } = args
    const receipt = await readReceipt(ports, {
      id,
      outcome: outcome ?? null,
      page: page ?? 1,
      pageSize: pageSize ?? 100,
    })
    return receipt && showReceipt(receipt)
  }
)

export const reprocessCarrefourBlocked = resolver(async (ports, _args: unknown, people) =>
  showReprocess(await reprocessBlocked(ports, await signedIn(people)))
)

export const reprocessCarrefourSkus = resolver(
  async (ports, { skuIds }: MutationReprocessCarrefourSkusArgs) =>
    showReprocess(await reprocess(ports, skuIds))
)

/** @throws BadInput for a name that is too long */
function readName(raw: string | null | undefined): string {
  const name = (raw ?? '').replace(/\s+/g, ' ').trim()
  if (name.length > LONGEST_NAME) throw new BadInput(`name: at most ${LONGEST_NAME} characters`)
  return name
}

export const startCarrefourReprocess = resolver(
  async (ports, { filter, key, name }: MutationStartCarrefourReprocessArgs, people) => {
    const person = await signedIn(people)
    return showJobResult(await startJob(ports, { filter, key, person, name: readName(name) }))
  }
)

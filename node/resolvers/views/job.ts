import { MOST_LINES } from '../../domain/batches'
import type { Job, JobScope } from '../../domain/jobs'
import { countsOf, hasTurnAhead, isOpen, settledTo, totalOf } from '../../domain/jobs'
import { EVERY_PROCESS } from '../../domain/processFilter'
import type { ReceiptLine } from '../../domain/receipt'
import type { Result } from '../../domain/result'
import { toIso } from '../../domain/time'
import type { JobRefusal, Plan, ReceiptPage } from '../../useCases/jobs'
import { isoOrNull } from './iso'

/** Most SKU ids that an answer lists. */
const LISTED = 100

/** A job as `CarrefourReprocessJob`. */
export const showJob = (job: Job) => ({
  __typename: 'CarrefourReprocessJob' as const,
  id: job.id,
  key: job.key,
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

/** Fewest files that the rest of a job takes; by what was expected while its list is not whole. */
function filesLeft(job: Job): number {
  if (!hasTurnAhead(job) && job.state !== 'PLANNED') return 0
  const total = job.snapshot ? totalOf(job) : job.expected
  return Math.ceil(Math.max(total - settledTo(job), 0) / MOST_LINES)
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

/** What became of a wish to start or cancel, as `CarrefourReprocessJobResult`. */
export const showJobResult = (result: Result<Job, JobRefusal>) =>
  result.ok ? showJob(result.value) : showRefusal(result.error)

/** A plan, or why there is none, as `CarrefourReprocessPlanResult`. */
export const showPlanResult = (result: Result<Plan, JobRefusal>) =>
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
export const showReceipt = ({ items, ...page }: ReceiptPage) => ({
  ...page,
  items: items.map(showLine),
})

const showLine = ({ at, ...line }: ReceiptLine) => ({ ...line, at: isoOrNull(at) })

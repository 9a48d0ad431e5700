import { actorOf } from '../shared/causes'
import type {
  CarrefourProcessFilter,
  CarrefourProcessSort,
  QueryCarrefourActivityArgs,
  QueryCarrefourProcessArgs,
  QueryCarrefourProcessCountsArgs,
  QueryCarrefourProcessesArgs,
  MutationDismissCarrefourProblemArgs,
} from '../generated/schema'
import { type ProcessFilter, statusOfRow } from './filter.logic'
import { type Millis, DAY, dayOf, fromIso, isoOrNull, toIso } from '../shared/time'
import { type HourTally, KEPT_DAYS } from './activity.logic'
import type { ListSort } from './pages'
import { BadInput } from '../guard/errors'
import { type ProcessView, viewProcess, viewProcesses } from './list'
import { countProcesses, healthOf } from './matches'
import type { Attempt } from './process.logic'
import type { SkuId } from '../shared/sku.logic'
import { stockFile } from '../carrefour/stockFile.logic'
import { viewing, resolver, signedIn } from '../guard/resolver'
import { mapLimit } from '../shared/concurrency'
import type { Ports } from '../ports'
import { type ProblemsView, type ProblemView, viewProblems, dismissProblem } from './problems'
import type { AsideChoice, Dismissal } from './problems.logic'

/** Concurrent file reads. */
const READS = 8

/** The hours of the last days with any sendings, oldest first: one small file per day. */
export async function viewActivity(
  { activity, clock }: Ports,
  days: number
): Promise<readonly HourTally[]> {
  const count = Math.min(Math.max(Math.trunc(days), 1), KEPT_DAYS - 1) + 1
  const now = clock.now()
  const wanted = Array.from({ length: count }, (_, back) => dayOf(now - (count - 1 - back) * DAY))
  return (await mapLimit(wanted, READS, day => activity.read(day))).flat()
}

/** @throws BadInput for an invalid date or fingerprint */
export function readFilter(input: CarrefourProcessFilter | null | undefined): ProcessFilter {
  const { status, causes, actor, fingerprint, since, before, search } = input ?? {}
  if (fingerprint && !/^[0-9a-f]{1,64}$/.test(fingerprint)) {
    throw new BadInput('fingerprint: use the one of a problem')
  }
  return {
    status: status ?? null,
    causes: causes ?? [],
    without: [],
    actor: actor ?? null,
    fingerprint: fingerprint || null,
    since: readDate('since', since),
    before: readDate('before', before),
    search: search ?? '',
  }
}

function readDate(name: string, text: string | null | undefined): Millis | null {
  if (!text) return null
  const at = fromIso(text)
  if (at === null) {
    throw new BadInput(`${name}: use ISO 8601, as 2026-11-24T07:00:00Z`)
  }
  return at
}

/** `CarrefourProcessSort` as a sort order of the list. */
const SORTS: Readonly<Record<CarrefourProcessSort, ListSort>> = {
  NEWEST: 'newest',
  OLDEST: 'oldest',
  SKU_ASC: 'skuUp',
  SKU_DESC: 'skuDown',
  IMPACT: 'impact',
  STATUS_ASC: 'statusUp',
  STATUS_DESC: 'statusDown',
}

/** The latest sending of a SKU, shared by `CarrefourProcess` and `CarrefourExportRow`. */
export const showLatest = (view: ProcessView) => {
  const { process, skuId, affiliate } = view
  return {
    skuId,
    name: process?.facts?.name ?? null,
    ean: process?.facts?.ean ?? null,
    reference: process?.facts?.reference ?? null,
    affiliate,
    status: statusOfRow(view),
    cause: process?.cause ?? null,
    actor: actorOf(process?.cause ?? null),
    message: process?.message ?? null,
    quantity: process?.quantity ?? null,
    available: process?.available ?? null,
    processedAt: isoOrNull(process?.processedAt ?? null),
    nextCheckAt: isoOrNull(process?.nextCheckAt ?? null),
  }
}

/** A row as `CarrefourProcess`. */
export const showProcess = (view: ProcessView) => {
  const { process, skuId, requestedAt } = view
  return {
    ...showLatest(view),
    requestedAt: isoOrNull(requestedAt),
    lastCheckedAt: isoOrNull(process?.lastCheckedAt ?? null),
    seen: process?.seen ? { units: process.seen.units, at: toIso(process.seen.at) } : null,
    attempts: (process?.attempts ?? []).map(attempt => showAttempt(skuId, attempt)),
  }
}

const showAttempt = (skuId: SkuId, attempt: Attempt) => {
  const { at, reason, status, cause, quantity, message, importId } = attempt
  const sent = importId !== null && quantity !== null
  return {
    at: toIso(at),
    reason,
    status,
    cause,
    quantity,
    message,
    importId,
    sentLine: sent ? stockFile([{ skuId, quantity }]).trimEnd() : null,
  }
}

export const carrefourProcess = viewing(async (ports, { skuId }: QueryCarrefourProcessArgs) => {
  const view = await viewProcess(ports, skuId)
  return view && showProcess(view)
})

export const carrefourProcesses = viewing(
  async (ports, args: Partial<QueryCarrefourProcessesArgs>) => {
    const { filter, sort, page, pageSize } = args
    const found = await viewProcesses(ports, readFilter(filter), {
      sort: SORTS[sort ?? 'NEWEST'],
      page: page ?? 1,
      pageSize: pageSize ?? 25,
    })
    return { ...found, items: found.items.map(showProcess) }
  }
)

export const carrefourProcessCounts = viewing(
  async (ports, { filter }: Partial<QueryCarrefourProcessCountsArgs>) =>
    countProcesses(ports, readFilter(filter))
)

export const carrefourActivity = resolver(
  async (ports, { days }: Partial<QueryCarrefourActivityArgs>) =>
    (await viewActivity(ports, days ?? 1)).map(hour => ({ ...hour, at: toIso(hour.at) }))
)

export const carrefourHealth = viewing(async ports => {
  const { since, ...counts } = await healthOf(ports)
  return { since: toIso(since), ...counts }
})

/** The open problems as `CarrefourProblems`. */
const showProblems = ({ problems, lastConfirmedAt }: ProblemsView) => ({
  problems: problems.map(showProblem),
  lastConfirmedAt: isoOrNull(lastConfirmedAt),
})

const showProblem = (problem: ProblemView) => ({
  id: problem.id,
  cause: problem.cause,
  fingerprint: problem.fingerprint,
  actor: actorOf(problem.cause),
  count: problem.count,
  since: isoOrNull(problem.since),
  lastDay: problem.lastDay,
  oversold: problem.units.oversold,
  unoffered: problem.units.unoffered,
  isAtLeast: problem.units.isAtLeast,
  sampleSkuId: problem.sample.skuId,
  sampleMessage: problem.sample.message,
  nextCheckAt: isoOrNull(problem.nextCheckAt),
  dismissed: problem.dismissed,
  aside: problem.dismissal && showAside(problem.dismissal),
})

const showAside = ({ by, at, reason, until }: Dismissal) => ({
  until: until.kind,
  by,
  at: toIso(at),
  reason,
  day: until.kind === 'DAY' ? toIso(until.day) : null,
  skus: until.kind === 'MORE' || until.kind === 'HALF' ? until.skus : null,
})

export const carrefourProblems = viewing(async ports => showProblems(await viewProblems(ports)))

/** Callers of older versions give no reason. */
const readAside = (aside: MutationDismissCarrefourProblemArgs['aside']): AsideChoice =>
  aside
    ? {
        until: aside.until,
        day: fromIso(aside.day),
        skus: aside.skus ?? null,
        reason: aside.reason,
      }
    : { until: 'OVER', day: null, skus: null, reason: '-' }

export const dismissCarrefourProblem = resolver(
  async (ports, { id, dismissed, aside }: MutationDismissCarrefourProblemArgs, people) => {
    const by = await signedIn(people)
    const choice = (dismissed ?? true) ? readAside(aside) : null
    const view = await dismissProblem(ports, { id, aside: choice, by })
    if (!view.ok) throw new BadInput(view.error)
    return showProblems(view.value)
  }
)

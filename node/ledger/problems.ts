import type { Cause } from '../shared/causes'
import { mapLimit } from '../shared/concurrency'
import {
  type AsideChoice,
  type Dismissal,
  type Problem,
  type ProblemUnits,
  byUrgency,
  groupsByReason,
  dismissalOf,
  isProblemId,
  MAX_REASONS,
  NO_UNITS,
  PROBLEM_CAUSES,
  problemId,
  untilOf,
  withDismissal,
  withUnits,
} from './problems.logic'
import { impactOf, waitsForRadar } from './process.logic'
import { type Result, err, ok } from '../shared/result'
import { type Millis, DAY } from '../shared/time'
import type { Ports } from '../ports'
import type { LedgerFilter } from '../ports/stores'

export interface ProblemView extends Problem {
  readonly dismissed: boolean
  /** How it was put aside; null when it is not. */
  readonly dismissal: Dismissal | null
}

export interface ProblemsView {
  readonly problems: readonly ProblemView[]
  readonly lastConfirmedAt: Millis | null
}

type Counted = Pick<Ports, 'ledger' | 'clock'>

/** Concurrent searches, one per cause. */
const AT_ONCE = 6

/** The open problems, from the summary. */
export async function viewProblems(ports: Ports): Promise<ProblemsView> {
  const [summary, dismissals, state] = await Promise.all([
    ports.summary.read(),
    ports.dismissals.read(),
    ports.connectionState.read(),
  ])
  const problems = summary.countedAt > 0 ? summary.problems : await problemsInLedger(ports)
  return {
    problems: [...problems]
      .sort(byUrgency)
      .map(problem => seen(problem, dismissals, ports.clock.now())),
    lastConfirmedAt: state.lastConfirmedAt,
  }
}

function seen(problem: Problem, dismissals: readonly Dismissal[], now: Millis): ProblemView {
  const dismissal = dismissalOf(problem, dismissals, now)
  return { ...problem, dismissal, dismissed: dismissal !== null }
}

/**
 * The open problems, counted. Each cause costs one search for its count with its oldest SKU, and one count of the last 24
 * hours: the cost depends on the causes, not on the SKUs. Unclassified reasons are found one by one (the oldest SKU whose
 * reason is not known yet), which is exact and bounded.
 */
export async function problemsInLedger(ports: Counted): Promise<readonly Problem[]> {
  return (await mapLimit(PROBLEM_CAUSES, AT_ONCE, cause => problemsOf(ports, cause))).flat()
}

/** A person dismisses a problem, or shows it again. */
export interface DismissRequest {
  readonly id: string
  /** How it is dismissed; null shows it again. */
  readonly aside: AsideChoice | null
  /** E-mail of the Admin user. */
  readonly by: string
}

/**
 * Dismisses a problem or shows it again, for everybody. Growth counts from the SKUs that it has now.
 *
 * @returns an error that names the argument and what it must be
 */
export async function dismissProblem(
  ports: Ports,
  { id, aside, by }: DismissRequest
): Promise<Result<ProblemsView, string>> {
  if (!isProblemId(id)) return err('id: it is not the id of a problem')
  const now = ports.clock.now()
  const { problems, lastConfirmedAt } = await viewProblems(ports)
  const count = problems.find(problem => problem.id === id)?.count ?? 0
  const until = aside === null ? ok(null) : untilOf(aside, count, now)
  if (!until.ok) return until
  const change =
    aside === null || until.value === null
      ? null
      : { id, by, at: now, until: until.value, reason: aside.reason.trim() }
  const dismissals = await ports.dismissals.update(before => withDismissal(before, id, change))
  await ports.history.note({
    kind: change === null ? 'PROBLEM_RESTORED' : 'PROBLEM_DISMISSED',
    subject: id,
  })
  ports.log.info('problem.dismissed', {
    id,
    dismissed: change !== null,
    until: change?.until.kind ?? null,
  })
  return ok({ problems: problems.map(one => seen(one, dismissals, now)), lastConfirmedAt })
}

async function problemsOf(ports: Counted, cause: Cause): Promise<readonly Problem[]> {
  const whole = await problemAt(ports, cause, null)
  if (!whole) return []
  if (!groupsByReason(cause)) return [whole]
  const reasons = await reasonsOf(ports, cause)
  const known = await mapLimit(reasons, AT_ONCE, reason => problemAt(ports, cause, reason))
  const groups = known.flatMap(problem => problem ?? [])
  const count = whole.count - groups.reduce((sum, group) => sum + group.count, 0)
  const lastDay = whole.lastDay - groups.reduce((sum, group) => sum + group.lastDay, 0)
  if (count <= 0) return groups
  const sample = groups.length === 0 ? whole.sample : { ...whole.sample, message: null }
  const units = groups.reduce((left, group) => withUnits(left, group.units, -1), whole.units)
  return [...groups, { ...whole, count, lastDay: Math.max(lastDay, 0), units, sample }]
}

/** Fingerprints of the reasons of a cause, oldest first. */
async function reasonsOf({ ledger }: Counted, cause: Cause): Promise<readonly string[]> {
  const reasons: string[] = []
  while (reasons.length < MAX_REASONS) {
    const { items } = await ledger.search({ ...oldest([cause]), otherThan: reasons })
    const reason = items[0]?.fingerprint
    if (!reason) break
    reasons.push(reason)
  }
  return reasons
}

async function problemAt(
  { ledger, clock }: Counted,
  cause: Cause,
  fingerprint: string | null
): Promise<Problem | null> {
  const query = { ...oldest([cause]), fingerprint }
  const { items, total } = await ledger.search(query)
  const [first] = items
  if (!first) return null
  const [lastDay, units, next] = await Promise.all([
    ledger.count({ causes: [cause], fingerprint, causeSince: clock.now() - DAY }),
    unitsOf({ ledger }, { causes: [cause], fingerprint }),
    waitsForRadar(cause) ? ledger.search({ ...query, sort: 'nextCheck' }) : null,
  ])
  return {
    id: problemId(cause, fingerprint),
    cause,
    fingerprint,
    count: total,
    since: first.causeSince,
    lastDay,
    units,
    sample: { skuId: first.skuId, message: first.message },
    nextCheckAt: next?.items[0]?.nextCheckAt ?? null,
  }
}

/** Rows that are added up for a problem: those that cost most. */
const ADDED_PAGES = 5
const ADDED_PAGE = 100

/** What the SKUs that match cost together: of at most 500, those that cost most. One search while none costs anything. */
async function unitsOf(
  { ledger }: Pick<Ports, 'ledger'>,
  filter: LedgerFilter
): Promise<ProblemUnits> {
  let units = NO_UNITS
  for (let page = 1; page <= ADDED_PAGES; page += 1) {
    const { items, total } = await ledger.search({
      ...filter,
      impactFrom: 1,
      sort: 'impact',
      page,
      pageSize: ADDED_PAGE,
    })
    units = items.reduce((sum, row) => withUnits(sum, impactOf(row), 1), units)
    if (total <= page * ADDED_PAGE) return units
  }
  return { ...units, isAtLeast: true }
}

const oldest = (causes: NonNullable<LedgerFilter['causes']>) =>
  ({ causes, sort: 'longest', page: 1, pageSize: 1 }) as const

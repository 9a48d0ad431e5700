import { actorOf } from '../shared/causes'
import { type ProblemsView, type ProblemView, viewProblems, dismissProblem } from './viewProblems'
import type { AsideChoice, Dismissal } from './problems.logic'
import { fromIso, isoOrNull, toIso } from '../shared/time'
import type { MutationDismissCarrefourProblemArgs } from '../generated/schema'
import { viewing, resolver, signedIn } from '../guard/resolver'
import { BadInput } from '../guard/errors'

/** The open problems as `CarrefourProblems`. */
export const showProblems = ({ problems, lastConfirmedAt }: ProblemsView) => ({
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

import { actorOf } from '../shared/causes'
import { type ProblemsView, type ProblemView, viewProblems, dismissProblem } from './viewProblems'
import { isoOrNull } from '../shared/time'
import type { MutationDismissCarrefourProblemArgs } from '../generated/schema'
import { resolver, signedIn } from '../guard/resolver'
import { BadInput } from '../guard/refusal'

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
  sampleSkuId: problem.sample.skuId,
  sampleMessage: problem.sample.message,
  nextCheckAt: isoOrNull(problem.nextCheckAt),
  dismissed: problem.dismissed,
})

export const carrefourProblems = resolver(async ports => showProblems(await viewProblems(ports)))

export const dismissCarrefourProblem = resolver(
  async (ports, { id, dismissed }: MutationDismissCarrefourProblemArgs, people) => {
    const view = await dismissProblem(ports, id, dismissed ?? true, await signedIn(people))
    if (!view) throw new BadInput('id: it is not the id of a problem')
    return showProblems(view)
  }
)

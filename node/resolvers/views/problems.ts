import { actorOf } from '../../domain/causes'
import type { ProblemsView, ProblemView } from '../../useCases/viewProblems'
import { isoOrNull } from './iso'

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

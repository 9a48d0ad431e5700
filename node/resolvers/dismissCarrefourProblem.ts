import { dismissProblem } from '../useCases/viewProblems'
import { BadInput } from './refusal'
import { resolver } from './resolver'
import { signedIn } from './signedIn'
import { showProblems } from './views/problems'

interface Args {
  readonly id: string
  readonly dismissed?: boolean | null
}

export const dismissCarrefourProblem = resolver(async (ports, { id, dismissed }: Args, people) => {
  const view = await dismissProblem(ports, id, dismissed ?? true, await signedIn(people))
  if (!view) throw new BadInput('id: it is not the id of a problem')
  return showProblems(view)
})

import { AuthenticationError, UserInputError } from '@vtex/api'

import { dismissProblem } from '../useCases/viewProblems'
import { resolver } from './resolver'
import { showProblems } from './views/problems'

interface Args {
  readonly id: string
  readonly dismissed?: boolean | null
}

export const dismissCarrefourProblem = resolver(async (ports, { id, dismissed }: Args, people) => {
  const person = await people.user()
  if (person === null) throw new AuthenticationError('Nobody is signed in.')
  const view = await dismissProblem(ports, id, dismissed ?? true, person)
  if (!view) throw new UserInputError(`${id} is not the id of a problem`)
  return showProblems(view)
})

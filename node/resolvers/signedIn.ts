import { AuthenticationError } from '@vtex/api'

import type { People } from '../ports'

/**
 * E-mail of the Admin user behind the request.
 *
 * @throws AuthenticationError when nobody is signed in
 */
export async function signedIn(people: People): Promise<string> {
  const person = await people.user()
  if (person === null) throw new AuthenticationError('Nobody is signed in.')
  return person
}

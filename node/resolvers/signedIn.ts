import type { People } from '../ports'
import { NobodySignedIn } from './refusal'

/**
 * E-mail of the Admin user behind the request.
 *
 * @throws NobodySignedIn when nobody is signed in
 */
export async function signedIn(people: People): Promise<string> {
  const person = await people.user()
  if (person === null) throw new NobodySignedIn()
  return person
}

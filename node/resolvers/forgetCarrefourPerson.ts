import { BadInput } from './refusal'
import { resolver } from './resolver'

export const forgetCarrefourPerson = resolver(
  async ({ history }, { person }: { readonly person: string }) => {
    const email = person.trim().toLowerCase()
    if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)) throw new BadInput('person: an e-mail')
    const count = await history.forgetPerson(email)
    // The note says that it was done and how often, and of nobody.
    await history.note({ kind: 'PERSON_FORGOTTEN', count })
    return count
  }
)

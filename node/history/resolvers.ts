import type { HistoryEntry } from './history.logic'
import { toIso } from '../shared/time'
import type {
  MutationForgetCarrefourPersonArgs,
  QueryCarrefourHistoryArgs,
} from '../generated/schema'
import { viewHistory } from './viewHistory'
import { resolver } from '../guard/resolver'
import { BadInput } from '../guard/refusal'

export const carrefourHistory = resolver(
  async (ports, { filter, page, pageSize }: Partial<QueryCarrefourHistoryArgs>, people) => {
    const wish = { kind: filter?.kind ?? null, person: filter?.person ?? '' }
    const found = await viewHistory(ports, wish, page ?? 1, pageSize ?? 25)
    // Colleagues' addresses are only for those who may investigate an incident.
    const maySee = await people.may('configure')
    const show = (entry: HistoryEntry) => ({
      ...entry,
      at: toIso(entry.at),
      from: maySee ? entry.from : null,
    })
    return { ...found, items: found.items.map(show) }
  }
)

export const forgetCarrefourPerson = resolver(
  async ({ history }, { person }: MutationForgetCarrefourPersonArgs) => {
    const email = person.trim().toLowerCase()
    if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)) throw new BadInput('person: an e-mail')
    const count = await history.forgetPerson(email)
    // The note says that it was done and how often, without naming the person.
    await history.note({ kind: 'PERSON_FORGOTTEN', count })
    return count
  }
)

import { type HistoryEntry, type HistoryKind, HISTORY_KEPT } from './history.logic'
import { toIso } from '../shared/time'
import type {
  MutationForgetCarrefourPersonArgs,
  QueryCarrefourHistoryArgs,
} from '../generated/schema'
import { resolver } from '../guard/resolver'
import { BadInput } from '../guard/errors'
import type { Ports } from '../ports'

/** Maximum rows of a page. */
const LARGEST_PAGE = 100

interface HistoryFilter {
  readonly kind: HistoryKind | null
  /** Exact e-mail, or empty for all. */
  readonly person: string
}

interface HistoryView {
  readonly items: readonly HistoryEntry[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

/** One page of the last 12 months, newest first. A page beyond the end returns the last one. */
export async function viewHistory(
  { history, clock }: Ports,
  { kind, person }: HistoryFilter,
  page: number,
  pageSize: number
): Promise<HistoryView> {
  const size = Math.min(Math.max(Math.trunc(pageSize), 1), LARGEST_PAGE)
  const wanted = Math.max(Math.trunc(page), 1)
  const who = person.trim().toLowerCase()
  const query = {
    kind,
    person: who === '' ? null : who,
    since: clock.now() - HISTORY_KEPT,
    pageSize: size,
  }
  const found = await history.search({ ...query, page: wanted })
  const last = Math.max(Math.ceil(found.total / size), 1)
  if (wanted <= last) return { ...found, page: wanted, pageSize: size }
  return { ...(await history.search({ ...query, page: last })), page: last, pageSize: size }
}

export const carrefourHistory = resolver(
  async (ports, { filter, page, pageSize }: Partial<QueryCarrefourHistoryArgs>, people) => {
    const chosen = { kind: filter?.kind ?? null, person: filter?.person ?? '' }
    const found = await viewHistory(ports, chosen, page ?? 1, pageSize ?? 25)
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

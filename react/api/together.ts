import type { ApolloClient } from 'apollo-client'

import {
  CONNECTION,
  HEALTH,
  PAGE,
  PROBLEMS,
  PROCESS_COUNTS,
  PROCESSES,
  RECONCILE,
  REPROCESS_JOBS,
} from './generated'
import type { PageVariables } from './generated'
import { valueOf } from './operation'
import type { Answered, QueryOf } from './operation'

/** The queries that a page may ask for in one request, by the name of their part in the answer. */
const PARTS = {
  connection: CONNECTION,
  problems: PROBLEMS,
  jobs: REPROCESS_JOBS,
  counts: PROCESS_COUNTS,
  processes: PROCESSES,
  health: HEALTH,
  reconcile: RECONCILE,
} as const

type PartName = keyof typeof PARTS

const PART_NAMES = Object.keys(PARTS) as PartName[]

/** A query that waits to be sent. Its types are those of the caller. */
interface PendingQuery {
  readonly query: QueryOf<unknown, unknown>
  readonly variables: unknown
  readonly part: PartName
  readonly answer: (value: unknown) => void
  readonly fail: (error: unknown) => void
}

/** Asks the service once, without any cache. Rejects when there is no answer. */
export type Ask = <Answer, Variables>(
  query: QueryOf<Answer, Variables>,
  variables: Variables
) => Promise<Answer>

/** Each query in a separate request. */
export const askAlone =
  (client: ApolloClient<unknown>): Ask =>
  async <Answer, Variables>(query: QueryOf<Answer, Variables>, variables: Variables) => {
    const { data } = await client.query<Answered<Answer>, Variables>({
      query: query.document,
      variables,
      fetchPolicy: 'no-cache',
    })
    return valueOf(query, data)
  }

/**
 * Queries that the parts of a page ask at the same moment in one request: what they have in common is then read once by
 * the service. Other queries, and one that is asked alone, go by themselves.
 */
export function askTogether(client: ApolloClient<unknown>): Ask {
  const alone = askAlone(client)
  let pending: PendingQuery[] = []
  const send = () => {
    const all = pending
    pending = []
    const first = PART_NAMES.flatMap(name => all.filter(({ part }) => part === name).slice(0, 1))
    const rest = all.filter(one => !first.includes(one))
    if (first.length > 1) void askPage(client, first)
    for (const one of first.length > 1 ? rest : all)
      alone(one.query, one.variables).then(one.answer, one.fail)
  }
  return (query, variables) => {
    const part = PART_NAMES.find(name => PARTS[name].document === query.document)
    if (part === undefined) return alone(query, variables)
    return new Promise((answer, fail) => {
      const one = { query, variables, part, answer, fail } as PendingQuery
      pending = [...pending, one]
      // Whatever else is mounted or due at this moment asks before it is over.
      if (pending.length === 1) void Promise.resolve().then(send)
    })
  }
}

async function askPage(
  client: ApolloClient<unknown>,
  pending: readonly PendingQuery[]
): Promise<void> {
  try {
    const { data, errors = [] } = await client.query<{
      carrefourPage: Record<string, unknown> | null
    }>({
      query: PAGE.document,
      variables: variablesOf(pending),
      fetchPolicy: 'no-cache',
      // A part that fails leaves the others as they are.
      errorPolicy: 'all',
    })
    const parts = data === null || data === undefined ? null : data.carrefourPage
    for (const one of pending) {
      const own = errors.filter(({ path = [] }) => path.length < 2 || path[1] === one.part)
      const value = parts === null ? undefined : parts[one.part]
      if (value === undefined || own.length > 0) one.fail({ graphQLErrors: own })
      else one.answer(value)
    }
  } catch (error) {
    for (const one of pending) one.fail(error)
  }
}

function variablesOf(pending: readonly PendingQuery[]): PageVariables {
  const asks = (part: PartName) => pending.some(one => one.part === part)
  const of = <Name extends 'counts' | 'processes'>(part: Name) =>
    pending.find(one => one.part === part)?.variables
  const { filter: counted } = (of('counts') ?? {}) as Pick<PageVariables, 'filter'>
  const list = (of('processes') ?? {}) as Pick<
    PageVariables,
    'filter' | 'sort' | 'page' | 'pageSize'
  >
  return {
    ...(Object.fromEntries(PART_NAMES.map(part => [part, asks(part)])) as Record<
      PartName,
      boolean
    >),
    ...(counted === undefined ? {} : { counted }),
    ...list,
  }
}

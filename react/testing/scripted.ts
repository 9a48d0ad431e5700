import { ApolloLink, Observable } from 'apollo-link'

type Answer = object | string | Error | null

/** What the service would answer, by operation name. A function gets the variables; an Error is thrown. */
export type Answers = Record<string, Answer | ((variables: Record<string, unknown>) => Answer)>

export interface Asked {
  name: string
  variables: Record<string, unknown>
}

/** An answer that does not come. */
export const NEVER = { never: true } as const

/** A service that refuses with a code of VTEX IO's `@auth`, such as `FORBIDDEN`. */
export class Refused extends Error {
  constructor(readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN') {
    super(code)
  }
}

/** An answer that comes when it is told to. */
export class Late {
  constructor(
    readonly ready: Promise<void>,
    readonly answer: Answer
  ) {}
}

/** How many answers are still to come; those that never come do not count. */
export interface UnderWay {
  count: number
}

/** A service that answers from a script; `onAsked` is called with each request. */
export function scripted(
  answers: Answers,
  onAsked: (asked: Asked) => void = () => undefined,
  underWay: UnderWay = { count: 0 }
) {
  let pulses = 0
  const answerTo = (name: string, variables: Record<string, unknown>): Answer | undefined => {
    const answer = answers[name]
    if (answer === undefined && name === 'carrefourConfiguration') {
      const connection = answerTo('carrefourConnection', {})
      return has(connection, 'configuration') ? (connection.configuration as Answer) : connection
    }
    // A script that says nothing of it: something has always changed.
    if (answer === undefined && name === 'carrefourPulse') {
      pulses += 1
      return { mark: String(pulses), at: new Date(Date.now() + 1).toISOString() }
    }
    return typeof answer === 'function' ? call(answer, variables) : answer
  }
  return new ApolloLink(
    ({ operationName, variables }) =>
      new Observable(observer => {
        const parts = operationName === 'carrefourPage' ? partsOf(variables) : null
        const asked = parts ?? [{ name: operationName, variables }]
        if (parts !== null) onAsked({ name: operationName, variables })
        asked.forEach(onAsked)
        const told = asked.map(one => answerTo(one.name, one.variables))
        if (told.includes(NEVER)) return undefined
        const late = told.find((one): one is Late => one instanceof Late)
        const values = told.map(one => (one instanceof Late ? one.answer : one))
        underWay.count += 1
        let isOver = false
        const end = () => {
          if (!isOver) underWay.count -= 1
          isOver = true
        }
        const answer = () => {
          if (isOver) return
          end()
          const refused = values.find((one): one is Refused => one instanceof Refused)
          if (refused !== undefined) observer.next(refusal(refused))
          else if (parts !== null) observer.next(pageOf(parts, values))
          else if (values[0] instanceof Error) observer.error(values[0])
          else observer.next({ data: { [operationName]: values[0] } })
          observer.complete()
        }
        if (late === undefined) setTimeout(answer, 0)
        else void late.ready.then(answer)
        return end
      })
  )
}

const has = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && key in value

/** The operations of the parts of a page. */
const OPERATIONS: Record<string, string> = {
  connection: 'carrefourConnection',
  problems: 'carrefourProblems',
  jobs: 'carrefourReprocessJobs',
  counts: 'carrefourProcessCounts',
  processes: 'carrefourProcesses',
  health: 'carrefourHealth',
  reconcile: 'carrefourReconcile',
}

interface Part extends Asked {
  part: string
}

/** The parts of a page's request, each answered as if queried alone. */
const partsOf = (variables: Record<string, unknown>): Part[] =>
  Object.keys(OPERATIONS)
    .filter(part => variables[part] === true)
    .map(part => {
      const { counted, filter, sort, page, pageSize } = variables
      const own =
        part === 'counts'
          ? { filter: counted }
          : part === 'processes'
            ? { filter, sort, page, pageSize }
            : {}
      return { part, name: OPERATIONS[part] ?? part, variables: own }
    })

/** A part that fails is null, with its error beside the others. */
const pageOf = (parts: readonly Part[], values: readonly unknown[]) => ({
  data: {
    carrefourPage: Object.fromEntries(
      parts.map(({ part }, at) => [part, values[at] instanceof Error ? null : values[at]])
    ),
  },
  errors: parts
    .filter((_, at) => values[at] instanceof Error)
    .map(({ part }) => ({ message: 'failed', path: ['carrefourPage', part] })) as never,
})

const refusal = ({ code, message }: Refused) => ({
  // Apollo reads nothing of a GraphQL error but these.
  errors: [{ message, extensions: { code } }] as never,
})

/** Narrowing an object to a function leaves TypeScript without its signature. */
const call = (answer: unknown, variables: Record<string, unknown>) =>
  (answer as (given: Record<string, unknown>) => Answer)(variables)

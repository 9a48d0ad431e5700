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

/** How many answers are still to come; those that never come do not count. */
export interface UnderWay {
  count: number
}

/** A service that answers from a script; `onAsked` is told of each call. */
export function scripted(
  answers: Answers,
  onAsked: (asked: Asked) => void = () => undefined,
  underWay: UnderWay = { count: 0 }
) {
  return new ApolloLink(
    ({ operationName, variables }) =>
      new Observable(observer => {
        onAsked({ name: operationName, variables })
        const answer = answers[operationName]
        const value = typeof answer === 'function' ? call(answer, variables) : answer
        if (value === NEVER) return undefined
        underWay.count += 1
        let isOver = false
        const end = () => {
          if (!isOver) underWay.count -= 1
          isOver = true
        }
        const timer = setTimeout(() => {
          end()
          if (value instanceof Refused) observer.next(refusal(value))
          else if (value instanceof Error) observer.error(value)
          else observer.next({ data: { [operationName]: value } })
          observer.complete()
        }, 0)
        return () => {
          clearTimeout(timer)
          end()
        }
      })
  )
}

const refusal = ({ code, message }: Refused) => ({
  // Apollo reads nothing of a GraphQL error but these.
  errors: [{ message, extensions: { code } }] as never,
})

/** Narrowing an object to a function leaves TypeScript without its signature. */
const call = (answer: unknown, variables: Record<string, unknown>) =>
  (answer as (given: Record<string, unknown>) => Answer)(variables)

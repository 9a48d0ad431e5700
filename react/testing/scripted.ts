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

/** A service that answers from a script; `onAsked` is told of each call. */
export function scripted(answers: Answers, onAsked: (asked: Asked) => void = () => undefined) {
  return new ApolloLink(
    ({ operationName, variables }) =>
      new Observable(observer => {
        onAsked({ name: operationName, variables })
        const answer = answers[operationName]
        const value = typeof answer === 'function' ? call(answer, variables) : answer
        if (value === NEVER) return undefined
        const timer = setTimeout(() => {
          if (value instanceof Refused) observer.next(refusal(value))
          else if (value instanceof Error) observer.error(value)
          else observer.next({ data: { [operationName]: value } })
          observer.complete()
        }, 0)
        return () => clearTimeout(timer)
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

/**
 * Why no answer came, as far as a person can act on it:
 * - `signed-out`: the session ended;
 * - `forbidden`: the person's role does not allow it;
 * - `failed`: anything else (network, service).
 */
export type Failure = 'signed-out' | 'forbidden' | 'failed'

interface GraphQLErrorLike {
  extensions?: Record<string, unknown> | undefined
}

const isObject = (value: unknown): value is { graphQLErrors?: unknown } =>
  typeof value === 'object' && value !== null

const codesOf = (error: unknown): readonly unknown[] => {
  const list = isObject(error) ? error.graphQLErrors : undefined
  if (!Array.isArray(list)) return []
  return list.map((one: GraphQLErrorLike) => one.extensions?.['code'])
}

/** Reads the error codes that VTEX IO's `@auth` answers with; an error of any other shape is `failed`. */
export function toFailure(error: unknown): Failure {
  const codes = codesOf(error)
  if (codes.includes('UNAUTHENTICATED')) return 'signed-out'
  if (codes.includes('FORBIDDEN')) return 'forbidden'
  return 'failed'
}

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

const codesOf = (error: unknown): readonly unknown[] => {
  if (typeof error !== 'object' || error === null || !('graphQLErrors' in error)) return []
  const list = error.graphQLErrors
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

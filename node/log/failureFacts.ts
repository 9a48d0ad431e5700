/** What the log says of a failed GraphQL field, and the answer does not. */
export interface FailureFacts {
  readonly path: unknown
  readonly reason: string | null
  readonly frames: readonly string[]
}

/** By the part of the error that answer and log entry share. */
const facts = new WeakMap<object, FailureFacts>()

/** Keeps what only the log may say, until the runtime logs the error. */
export const keepFacts = (shared: object, known: FailureFacts): void =>
  void facts.set(shared, known)

export const factsOf = (shared: unknown): FailureFacts | undefined =>
  typeof shared === 'object' && shared !== null ? facts.get(shared) : undefined

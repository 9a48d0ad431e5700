import type { DocumentNode } from 'graphql'

/**
 * An operation of the service with the types of its variables and its answer. Each asks for one field, named like the
 * operation, so that the answer is the value of that field.
 */
interface OperationOf<Answer, Variables> {
  readonly document: DocumentNode
  readonly field: string
  /** Only for the compiler: no value of it is made. */
  readonly types?: (variables: Variables) => Answer
}

export interface QueryOf<Answer, Variables> extends OperationOf<Answer, Variables> {
  readonly kind?: 'query'
}

export interface MutationOf<Answer, Variables> extends OperationOf<Answer, Variables> {
  readonly kind?: 'mutation'
}

/** What the client hands over, by the name of the field. */
export type Answered<Answer> = Readonly<Record<string, Answer>>

/** The field's value. A service that answers without it breaks the contract. */
export function valueOf<Answer>(
  { field }: { readonly field: string },
  data: Answered<Answer> | null | undefined
): Answer {
  const value = data?.[field]
  if (value === undefined) throw new Error(`An answer without ${field}`)
  return value
}

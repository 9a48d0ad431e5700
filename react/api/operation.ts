import type { DocumentNode } from 'graphql'

/**
 * An operation of the service with the types of what it takes and answers. Each asks for one field, which bears
 * its name, so that an answer is that field's value.
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

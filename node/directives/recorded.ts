import type { GraphQLField } from 'graphql'
import { SchemaDirectiveVisitor } from 'graphql-tools'

import type { HttpContext } from '../compose'
import { portsFor } from '../compose'
import { noteRefusal } from '../useCases/noteRefusal'

/**
 * `@recorded`: who is refused the field by `@auth` is written into the history. It decides nothing; it
 * stands after `@auth` in the schema, so that it is wrapped around it.
 */
export class Recorded extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    const { resolve } = field
    if (!resolve) return
    field.resolve = async (root, args, ctx, info) => {
      try {
        return (await resolve(root, args, ctx, info)) as unknown
      } catch (error) {
        const isAction = info.parentType.name === 'Mutation'
        if (isRefusal(error)) await noteRefusal(portsFor(ctx), info.fieldName, isAction)
        throw error
      }
    }
  }
}

/** The code that `@auth` answers with when the person is known and may not. */
function isRefusal(error: unknown): boolean {
  const { extensions } = (error ?? {}) as { readonly extensions?: { readonly code?: unknown } }
  return extensions?.code === 'FORBIDDEN'
}

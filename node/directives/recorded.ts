import type { GraphQLField } from 'graphql'
import { SchemaDirectiveVisitor } from 'graphql-tools'

import type { HttpContext } from '../compose'
import { portsFor, sessionOf } from '../compose'
import { schemaIsBuilt } from '../guard'
import { learnSchema } from '../guard/vocabulary'
import { claimedAccount } from '../platform/claims'
import type { RefusalReason } from '../useCases/noteRefusal'
import { noteRefusal } from '../useCases/noteRefusal'

/**
 * `@recorded`: who is refused the field by `@auth` is written down. It decides nothing; it stands after
 * `@auth` in the schema, so that it is wrapped around it.
 */
export class Recorded extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    learnSchema(this.schema)
    schemaIsBuilt()
    const { resolve } = field
    if (!resolve) return
    field.resolve = async (root, args, ctx, info) => {
      try {
        return (await resolve(root, args, ctx, info)) as unknown
      } catch (error) {
        const token = sessionOf(ctx)
        const claimed = token === null ? null : claimedAccount(token)
        const reason = reasonOf(error, token, claimed, ctx.vtex.account)
        const isAction = info.parentType.name === 'Mutation'
        if (reason) await noteRefusal(portsFor(ctx), info.fieldName, { reason, isAction, claimed })
        throw error
      }
    }
  }
}

/** Why `@auth` refused, by the code that it answers with; null for any other failure. */
function reasonOf(
  error: unknown,
  token: string | null,
  claimed: string | null,
  account: string
): RefusalReason | null {
  const { extensions } = (error ?? {}) as { readonly extensions?: { readonly code?: unknown } }
  if (extensions?.code === 'FORBIDDEN') return 'FORBIDDEN'
  if (extensions?.code !== 'UNAUTHENTICATED') return null
  if (token === null) return 'NO_SESSION'
  return claimed === null || claimed === account ? 'INVALID_SESSION' : 'OTHER_ACCOUNT'
}

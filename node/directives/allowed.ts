import type { GraphQLField } from 'graphql'
import { defaultFieldResolver, GraphQLError } from 'graphql'
import { SchemaDirectiveVisitor } from 'graphql-tools'

import type { HttpContext } from '../compose'
import { peopleOf } from '../compose'
import type { Permission } from '../domain/permissions'

/** Values of the schema's enum `CarrefourRight`. */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  REPROCESS: 'reprocess',
}

/**
 * `@allowed(to: REPROCESS)`: refuses whoever has none of the License Manager resources that
 * `domain/permissions.ts` names for the permission. Each directive wraps those that stand before it, so this one
 * stands before `@auth`: a caller without a session is told so, and the history notes people alone.
 */
export class Allowed extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    const { resolve = defaultFieldResolver } = field
    const permission = PERMISSIONS[String((this.args as { readonly to?: unknown }).to)]
    field.resolve = async (root, args, ctx, info) => {
      if (!permission || !(await peopleOf(ctx).may(permission))) throw forbidden()
      return resolve(root, args, ctx, info) as unknown
    }
  }
}

/** The code is the one of `@auth`: callers and the history need not tell the two apart. */
const forbidden = (): GraphQLError =>
  new GraphQLError(
    'The person has no License Manager resource that allows this.',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    { code: 'FORBIDDEN' }
  )

import { type GraphQLField, defaultFieldResolver, GraphQLError } from 'graphql'
import { SchemaDirectiveVisitor } from 'graphql-tools'

import { type HttpContext, currentUserOf, portsFor, sessionOf } from '../compose'
import { claimedAccount } from './people'
import type { Permission } from '../ports'
import { schemaIsBuilt } from './graphql'
import { learnSchema, type RefusalReason, noteRefusal } from './errors'

/** Values of the schema's enum `CarrefourRight`. */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  REPROCESS: 'reprocess',
}

/**
 * `@allowed(to: REPROCESS)`: refuses whoever has none of the License Manager resources that
 * `guard/people.ts` lists for the permission. A directive wraps those before it, so this one comes before
 * `@auth`: a caller without a session gets that error, and the history only records people.
 */
export class Allowed extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    const { resolve = defaultFieldResolver } = field
    const permission = PERMISSIONS[String((this.args as { readonly to?: unknown }).to)]
    if (permission) WANTED.set(field, permission)
    field.resolve = async (root, args, ctx, info) => {
      if (!permission || !(await currentUserOf(ctx).may(permission))) throw forbidden()
      return resolve(root, args, ctx, info) as unknown
    }
  }
}

/** What `@allowed` asks for, by field. */
const WANTED = new WeakMap<GraphQLField<unknown, HttpContext>, Permission>()

/** Whoever needs the answer asks for it again, and gets the failure. */
const ignore = (): void => undefined

/** The same code as `@auth`: callers and the history need not tell them apart. */
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

/**
 * `@recorded`: records that `@auth` refused the field. It decides nothing; it comes after `@auth` in the schema, so
 * that it wraps it.
 */
export class Recorded extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    learnSchema(this.schema)
    schemaIsBuilt()
    const { resolve } = field
    if (!resolve) return
    const wanted = WANTED.get(field)
    field.resolve = async (root, args, ctx, info) => {
      // `@auth` asks VTEX ID and License Manager itself and passes nothing on: asked meanwhile, a click waits once.
      if (wanted) currentUserOf(ctx).may(wanted).catch(ignore)
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

/** Why `@auth` refused, from its error code; null for any other failure. */
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

/* What the runtime's `@auth` has granted is good for some seconds of looking (ADR 95). */

import { createHash } from 'crypto'
import { type GraphQLField, type GraphQLFieldResolver, defaultFieldResolver } from 'graphql'
import { type HttpContext, sessionOf } from '../compose'
import { BriefReads } from '../shared/keptFiles'
import { type Millis, SECOND } from '../shared/time'
import { systemClock } from '../vtex/platform'

/** For so long a right may still be used to look after License Manager or VTEX ID has taken it away. */
const GRANTED_FOR: Millis = 5 * SECOND

/** Rights of all accounts of this process, by account, session and right. Refusals and failures are not kept. */
const GRANTED = new BriefReads<true>(GRANTED_FOR)

type Field = GraphQLField<unknown, HttpContext>
type Resolve = GraphQLFieldResolver<unknown, HttpContext>

/** How a directive changes a field, as `graphql-tools` calls it. */
export type Visit = (this: { readonly args: object }, field: Field, ...more: never[]) => unknown

/**
 * `@auth` as it is, but asked about a query once in a while for each session and right: it asks VTEX ID, then License Manager, over
 * connections of their own, before anything else of a page begins. A change is judged each time.
 */
export const briefly = (visit: Visit): Visit =>
  function (field, ...more) {
    const { resolve = defaultFieldResolver as Resolve } = field
    // The directive wraps what it finds: around nothing, its judgement is all that is left of it.
    field.resolve = () => undefined
    const visited = visit.call(this, field, ...more)
    const judge: Resolve = field.resolve
    const right = JSON.stringify(this.args)
    field.resolve = async (root, args, ctx, info) => {
      const judged = async () => {
        await judge(root, args, ctx, info)
        return true as const
      }
      const token = sessionOf(ctx)
      if (info.operation.operation !== 'query' || token === null) await judged()
      else await GRANTED.read(keyOf(ctx, token, right), systemClock.now(), judged)
      return resolve(root, args, ctx, info) as unknown
    }
    return visited
  }

/** The session by its hash: what lies in memory opens nothing. */
const keyOf = ({ vtex }: HttpContext, token: string, right: string): string =>
  `${vtex.account} ${right} ${createHash('sha256').update(token).digest('base64')}`

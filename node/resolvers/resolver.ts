import type { HttpContext } from '../compose'
import { peopleOf, portsFor } from '../compose'
import type { People, Ports } from '../ports'

/** The part of the runtime's context that says whether an answer may be kept. */
interface CacheHints {
  readonly graphql?: { readonly cacheControl?: { noCache: boolean; noStore: boolean } }
}

/** A field: what it is given, what it answers. `@auth` in the schema has already checked the person. */
export const resolver =
  <Args, Answer>(handle: (ports: Ports, args: Args, people: People) => Promise<Answer>) =>
  async (_root: unknown, args: Args, ctx: HttpContext): Promise<Answer> => {
    neverKept(ctx)
    return handle(portsFor(ctx), args, peopleOf(ctx))
  }

/** The runtime would let a day pass before it asks again. */
function neverKept(ctx: HttpContext): void {
  const cacheControl = (ctx as CacheHints).graphql?.cacheControl
  if (cacheControl) Object.assign(cacheControl, { noCache: true, noStore: true })
}

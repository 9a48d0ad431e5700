import type { HttpContext } from '../compose'
import { peopleOf, portsFor } from '../compose'
import type { People, Ports } from '../ports'
import { NotRecorded } from './notRecorded'
import { withWholeNumbers } from './whole'

/** The part of the runtime's context that says whether an answer may be kept. */
interface CacheHints {
  readonly graphql?: { readonly cacheControl?: { noCache: boolean; noStore: boolean } }
}

/** A field: what it is given, what it answers. `@auth` in the schema has already checked the person. */
export const resolver =
  <Args, Answer>(handle: (ports: Ports, args: Args, people: People) => Promise<Answer>) =>
  async (_root: unknown, args: Args, ctx: HttpContext): Promise<Answer> => {
    neverKept(ctx)
    return withWholeNumbers(await handle(portsFor(ctx), args, peopleOf(ctx)))
  }

/** The runtime would let a day pass before it asks again. */
function neverKept(ctx: HttpContext): void {
  const cacheControl = (ctx as CacheHints).graphql?.cacheControl
  if (cacheControl) Object.assign(cacheControl, { noCache: true, noStore: true })
}

/**
 * A field that changes the configuration. It is written down before anything is changed, and refused when
 * that is not possible; a change that ends without an outcome stays in the history as begun.
 *
 * @param name the field's, for the history
 */
export const configuring = <Args, Answer>(
  name: string,
  handle: (ports: Ports, args: Args, people: People) => Promise<Answer>
): ((root: unknown, args: Args, ctx: HttpContext) => Promise<Answer>) =>
  resolver(async (ports: Ports, args: Args, people: People) => {
    const begun = await ports.history.begin({ kind: 'BEGUN', subject: name })
    if (begun === null) throw new NotRecorded()
    const answer = await handle(ports, args, people)
    await ports.history.end(begun)
    return answer
  })

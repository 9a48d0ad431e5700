/* What every resolver is wrapped in: numbers that fit the schema, files read once a request, changes recorded first. */

import { type HttpContext, currentUserOf, portsFor } from '../compose'
import type { CurrentUser, Ports } from '../ports'
import { NobodySignedIn } from './errors'
import type { Copied, CopyName } from '../ledger/summary.logic'

/** A change that was not made because the history could not record it. Code `NOT_RECORDED`. */
class NotRecorded extends Error {
  readonly extensions = { code: 'NOT_RECORDED' }

  constructor() {
    super(
      'This could not be written into the history, so nothing was changed. Try again in a moment.'
    )
    this.name = 'NotRecorded'
  }
}

/** Largest GraphQL Int. As a quantity it stands for as many or more: Carrefour takes 999,999 at most. */
export const LARGEST_INT = 2_147_483_647

/** Fields that are fractions of 1; every other number of the schema is an Int. */
const SHARES: readonly string[] = ['progress']

/**
 * An answer whose numbers all fit the schema: integers in the range of Int. A number outside it would fail its whole
 * row, or the list around it, and quantities are whatever a store and Carrefour say.
 */
export function withWholeNumbers<T>(answer: T, name?: string): T
export function withWholeNumbers(answer: unknown, name = ''): unknown {
  if (typeof answer === 'number') return SHARES.includes(name) ? answer : intOf(answer)
  if (Array.isArray(answer)) return answer.map(one => withWholeNumbers(one as unknown, name))
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, withWholeNumbers(value as unknown, key)])
  )
}

function intOf(figure: number): number {
  if (Number.isNaN(figure)) return 0
  const whole = Math.trunc(Math.min(Math.max(figure, -LARGEST_INT), LARGEST_INT))
  // Negative zero prints as -0.
  return whole === 0 ? 0 : whole
}

/** The part of the runtime's context with caching. */
interface CacheHints {
  readonly graphql?: { readonly cacheControl?: { noCache: boolean; noStore: boolean } }
}

/** A field: its arguments, its answer. `@auth` in the schema has already checked the person. */
export const resolver =
  <Args, Answer>(handle: (ports: Ports, args: Args, people: CurrentUser) => Promise<Answer>) =>
  async (_root: unknown, args: Args, ctx: HttpContext): Promise<Answer> => {
    neverKept(ctx)
    return withWholeNumbers(await handle(portsFor(ctx), args, currentUserOf(ctx)))
  }

/** The ports of the queries of each request. */
const READING = new WeakMap<HttpContext, Ports>()

/**
 * A field of the Query type that pages show: what several fields of one request need is read once. GraphQL allows no
 * change in the same request.
 */
export const viewing =
  <Args, Answer>(handle: (ports: Ports, args: Args) => Promise<Answer>) =>
  async (_root: unknown, args: Args, ctx: HttpContext): Promise<Answer> => {
    neverKept(ctx)
    const ports = READING.get(ctx) ?? forPages(portsFor(ctx))
    READING.set(ctx, ports)
    return withWholeNumbers(await handle(ports, args))
  }

/** By default the runtime would cache it for a day. */
function neverKept(ctx: HttpContext): void {
  const cacheControl = (ctx as CacheHints).graphql?.cacheControl
  if (cacheControl) Object.assign(cacheControl, { noCache: true, noStore: true })
}

/**
 * A field that changes the configuration. It is recorded before anything changes, and refused when that is impossible;
 * a change that ends without an outcome stays in the history as begun.
 *
 * @param name the field's name in the history
 */
export const configuring = <Args, Answer>(
  name: string,
  handle: (ports: Ports, args: Args, people: CurrentUser) => Promise<Answer>
): ((root: unknown, args: Args, ctx: HttpContext) => Promise<Answer>) =>
  resolver(async (ports: Ports, args: Args, people: CurrentUser) => {
    const begun = await ports.history.begin({ kind: 'BEGUN', subject: name })
    if (begun === null) throw new NotRecorded()
    const answer = await handle(ports, args, people)
    await ports.history.end(begun)
    return answer
  })

/**
 * E-mail of the Admin user behind the request.
 *
 * @throws NobodySignedIn when nobody is signed in
 */
export async function signedIn(people: CurrentUser): Promise<string> {
  const person = await people.user()
  if (person === null) throw new NobodySignedIn()
  return person
}

/**
 * The ports for the queries of one request. A request of a page asks for several things that are in the same few files:
 * each is read once, and those that the summary has a copy of are not read at all. Not for changes, which must read what
 * they have written.
 */
export function forPages(ports: Ports): Ports {
  const summary = once(() => ports.summary.read())
  const copied =
    <Name extends CopyName>(name: Name, read: () => Promise<Copied[Name]>) =>
    async (): Promise<Copied[Name]> => {
      const { [name]: copy } = (await summary()).copies
      return copy.kind === 'held' ? copy.value : read()
    }
  const lists = new Map<number, ReturnType<Ports['queue']['list']>>()
  return {
    ...ports,
    summary: instead(ports.summary, { read: summary }),
    connectionState: instead(ports.connectionState, {
      read: once(() => ports.connectionState.read()),
    }),
    configurations: instead(ports.configurations, {
      shown: once(copied('configuration', () => ports.configurations.shown())),
    }),
    jobs: instead(ports.jobs, { read: once(copied('jobs', () => ports.jobs.read())) }),
    dismissals: instead(ports.dismissals, {
      read: once(copied('dismissals', () => ports.dismissals.read())),
    }),
    queue: instead(ports.queue, {
      list: limit => {
        const known = lists.get(limit) ?? ports.queue.list(limit)
        lists.set(limit, known)
        return known
      },
    }),
  }
}

/** A read that is made once. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => (made ??= read())
}

/** The store with some methods of its own; the others are the store's. */
const instead = <T extends object>(store: T, own: Partial<T>): T =>
  new Proxy(store, {
    get: (target, key): unknown => {
      if (Object.prototype.hasOwnProperty.call(own, key)) return Reflect.get(own, key)
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })

import type { Ports } from '../ports'
import type { StockRequest } from '../queue/stockRequest.logic'
import type { Copied, CopyName } from './copies.logic'

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
  const lists = new Map<number, Promise<readonly StockRequest[]>>()
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

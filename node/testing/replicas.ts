import type { Scheduler } from 'fast-check'

import type { Ports } from '../ports'

const UNTOUCHED: readonly string[] = ['clock', 'ids', 'log']

/**
 * The ports of one of several replicas: fast-check decides whose step comes next. A call of Carrefour is made at
 * once and its answer waits, as a process that has decided to call does so; other calls wait before they are made.
 */
export function replicaOf(ports: Ports, scheduler: Scheduler): Ports {
  const entries = Object.entries(ports).map(([name, port]: [string, unknown]) => [
    name,
    typeof port === 'object' && port !== null && !UNTOUCHED.includes(name)
      ? inTurn(name, port, scheduler)
      : port,
  ])
  return Object.fromEntries(entries) as Ports
}

function inTurn(name: string, port: object, scheduler: Scheduler): object {
  return new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target)
      if (typeof member !== 'function') return member
      return async (...args: unknown[]): Promise<unknown> => {
        const turn = () => scheduler.schedule(Promise.resolve(), `${name}.${String(key)}`)
        if (name !== 'carrefour') await turn()
        const answer: unknown = await member.apply(target, args)
        if (name === 'carrefour') await turn()
        return answer
      }
    },
  })
}

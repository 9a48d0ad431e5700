import type { Ports } from '../ports'

const UNTOUCHED: readonly string[] = ['clock', 'ids', 'log', 'hosts', 'standby']

/** The same ports with calls through `around`; clock, ids, log, standby and plain values are unchanged. */
export function wrapped(
  ports: Ports,
  around: (call: () => unknown, port: string) => unknown
): Ports {
  const wrap = <T extends object>(port: T, called: string): T =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target)
        if (typeof member !== 'function') return member
        return (...args: unknown[]): unknown =>
          around(() => member.apply(target, args) as unknown, called)
      },
    })
  const entries = Object.entries(ports).map(([name, port]: [string, unknown]) => [
    name,
    typeof port === 'object' && port !== null && !UNTOUCHED.includes(name)
      ? wrap(port, name)
      : port,
  ])
  return Object.fromEntries(entries) as Ports
}

/** The same ports, each of whose calls takes `ms` milliseconds. */
export const slow = (ports: Ports, ms: number): Ports =>
  wrapped(ports, async call => {
    await ports.clock.sleep(ms)
    return call()
  })

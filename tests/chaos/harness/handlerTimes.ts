import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'

/** Paths of the service that do work: its events and the scheduler's call. */
const WORK = /\/_events$|\/_v\/carrefour-inventory\/tick$/

/** Events have one path; which handler one is for stands beside it. */
const handlerOf = (request: ClientRequest): string =>
  String(request.getHeader('x-event-handler-id') ?? request.path)

/** Watches the calls of this process to the service's handlers: how many of each, and the `longest` in milliseconds. */
export function watchHandlers(): {
  readonly longest: number
  readonly calls: ReadonlyMap<string, number>
} {
  const started = new WeakMap<ClientRequest, number>()
  const calls = new Map<string, number>()
  const seen = { longest: 0 }
  diagnostics.subscribe('http.client.request.start', message => {
    const { request } = message as { request: ClientRequest }
    if (!WORK.test(request.path)) return
    const handler = handlerOf(request)
    calls.set(handler, (calls.get(handler) ?? 0) + 1)
    started.set(request, Date.now())
  })
  diagnostics.subscribe('http.client.response.finish', message => {
    const began = started.get((message as { request: ClientRequest }).request)
    if (began !== undefined) seen.longest = Math.max(seen.longest, Date.now() - began)
  })
  return {
    get longest() {
      return seen.longest
    },
    calls,
  }
}

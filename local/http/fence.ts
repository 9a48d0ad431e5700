import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

import { header } from './handler'

/** The header that names the call to the service in whose course the service calls out; the runtime hands it on. */
const OPERATION = 'x-vtex-operation-id'

/** How long a call may go on working after its caller gave up on it. */
const AFTERLIFE_MS = 120_000

/**
 * Cuts calls to the service off from the workspace when its state is replaced: what they still ask or write belongs to
 * the old state. For the service it is as if the network broke, which may happen to it at any moment.
 */
export interface Fence {
  /** A call to the service begins; answers what to do when it has ended, or was given up. */
  enter(headers: IncomingHttpHeaders): (end: 'ended' | 'given up') => void
  /** Whether an outbound call of the service may be answered; one that may not loses its connection. */
  admits(req: IncomingMessage, res: ServerResponse): boolean
  /** Cuts off everything that is under way. */
  raise(): void
  /** Calls to the service that have not ended, and outbound calls of it that have no answer yet. */
  underWay(): { readonly requests: number; readonly calls: number }
}

export function createFence(): Fence {
  const running = new Set<string>()
  const cut = new Set<string>()
  const open = new Map<ServerResponse, string>()

  return {
    enter(headers) {
      const operation = [headers[OPERATION]].flat().join('')
      if (operation === '') return () => undefined
      running.add(operation)
      const forget = (): void => {
        running.delete(operation)
        cut.delete(operation)
      }
      return end => {
        if (end === 'ended') forget()
        else setTimeout(forget, AFTERLIFE_MS).unref()
      }
    },
    admits(req, res) {
      const operation = header(req, OPERATION)
      if (cut.has(operation)) {
        req.socket.destroy()
        return false
      }
      if (operation !== '') {
        open.set(res, operation)
        res.once('close', () => open.delete(res))
      }
      return true
    },
    raise() {
      for (const operation of running) cut.add(operation)
      running.clear()
      for (const [res, operation] of open) if (cut.has(operation)) res.socket?.destroy()
    },
    underWay: () => ({ requests: running.size, calls: open.size }),
  }
}

import type { ServerResponse } from 'node:http'

import { type Handler, sendJson } from '../../http/handler'

import { type Fault, HTTP_KINDS } from './fault'
import type { Faults } from './faults'

/** Makes `handler` suffer the faults that are set for `part`. */
export function withFaults(faults: Faults, part: string, handler: Handler): Handler {
  return (req, res) => {
    const fault = faults.take(part, `${req.method ?? ''} ${req.url ?? ''}`, HTTP_KINDS)
    if (fault === undefined) return handler(req, res)
    return suffer(fault, handler, req, res)
  }
}

async function suffer(
  fault: Fault,
  handler: Handler,
  ...[req, res]: Parameters<Handler>
): Promise<void> {
  switch (fault.kind) {
    case 'latency':
      await new Promise(resolve => setTimeout(resolve, fault.ms ?? 1000))
      return handler(req, res)
    case 'status':
      for (const [name, value] of Object.entries(fault.headers ?? {})) res.setHeader(name, value)
      return answer(res, fault.status ?? 500)
    case 'reset':
      req.socket.destroy()
      return
    default:
      loseAnswer(res)
      return handler(req, res)
  }
}

/** 304 is the one status here that has no body. */
function answer(res: ServerResponse, status: number): void {
  if (status !== 304) return sendJson(res, status, { message: 'Fault on demand' })
  res.writeHead(status)
  res.end()
}

/** Lets the handler finish its work but closes the connection instead of sending the answer. */
function loseAnswer(res: ServerResponse): void {
  res.write = () => true
  res.end = () => {
    res.socket?.destroy()
    return res
  }
}

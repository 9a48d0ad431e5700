import type { ServerResponse } from 'node:http'

import { sendJson } from '../../http/handler'

import { type ServiceCaller, ServiceFailure, type ServiceRequest } from './service-call'

const STATUS = { unavailable: 503, broken: 502, timeout: 504 } as const

/** Where a failure of the service is written down. */
export type Note = (text: string) => void

/** Sends a request to the service and its answer, or what became of it, to the caller. */
export async function relay(
  service: ServiceCaller,
  wanted: ServiceRequest,
  res: ServerResponse,
  note: Note
): Promise<void> {
  try {
    const answer = await service.call(wanted)
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
    answer.on('error', () => res.destroy())
    res.on('close', () => answer.destroy())
  } catch (error) {
    const reason = error instanceof ServiceFailure ? error.reason : 'broken'
    note(`${wanted.method} ${withoutSecret(wanted.path)}: the service is ${reason}`)
    if (res.headersSent) return void res.destroy()
    sendJson(res, STATUS[reason], {
      code: `Service${STATUS[reason]}`,
      message: `The service is ${reason}`,
    })
  }
}

/** A path may end in a secret, as the webhook's does: only the fixed part of a public route is shown. */
const withoutSecret = (path: string): string =>
  path.replace(/^(\/_v\/[^/]+\/[^/?]+)\/.*$/s, '$1/...')

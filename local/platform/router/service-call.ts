import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

import type { Fence } from '../../http/fence'
import { LOOPBACK } from '../../http/listen'

/** One request to the service. */
export interface ServiceRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Why the service gave no answer: nobody listens, it broke off, or it took longer than its timeout. */
export class ServiceFailure extends Error {
  constructor(readonly reason: 'unavailable' | 'broken' | 'timeout') {
    super(`The service is ${reason}`)
  }
}

/** Calls the service on one of its replicas, in turn. */
export interface ServiceCaller {
  /**
   * Answers as soon as the headers are there.
   *
   * @throws ServiceFailure; after a timeout the replica may still be working.
   */
  call(request: ServiceRequest): Promise<IncomingMessage>
}

export interface ServiceCallerDeps {
  /** The replicas that listen now. */
  ports: () => number[]
  /** service.json's timeout. */
  timeoutMs: number
  /** What may be cut off from the workspace; nothing is when left out. */
  fence?: Fence | undefined
}

export function createServiceCaller({ ports, timeoutMs, fence }: ServiceCallerDeps): ServiceCaller {
  let turn = 0
  return {
    async call(wanted) {
      const end = fence?.enter(wanted.headers)
      try {
        const answer = await callOne(wanted)
        answer.once('close', () => end?.('ended'))
        return answer
      } catch (error) {
        const gaveUp = error instanceof ServiceFailure && error.reason === 'timeout'
        end?.(gaveUp ? 'given up' : 'ended')
        throw error
      }
    },
  }

  async function callOne(wanted: ServiceRequest): Promise<IncomingMessage> {
    const candidates = ports()
    turn += 1
    for (let i = 0; i < candidates.length; i += 1) {
      const port = candidates[(turn + i) % candidates.length]
      if (port === undefined) break
      const answer = await send(port, wanted, timeoutMs)
      if (answer !== 'refused') return answer
    }
    throw new ServiceFailure('unavailable')
  }
}

/** Only a refused connection proves that the request was not worked on, so only then another is tried. */
function send(
  port: number,
  { method, path, headers, body }: ServiceRequest,
  timeoutMs: number
): Promise<IncomingMessage | 'refused'> {
  return new Promise((resolve, reject) => {
    // A connection of its own: the runtime may end a kept one just when the next request begins, which then fails.
    const options = { host: LOOPBACK, port, method, path, headers, agent: false }
    const outgoing = request(options)
    const timer = setTimeout(() => {
      reject(new ServiceFailure('timeout'))
      outgoing.destroy()
    }, timeoutMs)
    outgoing.on('response', answer => {
      answer.once('close', () => clearTimeout(timer))
      resolve(answer)
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      if (error.code === 'ECONNREFUSED') resolve('refused')
      else reject(new ServiceFailure('broken'))
    })
    outgoing.end(body)
  })
}

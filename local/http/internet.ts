import { request } from 'node:http'

import { LOOPBACK } from './listen'

/** A call to a host that the workspace stands in for, as it comes from the internet. */
export interface InternetCall {
  url: string
  method: string
  headers: Record<string, string>
  body: string
  timeoutMs: number
}

/** Makes such calls; the answer is the status, and the error names what went wrong. */
export type CallInternet = (call: InternetCall) => Promise<number>

/** `port` is the workspace's own. The host of the URL chooses the part; the scheme does not matter. */
export function createCallInternet(port: () => number): CallInternet {
  return ({ url, method, headers, body, timeoutMs }) =>
    new Promise((resolve, reject) => {
      const { host, pathname, search } = new URL(url)
      const outgoing = request({
        host: LOOPBACK,
        port: port(),
        path: pathname + search,
        method,
        agent: false,
        headers: { ...headers, host, 'content-length': String(Buffer.byteLength(body)) },
        signal: AbortSignal.timeout(timeoutMs),
      })
      outgoing.on('response', answer => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
}

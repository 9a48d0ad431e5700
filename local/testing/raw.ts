import { execFileSync } from 'node:child_process'
import { type IncomingHttpHeaders, request } from 'node:http'

/** A request with nothing added and nothing tidied. */
export interface RawCall {
  port: number
  path: string
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Its answer, read whole. */
export interface Raw {
  status: number
  headers: IncomingHttpHeaders
  body: string
  ms: number
}

/** Sends a request on a new connection. Rejects when the connection ends without an answer. */
export function send({
  port,
  path,
  method = 'POST',
  headers = {},
  body = '',
}: RawCall): Promise<Raw> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const options = { host: '127.0.0.1', port, path, method, agent: false }
    const call = request({ ...options, headers: { ...length, ...headers } }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          ms: performance.now() - began,
        })
      )
    })
    call.on('error', reject)
    call.end(body)
  })
}

/** Memory that a process holds, in bytes. */
export const rssOf = (pid: number): number =>
  1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString())

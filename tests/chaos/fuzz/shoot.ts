import { Agent, request } from 'node:http'

/** One request at an entrance. */
export interface Shot {
  readonly port: number
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What came back; status 0 when the connection ended without an answer. */
export interface Hit {
  readonly status: number
  readonly text: string
  readonly ms: number
}

/** Real milliseconds after which an answer comes too late to be waited for. */
const LONGEST = 30_000

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Sends bytes as they are: neither a wrong length nor an odd header is put right. */
export function shoot(shot: Shot): Promise<Hit> {
  const { port, method, path, headers, body } = shot
  const began = performance.now()
  return new Promise(resolve => {
    const end = (status: number, text: string) =>
      resolve({ status, text, ms: performance.now() - began })
    const options = { host: '127.0.0.1', port, path, method, agent, timeout: LONGEST }
    const call = request(
      { ...options, headers: { 'content-length': String(body.length), ...headers } },
      answer => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', () => end(answer.statusCode ?? 0, ''))
        answer.on('end', () => end(answer.statusCode ?? 0, Buffer.concat(chunks).toString('utf8')))
      }
    )
    call.on('timeout', () => call.destroy(new Error(`no answer in ${LONGEST} ms`)))
    call.on('error', error => {
      // The other side closed a connection that was idle: nothing of this was read.
      if (call.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(shoot(shot))
      else end(0, String(error))
    })
    call.end(body)
  })
}

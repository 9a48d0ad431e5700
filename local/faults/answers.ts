import { IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'

import { encode } from './encodings'
import type { Then } from './rule'

/** A request whose body has been read already, made readable again. */
export function replayed(req: IncomingMessage, body: Buffer): IncomingMessage {
  const again = new IncomingMessage(req.socket)
  again.method = req.method
  again.url = req.url
  again.headers = req.headers
  again.rawHeaders = req.rawHeaders
  again.httpVersion = req.httpVersion
  again.httpVersionMajor = req.httpVersionMajor
  again.httpVersionMinor = req.httpVersionMinor
  // Whole: without this its end would be taken for a broken connection.
  again.complete = true
  again.push(body)
  again.push(null)
  return again
}

/** Lets the work be done and ends the connection in place of the answer. */
export function loseAnswer(res: ServerResponse): void {
  res.write = () => true
  res.end = () => {
    res.socket?.destroy()
    return res
  }
}

/** Answers by the rule alone. */
export function answerInstead(res: ServerResponse, then: Then): void {
  const status = then.status ?? 200
  const body =
    then.body ?? (status === 204 || status === 304 ? '' : '{"message":"Fault on demand"}')
  res.statusCode = status
  res.setHeader('Content-Type', 'application/json')
  send(res, Buffer.from(body), then)
}

/** Lets the handler answer, and sends something else: its own words in other headers or another encoding, or other words. */
export function changeAnswer(res: ServerResponse, then: Then): void {
  const chunks: Buffer[] = []
  const own = {
    write: res.write.bind(res),
    end: res.end.bind(res),
    writeHead: res.writeHead.bind(res),
  }
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array)
      chunks.push(Buffer.from(chunk as Buffer))
  }
  res.writeHead = (status: number, ...rest: unknown[]) => {
    res.statusCode = status
    const headers = rest.find(one => typeof one === 'object' && one !== null) as
      OutgoingHttpHeaders | undefined
    for (const [name, value] of Object.entries(headers ?? {}))
      if (value !== undefined) res.setHeader(name, value)
    return res
  }
  res.write = (chunk: unknown) => {
    keep(chunk)
    return true
  }
  res.end = (chunk?: unknown) => {
    keep(chunk)
    Object.assign(res, own)
    if (then.status !== undefined || then.body !== undefined) {
      res.removeHeader('content-encoding')
      answerInstead(res, then)
    } else send(res, changedJson(Buffer.concat(chunks), then), then)
    return res
  }
}

/** Anything but JSON stays unchanged. */
function changedJson(body: Buffer, { set = {}, remove = [] }: Then): Buffer {
  if (Object.keys(set).length + remove.length === 0) return body
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch {
    return body
  }
  for (const [path, value] of Object.entries(set)) change(json, path.split('.'), value)
  for (const path of remove) change(json, path.split('.'), undefined)
  return Buffer.from(JSON.stringify(json))
}

/** Nothing happens where the path leads nowhere. */
function change(json: unknown, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (typeof json !== 'object' || json === null) return
  // Only an index that the list has, or the next one: setting a larger one would make the list that long.
  if (Array.isArray(json) && !(/^\d+$/.test(name) && Number(name) <= json.length)) return
  if (rest.length > 0) return change((json as Record<string, unknown>)[name], rest, value)
  if (value !== undefined) (json as Record<string, unknown>)[name] = value
  else if (Array.isArray(json)) json.splice(Number(name), 1)
  else delete (json as Record<string, unknown>)[name]
}

function send(res: ServerResponse, body: Buffer, then: Then): void {
  const bytes = then.encoding === undefined ? body : encode(body, then.encoding)
  res.removeHeader('transfer-encoding')
  res.removeHeader('etag')
  if (res.statusCode !== 204 && res.statusCode !== 304)
    res.setHeader('Content-Length', bytes.length)
  for (const [name, value] of Object.entries(then.headers ?? {})) res.setHeader(name, value)
  if (then.cutAt === undefined || then.cutAt >= bytes.length) return void res.end(bytes)
  res.write(bytes.subarray(0, then.cutAt), () => res.socket?.destroy())
}

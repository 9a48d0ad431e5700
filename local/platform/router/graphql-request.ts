import type { IncomingMessage } from 'node:http'

import { isRecord, readJson } from '../../http/body'
import { header } from '../../http/handler'
import { Problem, refuse } from '../../http/problem'

/** Far beyond what any page sends; VTEX's own gateway does not say its limit. */
const MAX_BYTES = 64 * 1024

/** The gateway's addresses on an account's site: by how much of the caller an answer may depend on, and the same below `/api/io`. */
const ADDRESS = /^(?:\/api\/io)?\/_v\/(?:private|public|segment)\/graphql\/v1(?:[/?]|$)/

/** True for an address of the GraphQL gateway. */
export const isGraphql = (path: string): boolean => ADDRESS.test(path)

/** The text of an operation, or the hash of one, and what it is asked with. */
export interface Asked {
  /** Missing where a hash names it; whatever the caller sent. */
  readonly text: unknown
  /** Null where the caller names none. */
  readonly persisted: { readonly hash: string; readonly sender: unknown } | null
  /** The rest of the request, as the service gets it: name of the operation, variables. */
  readonly rest: Record<string, unknown>
}

/**
 * Reads what a request asks of the gateway: JSON in the body of a POST, or in the address of a GET. A page of a store
 * packs the variables in base64 into `extensions`, in either.
 *
 * @returns Problem 405, 413, 415 or 400 when it cannot be read.
 */
export const readAsked = (req: IncomingMessage): Promise<Asked | Problem> =>
  fieldsOf(req)
    .then(askedIn)
    .catch((error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    })

function askedIn({ query: text, extensions, ...rest }: Record<string, unknown>): Asked {
  const packed = isRecord(extensions) ? extensions.variables : undefined
  const named = isRecord(extensions) ? extensions.persistedQuery : undefined
  const isNamed = text === undefined && isRecord(named) && typeof named.sha256Hash === 'string'
  return {
    text,
    persisted: isNamed ? { hash: String(named.sha256Hash), sender: named.sender } : null,
    rest: {
      ...rest,
      ...(!isNamed && extensions !== undefined && { extensions }),
      ...(typeof packed === 'string' && { variables: unpacked(packed) }),
    },
  }
}

async function fieldsOf(req: IncomingMessage): Promise<Record<string, unknown>> {
  if (req.method === 'GET') return fieldsInAddress(req.url ?? '/')
  if (req.method !== 'POST')
    throw refuse(405, 'MethodNotAllowed', 'Send GraphQL operations with POST, or queries with GET')
  if (!/^application\/json\s*(;|$)/i.test(header(req, 'content-type')))
    throw refuse(415, 'NotJson', 'Send GraphQL operations as application/json')
  const body = await readJson(req, MAX_BYTES)
  if (!isRecord(body)) throw refuse(400, 'BadJson', 'The body must be a JSON object')
  return body
}

/** Node has bounded the length of an address already. */
function fieldsInAddress(url: string): Record<string, unknown> {
  const given = new URL(url, 'http://localhost').searchParams
  const fields: Record<string, unknown> = {}
  for (const name of ['query', 'operationName']) if (given.has(name)) fields[name] = given.get(name)
  for (const name of ['variables', 'extensions'])
    if (given.has(name)) fields[name] = objectIn(given.get(name) ?? '', name)
  return fields
}

const unpacked = (base64: string): Record<string, unknown> =>
  objectIn(Buffer.from(base64, 'base64').toString('utf8'), 'extensions.variables')

function objectIn(text: string, name: string): Record<string, unknown> {
  const value = parsed(text)
  if (!isRecord(value)) throw refuse(400, 'BadJson', `${name} must be a JSON object`)
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import type { OutgoingHttpHeaders } from 'node:http'

import { type Handler, sendJson } from '../http/handler'

import type { Affiliates } from './affiliates'
import { bodyIn, goneSignal, leave, type RealHostDeps, refuseUnknown } from './realHost'
import type { Pacer } from './pacer'
import { type KnownCall, routeOf } from './routes'
import type { RealStore } from './settings'
import type { WriteGate } from './writeGate'

/** The headers of an application key. */
export const credentialsOf = ({ appKey, appToken }: RealStore): OutgoingHttpHeaders => ({
  'x-vtex-api-appkey': appKey.reveal(),
  'x-vtex-api-apptoken': appToken.reveal(),
})

export interface StoreHostDeps extends RealHostDeps {
  readonly credentials: OutgoingHttpHeaders
  readonly pacer: Pacer
  /** Whether these headers carry a credential of this workspace: without one, nothing of the real store is served. */
  readonly isAuthorized: (headers: NodeJS.Dict<string | string[]>) => boolean
  readonly gate: WriteGate
  readonly affiliates: Affiliates
  /** Told of each call that leaves. */
  readonly onCall: (operation: string, params: Readonly<Record<string, string>>) => void
}

/**
 * The real store. Reads go there at an even pace, with the application key instead of the platform's token. A write is
 * answered here as VTEX documents it, and listed.
 */
export function createStoreHost(deps: StoreHostDeps): Handler {
  const host = { ...deps, host: 'store' as const }

  return async (req, res) => {
    if (!deps.isAuthorized(req.headers))
      return sendJson(res, 401, { code: 'Unauthorized', message: 'No valid VTEX credential' })
    const url = new URL(req.url ?? '/', deps.address)
    const known = routeOf('store', req.method ?? 'GET', url)
    if (known === undefined) return refuseUnknown(host, url.pathname, req, res)
    const { route, params } = known
    // `an` is for the hosts that serve many accounts; the real one knows its own.
    url.searchParams.delete('an')
    const hasBody = route.method === 'POST' || route.method === 'PUT'
    const body = hasBody ? await bodyIn(req, res) : Buffer.alloc(0)
    if (body === null) return
    const leaving = route.does === 'write' ? await affiliateToWrite(deps, known, body) : body
    if (leaving === 'done') return void res.writeHead(204).end()
    if (leaving === null) {
      deps.withheld.add({
        host: 'store',
        operation: route.operation,
        method: route.method,
        path: url.pathname,
        bytes: body.length,
      })
      // Both writes of the table answer 204 without a body.
      return void res.writeHead(204).end()
    }
    try {
      await deps.pacer.turn(goneSignal(res))
    } catch {
      return
    }
    deps.onCall(route.operation, params)
    const change = route.operation.startsWith('affiliate')
      ? (text: string) => deps.affiliates.incoming(text)
      : undefined
    return leave(
      host,
      {
        route,
        url,
        credentials: deps.credentials,
        body: hasBody ? leaving : null,
        ...(change && { change }),
      },
      req,
      res
    )
  }
}

/**
 * What of a write of an affiliate may leave: its body; nothing more, because it was done; or null, because it stays here.
 * It leaves only while writing is open, and only where VTEX can reach this workspace.
 */
async function affiliateToWrite(
  { gate, affiliates }: StoreHostDeps,
  { route, params }: KnownCall,
  body: Buffer
): Promise<Buffer | 'done' | null> {
  if (gate.state().kind !== 'writing') return null
  const id = params.affiliateId ?? ''
  if (route.operation === 'remove affiliate')
    return (await affiliates.restore(id).catch(() => false)) ? 'done' : null
  const outgoing = affiliates.outgoing(body)
  if (outgoing === null) return null
  try {
    await affiliates.remember(id)
  } catch {
    // What cannot be put back afterwards is not changed.
    return null
  }
  return outgoing
}

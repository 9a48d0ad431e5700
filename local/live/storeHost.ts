import { type Handler, sendJson } from '../http/handler'

import { bodyIn, goneSignal, leave, type RealHostDeps, refuseUnknown } from './realHost'
import type { Pacer } from './pacer'
import { routeOf } from './routes'
import type { Secret } from './secret'

export interface StoreHostDeps extends RealHostDeps {
  readonly appKey: Secret
  readonly appToken: Secret
  readonly pacer: Pacer
  /** Whether these headers carry a credential of this workspace: whoever has none gets nothing of the real store. */
  readonly isAuthorized: (headers: NodeJS.Dict<string | string[]>) => boolean
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
    if (route.does === 'write') {
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
    return leave(
      host,
      {
        route,
        url,
        credentials: {
          'x-vtex-api-appkey': deps.appKey.reveal(),
          'x-vtex-api-apptoken': deps.appToken.reveal(),
        },
        body: hasBody ? body : null,
      },
      req,
      res
    )
  }
}

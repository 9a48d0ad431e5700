import { type Handler, sendJson } from '../http/handler'

import type { Live } from '.'

/**
 * Snapshots without the loading of one. An earlier state does not know of the calls that the real Carrefour has had
 * since: the app would break its limits. Nor does it know of an affiliate that is registered.
 */
export const withoutLoading =
  (live: Live | null, snapshots: Handler): Handler =>
  (req, res) =>
    live !== null && req.method === 'POST' && /\/load\/?(\?|$)/.test(req.url ?? '')
      ? sendJson(res, 409, {
          code: 'LIVE',
          message: 'With --live no snapshot is loaded: the real hosts do not go back with it.',
        })
      : snapshots(req, res)

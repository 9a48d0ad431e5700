import type { ProviderConfiguration } from '../../build/loose/paymentProvider'
import { sendJson } from '../../http/handler'

import type { PublicRoutes } from './public-routes'

/**
 * The two routes of a payment connector that VTEX answers from its configuration: `/manifest` and `/payment-methods`.
 * All others are the connector's own.
 */
export function createProviderRoutes(
  { manifestPath, methodsPath, manifest }: ProviderConfiguration,
  accounts: readonly string[]
): PublicRoutes {
  const pathOf = (url: string): string => (url.split('?', 1)[0] ?? '').replace(/\/$/, '')
  const methods = Array.isArray(manifest.paymentMethods) ? manifest.paymentMethods : []
  const answers = new Map<string, object>([
    [manifestPath, manifest],
    [methodsPath, { paymentMethods: methods.map((one: { name: string }) => one.name) }],
  ])
  return {
    knows: path => answers.has(pathOf(path)),
    handle(account, req, res) {
      const answer = answers.get(pathOf(req.url ?? ''))
      const isHere = answer !== undefined && accounts.includes(account)
      if (!isHere) sendJson(res, 404, { code: 'NotFound', message: 'No such route' })
      else if (req.method !== 'GET')
        sendJson(res, 405, { code: 'MethodNotAllowed', message: 'Ask with GET' })
      else sendJson(res, 200, answer)
      return Promise.resolve()
    },
  }
}

import { type Handler, sendJson } from '../http/handler'

const LOCALE = 'pt-BR'
const CURRENCY = 'BRL'

/**
 * `GET /api/tenant/tenants`, which `ctx.clients.tenant` of `@vtex/api` asks: the account's languages, currency and
 * addresses. The shape is that of the library's type `Tenant`. It needs no token and hands out none.
 */
export const tenantApi =
  (account: string): Handler =>
  (req, res) => {
    const [path] = (req.url ?? '/').split('?', 1)
    if (path !== '/api/tenant/tenants' || !['GET', 'HEAD'].includes(req.method ?? 'GET')) {
      return sendJson(res, 404, { code: 'NotFound', message: `Nothing answers ${path ?? ''}` })
    }
    sendJson(res, 200, tenantOf(account))
  }

const tenantOf = (account: string) => ({
  id: account,
  slug: account,
  title: account,
  edition: 'vtex.edition-store@5.x',
  infra: 'gocommerce',
  defaultCurrency: CURRENCY,
  defaultLocale: LOCALE,
  metadata: {},
  bindings: [
    bindingOf(account, 'vtex-admin', `${account}.myvtex.com/admin`),
    bindingOf(account, 'vtex-storefront', `${account}.myvtex.com/`),
  ],
})

const bindingOf = (account: string, targetProduct: string, canonicalBaseAddress: string) => ({
  id: `${account}-${targetProduct}`,
  canonicalBaseAddress,
  alternateBaseAddresses: [],
  defaultLocale: LOCALE,
  supportedLocales: [LOCALE],
  defaultCurrency: CURRENCY,
  supportedCurrencies: [CURRENCY],
  extraContext: {},
  targetProduct,
})

/** An API that VTEX opens to an app only when its role holds one of these License Manager policies. */
interface GuardedResource {
  /** Upper case; any when left out. */
  methods?: readonly string[]
  /** `*` stands for any characters. */
  path: string
  /** Policies of manifest.json; each of them is enough. */
  anyOf: readonly [string, ...string[]]
  source: string
}

/**
 * What an app's token alone does not open.
 *
 * The names are those that VTEX's documentation or published apps declare for these paths; where both are
 * silent, no policy is asked for beyond `outbound-access`.
 */
export const GUARDED: readonly GuardedResource[] = [
  {
    path: '/api/mail-service/pvt/sendmail*',
    anyOf: ['send-message'],
    source: 'availability-notify, b2b-organizations-graphql',
  },
  {
    methods: ['GET'],
    path: '/api/template-render/pvt/templates*',
    anyOf: ['template-criar', 'template-editar'],
    source: 'seller-onboarding, marketplace-financial-commission, b2b-organizations-graphql',
  },
  {
    methods: ['POST', 'PUT'],
    path: '/api/template-render/pvt/templates*',
    anyOf: ['template-criar', 'template-editar'],
    source: 'as above; return-app, which declares neither, uses the token of a person',
  },
  {
    methods: ['GET'],
    path: '/api/logistics/pvt/*',
    anyOf: ['LogisticsViewer', 'LogisticsFullAccess'],
    source: 'Logistics API: 403 without; availability-notify, shipment-tracker',
  },
  {
    methods: ['PUT', 'POST', 'DELETE', 'PATCH'],
    path: '/api/logistics/pvt/*',
    anyOf: ['LogisticsFullAccess'],
    source: 'Logistics API: 403 without',
  },
  {
    path: '/api/dataentities*',
    anyOf: ['ADMIN_DS'],
    source: 'guide "Policies from License Manager"',
  },
]

/** Hosts and paths that a License Manager policy opens without an `outbound-access` policy of their own. */
export const OPENED: readonly { policy: string; host: string; path: string }[] = [
  ['ProdutoForm.aspx', '/api/catalog_system/pvt/products/*'],
  ['ManterFormularioProdutoSku', '/api/catalog_system/pvt/products/*'],
  ['Marca.aspx', '/api/catalog_system/pvt/brand/list'],
  ['Sku.aspx', '/api/catalog_system/pvt/sku/*'],
  ['AcessaTodosPedidos', '/api/oms/pvt/orders/*'],
  ['CancelaPedidos', '/api/oms/pvt/orders/*/cancel'],
  ['ListOrders', '/api/oms/pvt/orders'],
  ['SaveOrderFormConfiguration', '/api/checkout/pvt/configuration/orderform'],
  ['GetOrderForm', '/api/checkout/pub/orderform/*'],
  ['Get_Account_By_Identifier', '/api/license-manager/account'],
  ['Get_Account_By_Identifier', '/api/license-manager/pvt/accounts/*'],
  ['Get_Account_By_Identifier', '/api/license-manager/site/pvt/accounts/*'],
  // The table names the whole host for it, as the client of Master Data; here it opens no other API.
  ['ADMIN_DS', '/api/dataentities*'],
].map(([policy = '', path = '']) => ({
  policy,
  // Source of all rows: the table of the guide "Policies from License Manager".
  host: '{{account}}.vtexcommercestable.com.br',
  path,
}))

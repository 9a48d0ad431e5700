/**
 * VTEX's own articles, named in the article that this app's error messages come from. They exist in
 * full in Portuguese only.
 */
export const LEARN_MORE = [
  {
    key: 'help.integration',
    href: 'https://help.vtex.com/pt/tracks/configurar-integracao-com-o-carrefour--2wYlj07cNuA8k8mmwY86K2',
  },
  {
    key: 'help.minimum-stock',
    href: 'https://help.vtex.com/pt/docs/tutorials/controle-de-estoque-minimo-para-integracoes',
  },
  {
    key: 'help.critical-stock',
    href: 'https://help.vtex.com/pt/docs/tutorials/configurar-o-alerta-de-estoque-critico',
  },
] as const

/** The supplier portal's address when it may be a link: https only, so that no other scheme runs. */
export const safePortal = (url: string | null | undefined): string | null =>
  url !== null && url !== undefined && /^https:\/\/[^\s]+$/i.test(url) ? url : null

/** Route ids of admin/routes.json. */
export const ROUTES = {
  inventory: 'admin.app.carrefour-stock-inventory',
  integrations: 'admin.app.carrefour-stock-integrations',
  configuration: 'admin.app.carrefour-stock-configuration',
  history: 'admin.app.carrefour-stock-history',
} as const

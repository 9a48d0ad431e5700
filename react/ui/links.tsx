import React from 'react'
import type { ReactNode } from 'react'
import { IconExternalLinkMini } from 'vtex.styleguide'

import { Hidden } from './notice'
import { useText } from './useText'

/**
 * VTEX's own articles, named in the article that this app's error messages come from. They exist in
 * full in Portuguese only.
 */
const LEARN_MORE = [
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
  sendings: 'admin.app.carrefour-stock-sendings',
} as const

interface ExternalLinkProps {
  href: string
  /** Language of the page that the link leads to, when it is not the reader's. */
  hrefLang?: string
  children: ReactNode
}

/** A link that opens in a new tab, and says so. */
function ExternalLink({ href, hrefLang, children }: ExternalLinkProps) {
  const text = useText()
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="c-link hover-c-link"
      {...(hrefLang === undefined ? {} : { hrefLang })}
    >
      {children} <IconExternalLinkMini size={12} />
      <Hidden> {text('common.new-tab')}</Hidden>
    </a>
  )
}

/** Where more is written: Carrefour's supplier portal, as configured, and VTEX's articles. */
export function LearnMore({ portalUrl }: { portalUrl: string | null }) {
  const text = useText()
  const portal = safePortal(portalUrl)
  return (
    <div className="t-small lh-copy">
      <h2 className="t-small fw7 mt0 mb2 c-on-base">{text('help.title')}</h2>
      <ul className="list pl0 ma0 flex-ns flex-wrap">
        {portal !== null && (
          <li className="mr6 mb2">
            <ExternalLink href={portal}>{text('help.portal')}</ExternalLink>
          </li>
        )}
        {LEARN_MORE.map(({ key, href }) => (
          <li key={key} className="mr6 mb2">
            <ExternalLink href={href} hrefLang="pt">
              {text(key)}
            </ExternalLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

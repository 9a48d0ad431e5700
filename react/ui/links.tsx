import React from 'react'
import { IconExternalLinkMini } from 'vtex.styleguide'

import { CAUSES } from '../api/causes'
import type { Cause } from '../api/generated'
import { PlainButton } from './buttons'
import { Hidden } from './notice'
import { useText } from './useText'

/**
 * VTEX's own articles, named in the article that this app's error messages come from. They exist in
 * full in Portuguese only.
 */
const ARTICLES = {
  integration: {
    key: 'help.integration',
    href: 'https://help.vtex.com/pt/tracks/configurar-integracao-com-o-carrefour--2wYlj07cNuA8k8mmwY86K2',
  },
  connector: {
    key: 'help.connector',
    href: 'https://help.vtex.com/pt/docs/tracks/configurar-cadastro-da-integracao-do-carrefour',
  },
  minimumStock: {
    key: 'help.minimum-stock',
    href: 'https://help.vtex.com/pt/docs/tutorials/controle-de-estoque-minimo-para-integracoes',
  },
  criticalStock: {
    key: 'help.critical-stock',
    href: 'https://help.vtex.com/pt/docs/tutorials/configurar-o-alerta-de-estoque-critico',
  },
} as const

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
  help: 'admin.app.carrefour-stock-help',
} as const

interface ExternalLinkProps {
  href: string
  /** Language of the page that the link leads to, when it is not the reader's. */
  hrefLang?: string
  children: string
}

/** A link that opens in a new tab, and says so. */
function ExternalLink({ href, hrefLang, children }: ExternalLinkProps) {
  const text = useText()
  // The sign stays with the last word: alone on a line it would mean nothing.
  const last = children.lastIndexOf(' ') + 1
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="c-link hover-c-link"
      {...(hrefLang === undefined ? {} : { hrefLang })}
    >
      {children.slice(0, last)}
      <span className="nowrap">
        {children.slice(last)} <IconExternalLinkMini size={12} />
      </span>
      <Hidden> {text('common.new-tab')}</Hidden>
    </a>
  )
}

/** Carrefour's supplier portal; nothing while its address is not configured. */
export function PortalLink({ url }: { url: string | null | undefined }) {
  const text = useText()
  const portal = safePortal(url)
  return portal === null ? null : <ExternalLink href={portal}>{text('help.portal')}</ExternalLink>
}

interface LearnMoreProps {
  portalUrl: string | null
  /** Whose help is wanted; null for a SKU without a problem. */
  cause: Cause | null
  /** Leads to the cause on the help page; left out there. */
  onHelp?: () => void
}

/** Where more is written of a cause: Carrefour's supplier portal, as configured, and VTEX's articles. */
export function LearnMore({ portalUrl, cause, onHelp }: LearnMoreProps) {
  const text = useText()
  const links = cause === null ? (['integration'] as const) : CAUSES[cause].help
  const shown = links.filter(link => link !== 'portal' || safePortal(portalUrl) !== null)
  if (shown.length === 0 && onHelp === undefined) return null
  return (
    <div className="t-small lh-copy">
      <p className="t-small fw7 mt0 mb2 c-on-base">{text('help.title')}</p>
      <ul className="list pl0 ma0 flex-ns flex-wrap items-center">
        {onHelp !== undefined && (
          <li className="mr6 mb2">
            <PlainButton className="t-small nl2" onClick={onHelp}>
              {text('help.causes')}
            </PlainButton>
          </li>
        )}
        {shown.map(link => (
          <li key={link} className="mr6 mb2">
            {link === 'portal' ? (
              <PortalLink url={portalUrl} />
            ) : (
              <ExternalLink href={ARTICLES[link].href} hrefLang="pt">
                {text(ARTICLES[link].key)}
              </ExternalLink>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

import React from 'react'

import { LEARN_MORE, safePortal } from '../texts/links'
import { useText } from '../texts/useText'
import { ExternalLink } from './ExternalLink'

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

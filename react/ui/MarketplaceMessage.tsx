import React from 'react'

import { STYLES } from './tokens'

interface MarketplaceMessageProps {
  title: string
  /** As it came; shown as text, never as markup. */
  message: string
}

/** Carrefour's own message, which is Portuguese in every language of the page. */
export function MarketplaceMessage({ title, message }: MarketplaceMessageProps) {
  return (
    <figure className="ma0 mb5">
      <figcaption className="t-small fw7 mb2 c-on-base">{title}</figcaption>
      <blockquote lang="pt" className="ma0 pa4 br2 bg-muted-5 lh-copy" style={STYLES.verbatim}>
        {message}
      </blockquote>
    </figure>
  )
}

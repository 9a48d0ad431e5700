import React, { useState } from 'react'

import { PlainButton } from './buttons'
import { STYLES } from './tokens'
import { useText } from './useText'

/** Letters and line breaks of a message that is shown whole at once. */
const LONG = 900
const MANY_LINES = 12

const isLong = (message: string): boolean =>
  message.length > LONG || message.split('\n').length > MANY_LINES

const FOLDED = { ...STYLES.verbatim, ...STYLES.lines, WebkitLineClamp: 8 } as const

/** Words of Carrefour, which are Portuguese in every language of the page. A long message begins folded. */
export function MarketplaceWords({ message }: { message: string }) {
  const text = useText()
  const [folded, setFolded] = useState(isLong(message))
  return (
    <>
      <blockquote lang="pt" className="ma0 lh-copy" style={folded ? FOLDED : STYLES.verbatim}>
        {message}
      </blockquote>
      {folded && (
        <PlainButton className="nl2 mt2 t-small" onClick={() => setFolded(false)}>
          {text('detail.message.more')}
        </PlainButton>
      )}
    </>
  )
}

interface MarketplaceMessageProps {
  title: string
  /** As it came; shown as text, never as markup. */
  message: string
}

/** Carrefour's own message under its title. */
export function MarketplaceMessage({ title, message }: MarketplaceMessageProps) {
  return (
    <figure className="ma0 mb5">
      <figcaption className="t-small fw7 mb2 c-on-base">{title}</figcaption>
      <div className="pa4 br2 bg-muted-5">
        <MarketplaceWords message={message} />
      </div>
    </figure>
  )
}

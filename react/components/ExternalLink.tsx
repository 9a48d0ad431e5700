import React from 'react'
import type { ReactNode } from 'react'
import { IconExternalLinkMini } from 'vtex.styleguide'

import { useText } from '../texts/useText'
import { Hidden } from './Hidden'

interface ExternalLinkProps {
  href: string
  /** Language of the page that the link leads to, when it is not the reader's. */
  hrefLang?: string
  children: ReactNode
}

/** A link that opens in a new tab, and says so. */
export function ExternalLink({ href, hrefLang, children }: ExternalLinkProps) {
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

import React from 'react'
import type { MouseEvent } from 'react'
import { useIntl } from 'react-intl'

import { currentItem, NAVIGATION } from './app'
import { offeredConsoles } from './session'
import type { Texts } from './texts'

interface SideMenuProps {
  texts: Texts
  /** Whether it is open on a narrow screen; on a wide one it always is. */
  open: boolean
  pathname: string
  onGo: (path: string) => void
}

const CONSOLES = [
  { href: '/console/tour', text: 'tour' },
  { href: '/console/store', text: 'store' },
  { href: '/console/carrefour', text: 'carrefour' },
  { href: '/console/timeline', text: 'timeline' },
  { href: '/console/mail', text: 'mail' },
  { href: '/console/clock', text: 'clock' },
] as const

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** The Admin's menu, built from admin/navigation.json, and the consoles of the local workspace. */
export function SideMenu({ texts, open, pathname, onGo }: SideMenuProps) {
  const intl = useIntl()
  const current = currentItem(pathname)?.path
  // An app may have an entry without a text.
  const named = (id: string) => (id === '' ? '' : intl.formatMessage({ id, defaultMessage: id }))

  return (
    <nav
      id="side-menu"
      className={open ? 'shell-menu is-open' : 'shell-menu'}
      aria-label={texts.menu}
    >
      {NAVIGATION.map(block => (
        <div key={block.titleId + block.section}>
          <p className="shell-section">{sectionName(texts, block.section)}</p>
          <p className="shell-group">{named(block.titleId)}</p>
          <ul>
            {block.subSectionItems.map(({ labelId, path }) => (
              <li key={path}>
                <a
                  href={path}
                  aria-current={path === current ? 'page' : undefined}
                  onClick={event => {
                    if (!isPlainClick(event)) return
                    event.preventDefault()
                    onGo(path)
                  }}
                >
                  {named(labelId)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="shell-tools">
        <p className="shell-section">{texts.tools}</p>
        <ul>
          {CONSOLES.filter(({ text }) => offeredConsoles().includes(text)).map(({ href, text }) => (
            <li key={href}>
              <a href={href} target="_blank" rel="noopener" title={texts.newTab}>
                {texts[text]} <span aria-hidden="true">↗</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}

const sectionName = (texts: Texts, section: string) =>
  section === 'marketplace' ? texts.section.marketplace : section

import React, { useCallback, useMemo, useRef, useState } from 'react'
import { IntlProvider } from 'react-intl'

import { loadMessages } from './app'
import { LOCALES } from './language'
import type { Language } from './language'
import { LiveBand } from './LiveBand'
import { PageFrame } from './PageFrame'
import type { PageHandle } from './PageFrame'
import type { Session } from './session'
import { SideMenu } from './SideMenu'
import { textsOf } from './texts'
import { Title } from './Title'
import { TopBar } from './TopBar'
import { useLastLoaded } from './useLoaded'

interface AdminWindowProps {
  session: Session
  language: Language
  onLanguage: (language: Language) => void
  /** Called when who is signed in may have changed. */
  onSession: () => void
}

/** The Admin around a page: header and menu. The page is a separate document. */
export function AdminWindow({ session, language, onLanguage, onSession }: AdminWindowProps) {
  const [pathname, setPathname] = useState(window.location.pathname)
  const [menuOpen, setMenuOpen] = useState(false)
  const page = useRef<PageHandle>(null)
  const shown = useLastLoaded(
    useMemo(() => async () => ({ language, messages: await loadMessages(language) }), [language])
  )
  const texts = textsOf(language)
  const follow = useCallback((path: string) => {
    setPathname(path)
    setMenuOpen(false)
  }, [])

  if (shown === null) return null
  return (
    <IntlProvider locale={LOCALES[shown.language]} messages={shown.messages}>
      <Title account={session.account} pathname={pathname} />
      <div className="shell-window">
        <a
          className="shell-skip"
          href="#content"
          onClick={event => {
            // The address is the page's: a fragment would be another step of the history.
            event.preventDefault()
            page.current?.focus()
          }}
        >
          {texts.skip}
        </a>
        <LiveBand language={language} />
        <TopBar
          session={session}
          language={language}
          onLanguage={onLanguage}
          onSession={onSession}
          menuOpen={menuOpen}
          onMenu={() => setMenuOpen(!menuOpen)}
        />
        <div className="shell-body">
          <SideMenu
            texts={texts}
            open={menuOpen}
            pathname={pathname}
            onGo={path => page.current?.go(path)}
          />
          <PageFrame
            // Another user gets another document, so that nothing of the last one is left.
            key={session.user}
            title={texts.content}
            language={language}
            onMove={follow}
            onSignedOut={onSession}
            handle={page}
          />
        </div>
      </div>
    </IntlProvider>
  )
}

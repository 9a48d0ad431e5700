import { createBrowserHistory } from 'history'
import React, { useEffect, useMemo, useRef, useState } from 'react'
import { ApolloProvider } from 'react-apollo'
import { IntlProvider } from 'react-intl'

import { loadMessages } from './app'
import { createClient } from './apollo'
import { LOCALES } from './language'
import type { Language } from './language'
import { Page } from './Page'
import type { Session } from './session'
import { SideMenu } from './SideMenu'
import { textsOf } from './texts'
import { TopBar } from './TopBar'
import { useLoaded } from './useLoaded'

const history = createBrowserHistory()

interface FrameProps {
  session: Session
  language: Language
  onLanguage: (language: Language) => void
  /** Called when who is signed in may have changed. */
  onSession: () => void
}

export function Frame({ session, language, onLanguage, onSession }: FrameProps) {
  const [location, setLocation] = useState(history.location)
  const [menuOpen, setMenuOpen] = useState(false)
  const loaded = useLoaded(
    useMemo(() => async () => ({ language, messages: await loadMessages(language) }), [language])
  )
  // The last language stays on screen until the next one is here, and with it what was typed.
  const last = useRef(loaded)
  if (loaded !== null) last.current = loaded
  const shown = last.current
  // Another user gets another client, so that nothing of the last one is left.
  const client = useMemo(
    () => ({ for: session.user, apollo: createClient(onSession) }),
    [session.user, onSession]
  ).apollo
  const texts = textsOf(language)

  useEffect(
    () =>
      history.listen(next => {
        setLocation(next)
        setMenuOpen(false)
      }),
    []
  )

  if (shown === null) return null
  return (
    <IntlProvider locale={LOCALES[shown.language]} messages={shown.messages}>
      <ApolloProvider client={client}>
        <a className="shell-skip" href="#content">
          {texts.skip}
        </a>
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
            pathname={location.pathname}
            onGo={path => history.push(path)}
          />
          <main id="content" className="shell-content" tabIndex={-1}>
            <Page
              key={session.user}
              account={session.account}
              language={shown.language}
              location={location}
              history={history}
            />
          </main>
        </div>
      </ApolloProvider>
    </IntlProvider>
  )
}

import { createBrowserHistory } from 'history'
import React, { useCallback, useEffect, useMemo, useState } from 'react'
import { ApolloProvider } from 'react-apollo'
import { IntlProvider } from 'react-intl'

import { pathnameOf } from '../../stand-ins/runtime.logic'
import { loadMessages } from '../app'
import { isFramed, tellWindow, useMessages } from '../frameMessages'
import type { FromWindow } from '../frameMessages'
import { LOCALES, readLanguage } from '../language'
import { LiveBand } from '../LiveBand'
import { readSession } from '../session'
import type { Session } from '../session'
import { Title } from '../Title'
import { useLastLoaded } from '../useLoaded'
import { createClient } from './apollo'
import { Page } from './Page'

const history = createBrowserHistory()
const client = createClient(() => tellWindow({ type: 'signed-out' }))
const parent = () => window.parent

/** Without a session there is nothing to show: the window asks to sign in, and a document alone goes there. */
function leave(): void {
  if (isFramed()) return tellWindow({ type: 'signed-out' })
  const { pathname, search, hash } = window.location
  window.location.replace(pathnameOf(pathname) + search + hash)
}

/** The document with a page of the app and what VTEX gives to it. The window around it is another document. */
export function PageDocument() {
  const session = useSession()
  const [language, setLanguage] = useState(readLanguage)
  const location = useToldLocation()
  const shown = useLastLoaded(
    useMemo(() => async () => ({ language, messages: await loadMessages(language) }), [language])
  )
  useMessages(
    parent,
    useCallback((message: FromWindow) => {
      if (message.type === 'language') setLanguage(message.language)
      else document.getElementById('content')?.focus()
    }, [])
  )
  // Another language may have been chosen while this document was on its way.
  useEffect(() => setLanguage(readLanguage()), [])
  useEffect(() => {
    document.documentElement.lang = LOCALES[language]
  }, [language])

  if (session === null || shown === null) return null
  return (
    <IntlProvider locale={LOCALES[shown.language]} messages={shown.messages}>
      <ApolloProvider client={client}>
        <Title account={session.account} pathname={pathnameOf(location.pathname)} />
        {!isFramed() && <LiveBand language={language} />}
        <main id="content" className="shell-content" tabIndex={-1}>
          <Page
            account={session.account}
            language={shown.language}
            location={location}
            history={history}
          />
        </main>
      </ApolloProvider>
    </IntlProvider>
  )
}

/** Who is signed in; null until it is known. */
function useSession(): Session | null {
  const [session, setSession] = useState<Session | null>(null)
  useEffect(() => {
    readSession().then(known => (known === null ? leave() : setSession(known)), leave)
  }, [])
  return session
}

/** The page's location, posted to the window so that its address follows. */
function useToldLocation() {
  const [location, setLocation] = useState(history.location)
  useEffect(() => history.listen(setLocation), [])
  useEffect(
    () => tellWindow({ type: 'location', address: history.createHref(location) }),
    [location]
  )
  return location
}

import React, { useCallback, useEffect, useState } from 'react'

import { AdminWindow } from './AdminWindow'
import { ErrorPage } from './ErrorPage'
import { keepLanguage, LOCALES, readLanguage } from './language'
import type { Language } from './language'
import { LiveBand } from './LiveBand'
import { offeredUsers, readSession } from './session'
import type { Session } from './session'
import { SignIn } from './SignIn'
import { textsOf } from './texts'

/** The Admin: the sign-in page, or the window with a page of the app in it. */
export function Admin() {
  const [language, setLanguage] = useState(readLanguage)
  const [session, setSession] = useState<Session | null | 'unknown'>('unknown')

  const refresh = useCallback(() => {
    readSession().then(setSession, () => setSession(null))
  }, [])
  useEffect(refresh, [refresh])
  useEffect(() => {
    document.documentElement.lang = LOCALES[language]
  }, [language])

  const choose = (chosen: Language) => {
    keepLanguage(chosen)
    setLanguage(chosen)
  }

  if (session === 'unknown') return null
  const texts = textsOf(language)
  return (
    <ErrorPage texts={texts}>
      {session === null ? (
        <>
          <LiveBand language={language} />
          <SignIn
            language={language}
            onLanguage={choose}
            users={offeredUsers()}
            onSignedIn={refresh}
          />
        </>
      ) : (
        <AdminWindow
          session={session}
          language={language}
          onLanguage={choose}
          onSession={refresh}
        />
      )}
    </ErrorPage>
  )
}

import React, { useState } from 'react'

import { LanguageSwitch } from './LanguageSwitch'
import type { Language } from './language'
import { signIn } from './session'
import { textsOf } from './texts'
import { roleText } from './users'

interface SignInProps {
  language: Language
  onLanguage: (language: Language) => void
  users: readonly string[]
  onSignedIn: () => void
}

/** Chooses who to be. After it, the address that was asked for opens. */
export function SignIn({ language, onLanguage, users, onSignedIn }: SignInProps) {
  const texts = textsOf(language)
  const [failed, setFailed] = useState(false)

  const enter = (user: string) => {
    setFailed(false)
    signIn(user).then(
      done => (done ? onSignedIn() : setFailed(true)),
      () => setFailed(true)
    )
  }

  return (
    <main className="shell-center">
      <div className="shell-card">
        <div className="shell-card-top">
          <h1>{texts.signInTitle}</h1>
          <LanguageSwitch language={language} onLanguage={onLanguage} label={texts.language} />
        </div>
        <p>{texts.signInHelp}</p>
        {failed && (
          <p role="alert" className="shell-failure">
            {texts.signInFailed}
          </p>
        )}
        <ul className="shell-users">
          {users.map(user => (
            <li key={user}>
              <button type="button" onClick={() => enter(user)}>
                <strong>
                  {/* A narrow window breaks the address where a reader would. */}
                  {user.split('@')[0]}
                  <wbr />@{user.split('@')[1]}
                </strong>
                <span>{roleText(user, texts)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}

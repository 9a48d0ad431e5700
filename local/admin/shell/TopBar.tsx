import React from 'react'

import { LanguageSwitch } from './LanguageSwitch'
import type { Language } from './language'
import { signIn, signOut } from './session'
import type { Session } from './session'
import { textsOf } from './texts'

interface TopBarProps {
  session: Session
  language: Language
  onLanguage: (language: Language) => void
  onSession: () => void
  menuOpen: boolean
  onMenu: () => void
}

/** Account, language and user. Another user is chosen in the list, without signing out first. */
export function TopBar(props: TopBarProps) {
  const { session, language, onLanguage, onSession, menuOpen, onMenu } = props
  const texts = textsOf(language)
  const users = session.users.includes(session.user)
    ? session.users
    : [session.user, ...session.users]

  return (
    <header className="shell-top">
      <button
        type="button"
        className="shell-menu-button"
        aria-expanded={menuOpen}
        aria-controls="side-menu"
        aria-label={texts.menu}
        onClick={onMenu}
      >
        ☰
      </button>
      <span className="shell-account" title={texts.account}>
        {session.account}
      </span>
      <span className="shell-space" />
      <LanguageSwitch language={language} onLanguage={onLanguage} label={texts.language} />
      <select
        className="shell-select shell-user"
        aria-label={texts.user}
        value={session.user}
        onChange={event => void signIn(event.target.value).then(onSession, onSession)}
      >
        {users.map(user => (
          <option key={user} value={user}>
            {user}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="shell-button"
        onClick={() => void signOut().then(onSession, onSession)}
      >
        {texts.signOut}
      </button>
    </header>
  )
}

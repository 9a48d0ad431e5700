import React from 'react'

import { LANGUAGES } from './language'
import type { Language } from './language'

interface LanguageSwitchProps {
  language: Language
  onLanguage: (language: Language) => void
  label: string
}

const NAMES: Readonly<Record<Language, string>> = { pt: 'Português', en: 'English', es: 'Español' }

export function LanguageSwitch({ language, onLanguage, label }: LanguageSwitchProps) {
  return (
    <select
      className="shell-select"
      aria-label={label}
      value={language}
      onChange={event => {
        const chosen = LANGUAGES.find(one => one === event.target.value)
        if (chosen !== undefined) onLanguage(chosen)
      }}
    >
      {LANGUAGES.map(one => (
        <option key={one} value={one} lang={one}>
          {NAMES[one]}
        </option>
      ))}
    </select>
  )
}

import React from 'react'
import { Dropdown } from 'vtex.styleguide'

import { ALERT_LANGUAGES } from '../../graphql/connectionTypes'
import { useText } from '../../texts/useText'
import type { GroupProps } from './ConnectionGroup'
import { FieldBox } from './FieldBox'

/** Each language in its own words. */
const NAMES = { PT: 'Português', EN: 'English', ES: 'Español' } as const

/** In which language the mails are written. */
export function LanguageField({ editor, disabled }: GroupProps) {
  const text = useText()
  const label = text('field.alert-language')
  return (
    <FieldBox
      name="alertLanguage"
      label={label}
      problem={editor.problemOf('alertLanguage')}
      help={`${text('field.alert-language.help')} ${text('field.alert-language.limits')}`}
    >
      <Dropdown
        label={label}
        options={ALERT_LANGUAGES.map(value => ({ value, label: NAMES[value] }))}
        value={editor.form.alertLanguage}
        disabled={disabled}
        onChange={(_, value) =>
          editor.type({
            alertLanguage: ALERT_LANGUAGES.find(language => language === value) ?? 'PT',
          })
        }
      />
    </FieldBox>
  )
}

import React, { useState } from 'react'
import { Button, Dropdown } from 'vtex.styleguide'

import { Language, TEST_ALERT } from '../api/generated'
import { useOperation } from '../api/useOperation'
import { ALERT_TEST_KEYS, failureKey } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { GroupProps } from './ConnectionGroup'
import { FieldBox, Group, SwitchField, TextField } from './fields'

/** Sends a test mail to the saved address: what is only typed is not tried. */
export function AlertTestField({ editor, disabled }: GroupProps) {
  const text = useText()
  const [test, testing] = useOperation(TEST_ALERT)
  const [said, setSaid] = useState('')
  const to = editor.saved === null ? '' : editor.saved.notificationEmail

  const run = async () => {
    const outcome = await test({})
    setSaid(
      'done' in outcome
        ? text(ALERT_TEST_KEYS[outcome.done], { to })
        : text(`${failureKey(outcome.failure)}.action`)
    )
  }
  return (
    <div>
      <Button
        size="small"
        variation="secondary"
        disabled={disabled || to === ''}
        isLoading={testing}
        onClick={() => void run()}
      >
        {text('alert-test.button')}
      </Button>
      <p className="t-small lh-copy mt2 mb0" style={STYLES.quiet}>
        {to === '' ? text('alert-test.no-address') : text('alert-test.help', { to })}
      </p>
      <p role="status" aria-live="polite" className="lh-copy mt3 mb0">
        {said}
      </p>
    </div>
  )
}

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
        options={Object.values(Language).map(value => ({ value, label: NAMES[value] }))}
        value={editor.form.alertLanguage}
        disabled={disabled}
        onChange={(_, value) =>
          editor.type({
            alertLanguage: Object.values(Language).find(language => language === value) ?? 'PT',
          })
        }
      />
    </FieldBox>
  )
}

/** Who hears of problems. */
export function NoticesGroup({ editor, disabled }: GroupProps) {
  const text = useText()
  return (
    <Group title={text('configuration.group.notices')}>
      <TextField
        name="notificationEmail"
        type="email"
        inputMode="email"
        editor={editor}
        disabled={disabled}
      />
      <SwitchField name="alertIncident" editor={editor} disabled={disabled} />
      <SwitchField name="alertSolved" editor={editor} disabled={disabled} />
      <SwitchField name="alertDigest" editor={editor} disabled={disabled} />
      <LanguageField editor={editor} disabled={disabled} />
      <AlertTestField editor={editor} disabled={disabled} />
    </Group>
  )
}

import React from 'react'

import { useText } from '../../texts/useText'
import { AlertTestField } from './AlertTestField'
import type { GroupProps } from './ConnectionGroup'
import { Group } from './Group'
import { LanguageField } from './LanguageField'
import { SwitchField } from './SwitchField'
import { TextField } from './TextField'

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

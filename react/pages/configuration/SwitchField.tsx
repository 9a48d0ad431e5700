import React from 'react'
import { Toggle } from 'vtex.styleguide'

import { useText } from '../../texts/useText'
import { FieldBox } from './FieldBox'
import { fieldKey } from './fields'
import type { EditorControl } from './useEditor'

interface SwitchFieldProps {
  name:
    'active' | 'sendFromDevelopment' | 'sendKits' | 'alertIncident' | 'alertSolved' | 'alertDigest'
  editor: EditorControl
  disabled: boolean
  /** Called with the wish instead of changing the form at once. */
  onWish?: (wish: boolean) => void
}

export function SwitchField({ name, editor, disabled, onWish }: SwitchFieldProps) {
  const text = useText()
  const label = text(fieldKey(name))
  const set = onWish ?? ((wish: boolean) => editor.type({ [name]: wish }))

  return (
    <FieldBox
      name={name}
      label={label}
      problem={editor.problemOf(name)}
      help={`${text(`${fieldKey(name)}.help`)} ${text(`${fieldKey(name)}.limits`)}`}
    >
      <Toggle
        id={`input-${name}`}
        label={label}
        checked={editor.form[name]}
        disabled={disabled}
        onChange={event => set(event.target.checked)}
      />
    </FieldBox>
  )
}

import React from 'react'
import type { ReactNode } from 'react'
import { Input } from 'vtex.styleguide'

import { useText } from '../../texts/useText'
import { FieldBox } from './FieldBox'
import type { Form } from './form.logic'
import { fieldKey } from './fields'
import { Limits } from './Limits'
import type { EditorControl } from './useEditor'

type TextFieldName = {
  [Name in keyof Form]: string extends Form[Name] ? Name : never
}[keyof Form]

interface TextFieldProps {
  name: TextFieldName
  editor: EditorControl
  disabled: boolean
  type?: 'text' | 'password' | 'email' | 'url'
  inputMode?: 'text' | 'numeric' | 'email' | 'url'
  /** In place of the field's own help. */
  help?: string
  /** Shown after the help. */
  more?: ReactNode
  /** Within the field, at its end. */
  suffix?: ReactNode
}

export function TextField(props: TextFieldProps) {
  const { name, editor, disabled, type, inputMode, help, more, suffix } = props
  const text = useText()
  const label = text(fieldKey(name))
  const problem = editor.problemOf(name)

  return (
    <FieldBox
      name={name}
      label={label}
      problem={problem}
      onLeave={() => editor.leave(name)}
      help={
        <>
          {help ?? text(`${fieldKey(name)}.help`)} <Limits field={name} rules={editor.rules} />
          {more}
        </>
      }
    >
      <Input
        id={`input-${name}`}
        label={label}
        type={type ?? 'text'}
        inputMode={inputMode ?? 'text'}
        value={editor.form[name]}
        autoComplete="off"
        spellCheck="false"
        disabled={disabled}
        error={problem !== null}
        suffix={suffix}
        onChange={event => editor.type({ [name]: event.target.value })}
      />
    </FieldBox>
  )
}

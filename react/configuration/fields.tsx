import React, { useCallback, useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Input, Toggle } from 'vtex.styleguide'

import type { FieldRule } from '../api/generated'
import { problemKey } from '../ui/keys'
import { Block } from '../ui/PageFrame'
import { QUIET, STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import type { EditorControl } from './editor'
import { fieldKey } from './form.logic'
import type { FieldName, FieldOf } from './form.logic'

/**
 * Does something at once or, while a pointer is pressed, when its click is over. A field is left as soon as the pointer
 * goes down on a button: whatever then appears above the button would move it away, and the click would be lost.
 */
export function useAfterPress() {
  const pressed = useRef(false)
  const waiting = useRef<Array<() => void>>([])

  useEffect(() => {
    let timer: number | undefined
    const down = () => {
      pressed.current = true
    }
    const settle = () => {
      pressed.current = false
      const due = waiting.current
      waiting.current = []
      due.forEach(work => work())
    }
    // The click follows the pointer's release, and goes to whatever is there by then.
    const up = () => {
      timer = window.setTimeout(settle, 0)
    }
    document.addEventListener('pointerdown', down, true)
    document.addEventListener('pointerup', up, true)
    document.addEventListener('pointercancel', up, true)
    return () => {
      window.clearTimeout(timer)
      document.removeEventListener('pointerdown', down, true)
      document.removeEventListener('pointerup', up, true)
      document.removeEventListener('pointercancel', up, true)
    }
  }, [])

  return useCallback((work: () => void) => {
    if (pressed.current) waiting.current.push(work)
    else work()
  }, [])
}

/**
 * For what tells how a press ended, below its button: brought into view, since the bar that saves may stand over it.
 *
 * @param news what is told; nothing happens while there is none
 */
export function useInView<Element extends HTMLElement>(news: unknown) {
  const box = useRef<Element>(null)
  useEffect(() => {
    if (news) box.current?.scrollIntoView({ block: 'nearest' })
  }, [news])
  return box
}

/** Of what `useInView` brings into view: how far from the lower edge the bar that saves reaches. */
export const OVER_BAR = { scrollMarginBottom: 80 } as const

/** The id of the box around a field. */
const fieldBoxId = (name: string) => `field-${name}`

/** Puts the cursor into a field and brings it into view. An unknown name does nothing. */
export function focusField(name: string): void {
  const box = document.getElementById(fieldBoxId(name))
  const control = box === null ? null : box.querySelector<HTMLElement>('input, select')
  if (box === null || control === null) return
  control.focus({ preventScroll: true })
  box.scrollIntoView({ block: 'center' })
}

/** For what is read of a shut field: its text; of a choice and of a switch, which are transparent, the text beside them. */
const READABLE = { color: QUIET, webkitTextFillColor: QUIET, opacity: '1' } as const
const AS_IT_IS = { color: '', webkitTextFillColor: '', opacity: '' } as const

interface FieldBoxProps {
  name: string
  label: string
  help?: ReactNode
  /** Code of the field's problem; null if it has none. */
  problem: string | null
  /** The field loses the focus. */
  onLeave?: () => void
  children: ReactNode
}

/**
 * A Styleguide field with its help and its problem beneath. They are tied to the control here, because
 * the Styleguide would read them as part of the field's name.
 */
export function FieldBox({ name, label, help, problem, onLeave, children }: FieldBoxProps) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const afterPress = useAfterPress()
  const id = fieldBoxId(name)
  const leave = ({ relatedTarget }: React.FocusEvent) => {
    const stays = relatedTarget instanceof Node && box.current?.contains(relatedTarget) === true
    if (!stays && onLeave !== undefined) afterPress(onLeave)
  }

  useEffect(() => {
    const control = box.current === null ? null : box.current.querySelector('input, select')
    if (control === null) return
    control.setAttribute('aria-label', label)
    control.setAttribute('aria-describedby', `${id}-problem ${id}-help`)
    control.setAttribute('aria-invalid', String(problem !== null))
  }, [id, label, problem])
  // Whoever may only look is there to read: the Styleguide's grey of a shut field is too pale for that.
  useEffect(() => {
    const control = box.current?.querySelector('input, select')
    const read = control?.matches('select')
      ? control.previousElementSibling
      : control?.matches('[type=checkbox]')
        ? control.nextElementSibling
        : control
    if (control && read instanceof HTMLElement)
      Object.assign(read.style, control.matches(':disabled') ? READABLE : AS_IT_IS)
  })

  return (
    <div id={id} ref={box} className="mb6" onBlur={leave}>
      {children}
      <div id={`${id}-problem`}>
        {problem !== null && (
          <p className="t-small lh-title mt3 mb0 fw5" style={STYLES.danger}>
            {text(problemKey(problem), { field: label })}
          </p>
        )}
      </div>
      <div id={`${id}-help`} className="t-small lh-copy mt2" style={STYLES.quiet}>
        {help}
      </div>
    </div>
  )
}

/** Units, limits and default of a field, where they help: at the first configuration, and when it breaks them. With the figures of the service's own rule. */
function Limits({ field, rules }: { field: FieldName; rules: readonly FieldRule[] }) {
  const text = useText()
  const rule = rules.find(one => one.field === field)
  if (rule === undefined) return null
  const { longest, smallest, largest } = rule
  return <>{text(`${fieldKey(field)}.limits`, { longest, smallest, largest })}</>
}

interface TextFieldProps {
  name: Exclude<FieldOf<string>, 'alertLanguage'>
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
          {help ?? text(`${fieldKey(name)}.help`)}{' '}
          {(problem !== null || editor.saved === null) && (
            <Limits field={name} rules={editor.rules} />
          )}
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

/** The help of a choice; its default is only named before the first save. */
export const helpWith = ({ saved }: EditorControl, text: Text, key: string): string =>
  saved === null ? `${text(`${key}.help`)} ${text(`${key}.limits`)}` : text(`${key}.help`)

interface SwitchFieldProps {
  name: FieldOf<boolean>
  editor: EditorControl
  disabled: boolean
  /** Called with the new value instead of changing the form at once. */
  onToggle?: (on: boolean) => void
}

export function SwitchField({ name, editor, disabled, onToggle }: SwitchFieldProps) {
  const text = useText()
  const label = text(fieldKey(name))
  const set = onToggle ?? ((on: boolean) => editor.type({ [name]: on }))

  return (
    <FieldBox
      name={name}
      label={label}
      problem={editor.problemOf(name)}
      help={helpWith(editor, text, fieldKey(name))}
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

/** Fields that belong together, under their heading. Each brings the distance to the next; the last one's is taken back. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Block>
      <fieldset className="bn pa0 ma0" style={{ minWidth: 0, maxWidth: 560 }}>
        <legend className="pa0 mb5">
          <h2 className="t-heading-5 ma0">{title}</h2>
        </legend>
        <div className="nb6">{children}</div>
      </fieldset>
    </Block>
  )
}

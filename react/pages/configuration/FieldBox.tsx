import React, { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

import { DANGER, QUIET } from '../../components/colors'
import { problemKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { fieldBoxId } from './focusField'

interface FieldBoxProps {
  name: string
  label: string
  help?: ReactNode
  /** Code of what is wrong with the field; null when nothing is. */
  problem: string | null
  /** The person goes on to something else. */
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
  const id = fieldBoxId(name)

  useEffect(() => {
    const control = box.current === null ? null : box.current.querySelector('input, select')
    if (control === null) return
    control.setAttribute('aria-label', label)
    control.setAttribute('aria-describedby', `${id}-problem ${id}-help`)
    control.setAttribute('aria-invalid', String(problem !== null))
  }, [id, label, problem])

  return (
    <div id={id} ref={box} className="mb6" onBlur={onLeave}>
      {children}
      <div id={`${id}-problem`}>
        {problem !== null && (
          <p className="t-small lh-title mt3 mb0 fw5" style={{ color: DANGER }}>
            {text(problemKey(problem), { field: label })}
          </p>
        )}
      </div>
      <div id={`${id}-help`} className="t-small lh-copy mt2" style={{ color: QUIET }}>
        {help}
      </div>
    </div>
  )
}

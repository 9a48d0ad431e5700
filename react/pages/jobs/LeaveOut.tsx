import React from 'react'

import { QUIET } from '../../components/colors'
import { useText } from '../../texts/useText'
import type { Group } from './plan.logic'

interface LeaveOutProps {
  group: Group
  count: number
  leftOut: boolean
  onChange: (leftOut: boolean) => void
}

/** A choice to leave out what sending again may not help, with its number and the reason. */
export function LeaveOut({ group, count, leftOut, onChange }: LeaveOutProps) {
  const text = useText()
  const id = `leave-out-${group}`
  return (
    <div className="flex items-start mb3">
      <input
        id={id}
        type="checkbox"
        className="ma0 mr3"
        style={{ width: 18, height: 18, marginTop: 3, flexShrink: 0 }}
        checked={leftOut}
        aria-describedby={`${id}-why`}
        onChange={event => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id} className="db lh-copy pointer c-on-base">
          {text(`plan.leave-out.${group}`, { count })}
        </label>
        <p id={`${id}-why`} className="t-small lh-copy ma0" style={{ color: QUIET }}>
          {text(`plan.leave-out.${group}.why`)}
        </p>
      </div>
    </div>
  )
}

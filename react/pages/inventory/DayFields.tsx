import React from 'react'

import { QUIET } from '../../components/colors'
import { useText } from '../../texts/useText'
import { isDay } from './period.logic'
import type { ListView } from './view.logic'

interface DayFieldsProps {
  view: ListView
  onChoose: (change: Partial<ListView>) => void
}

/** First and last day of a period. The browser's own fields: the Styleguide's calendar cannot be used by keyboard. */
export function DayFields({ view, onChoose }: DayFieldsProps) {
  const text = useText()
  return (
    <>
      {(['from', 'to'] as const).map(end => (
        <label key={end} className="t-small" style={{ color: QUIET }}>
          <span className="db mb3">{text(`inventory.filter.${end}`)}</span>
          <input
            type="date"
            value={view[end] ?? ''}
            {...(end === 'from' ? { max: view.to ?? undefined } : { min: view.from ?? undefined })}
            className="ba b--muted-4 br2 ph4 t-body c-on-base bg-base"
            style={{ height: 40 }}
            onChange={event => {
              const { value } = event.target
              if (value === '' || isDay(value)) onChoose({ [end]: value === '' ? null : value })
            }}
          />
        </label>
      ))}
    </>
  )
}

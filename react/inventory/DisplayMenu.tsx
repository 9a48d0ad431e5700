import React, { useEffect, useRef, useState } from 'react'
import { IconCaretDown } from 'vtex.styleguide'

import { PlainButton } from '../ui/buttons'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { usePauseWhile } from './pause'
import type { ViewControl } from './useView'
import { COLUMNS, toggled } from './view.logic'

/** Which columns are shown, and how close together the rows are. */
export function DisplayMenu({ control: { view, adjust } }: { control: ViewControl }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  usePauseWhile(open)

  useEffect(() => {
    if (!open) return undefined
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('mousedown', closeOutside)
    return () => document.removeEventListener('mousedown', closeOutside)
  }, [open])

  return (
    <div
      ref={box}
      className="relative dib"
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
    >
      <PlainButton ref={button} aria={{ 'aria-expanded': open }} onClick={() => setOpen(!open)}>
        <span className="nowrap">
          {text('inventory.display')} <IconCaretDown size={10} />
        </span>
      </PlainButton>
      {open && (
        <fieldset
          className="absolute right-0 z-5 bg-base ba b--muted-4 br2 shadow-5 pa5 tl ma0"
          style={{ minWidth: 220 }}
        >
          {/* Floating: a legend otherwise stands on the border. */}
          <legend className="t-small fw7 pa0 mb2 w-100 fl c-on-base">
            {text('inventory.display.columns')}
          </legend>
          <div className="cb" />
          {COLUMNS.map(column => (
            <Check
              key={column}
              label={text(`column.${column}`)}
              checked={!view.hidden.includes(column)}
              onChange={() => adjust({ hidden: toggled(view.hidden, column) })}
            />
          ))}
          <div className="bt b--muted-4 mt4 pt3">
            <Check
              label={text('inventory.display.compact')}
              checked={view.compact}
              onChange={() => adjust({ compact: !view.compact })}
            />
          </div>
        </fieldset>
      )}
    </div>
  )
}

interface CheckProps {
  label: string
  checked: boolean
  onChange: () => void
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-center pv2 pointer t-body c-on-base" style={STYLES.target}>
      <input type="checkbox" className="ma0 mr3" checked={checked} onChange={onChange} />
      {label}
    </label>
  )
}

import React, { useState } from 'react'
import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { STYLES } from './tokens'

interface PlainButtonProps {
  /** Name for screen readers when the content is an icon. */
  label?: string
  children: ReactNode
  onClick: (event: MouseEvent<HTMLButtonElement>) => void
  className?: string
  disabled?: boolean
  /** Attributes of ARIA, such as `aria-expanded`. */
  aria?: Pick<
    ButtonHTMLAttributes<HTMLButtonElement>,
    | 'aria-expanded'
    | 'aria-controls'
    | 'aria-haspopup'
    | 'aria-pressed'
    | 'aria-describedby'
    | 'aria-label'
  >
}

/**
 * A button without a frame. The Styleguide's own buttons take no ARIA attribute, so icon buttons and
 * buttons that open something are made here, with the Styleguide's classes.
 */
export const PlainButton = React.forwardRef(function PlainButton(
  { label, children, onClick, className = '', disabled = false, aria = {} }: PlainButtonProps,
  ref: Ref<HTMLButtonElement>
) {
  return (
    <button
      ref={ref}
      type="button"
      {...aria}
      {...(label === undefined ? {} : { 'aria-label': label, title: label })}
      disabled={disabled}
      onClick={onClick}
      className={`bg-transparent bn pa2 br2 t-body c-action-primary ${
        disabled ? 'c-disabled' : 'pointer hover-bg-action-secondary'
      } ${className}`}
      style={{ minWidth: 28, minHeight: 28 }}
    >
      {children}
    </button>
  )
})

/** Buttons side by side, in one line while there is room. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center" style={STYLES.row}>
      {children}
    </div>
  )
}

/** Something one click away. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <PlainButton className="nl2" aria={{ 'aria-expanded': open }} onClick={() => setOpen(!open)}>
        {open ? <IconCaretDown size={10} /> : <IconCaretRight size={10} />} {label}
      </PlainButton>
      {open && <div className="mt3">{children}</div>}
    </div>
  )
}

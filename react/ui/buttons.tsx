import React, { useEffect, useRef, useState } from 'react'
import type { ButtonHTMLAttributes, MouseEvent, ReactElement, ReactNode, Ref } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { STYLES } from './tokens'

interface PlainButtonProps {
  /** Name for screen readers when the content is an icon. */
  label?: string
  children: ReactNode
  onClick: (event: MouseEvent<HTMLButtonElement>) => void
  className?: string
  disabled?: boolean
  /** Why it cannot be used, which is told beside its own name; null when it can. */
  reason?: string | null
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
  props: PlainButtonProps,
  ref: Ref<HTMLButtonElement>
) {
  const { label, children, onClick, className = '', disabled = false, aria = {} } = props
  const { reason = null } = props
  const button = (
    <button
      ref={ref}
      type="button"
      {...aria}
      {...(label === undefined ? {} : { 'aria-label': label, title: label })}
      disabled={disabled || reason !== null}
      onClick={onClick}
      className={`bg-transparent bn pa2 br2 t-body c-action-primary ${
        disabled || reason !== null ? 'c-disabled' : 'pointer hover-bg-action-secondary'
      } ${className}`}
      style={{ minWidth: 28, minHeight: 28 }}
    >
      {children}
    </button>
  )
  return reason === null ? button : <WithReason reason={reason}>{button}</WithReason>
})

/** Tells the reasons of a page apart. */
let reasons = 0

interface WithReasonProps {
  /** Why what is within cannot be used now; null when it can. */
  reason: string | null
  /** Also to be read without hovering, where there is room for it. */
  shown?: boolean
  children: ReactElement
}

/**
 * A button that may be shut, with the reason: on hover, and for screen readers. (The Styleguide's buttons take neither
 * a title nor an ARIA attribute, so the buttons within are described once they stand.)
 */
export function WithReason({ reason, shown = false, children }: WithReasonProps) {
  const id = useRef(`reason-${(reasons += 1)}`).current
  const box = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const button = box.current?.querySelector('button')
    if (button === null || button === undefined) return
    if (reason === null) button.removeAttribute('aria-describedby')
    else button.setAttribute('aria-describedby', id)
  }, [id, reason])

  return (
    <span ref={box} className="dib" {...(reason === null ? {} : { title: reason })}>
      {children}
      {reason !== null && (
        <span id={id} className="t-small lh-copy ml3" style={shown ? {} : STYLES.outOfSight}>
          {reason}
        </span>
      )}
    </span>
  )
}

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

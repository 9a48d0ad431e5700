import React, { useLayoutEffect, useRef, useState } from 'react'
import type {
  ButtonHTMLAttributes,
  CSSProperties,
  MouseEvent,
  ReactElement,
  ReactNode,
  Ref,
  SyntheticEvent,
} from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { Which } from './About'
import { STYLES } from './tokens'

interface PlainButtonProps {
  /** Name for screen readers when the content is an icon. */
  label?: string
  children: ReactNode
  onClick: (event: MouseEvent<HTMLButtonElement>) => void
  className?: string
  disabled?: boolean
  /** Why it cannot be used, announced beside its name; null when it can. */
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
      className={`relative bg-transparent bn pa2 br2 t-body c-action-primary ${
        disabled || reason !== null ? 'c-disabled' : 'pointer hover-bg-action-secondary'
      } ${className}`}
      style={{ minWidth: 28, minHeight: 28 }}
    >
      {children}
      {label === undefined && aria['aria-label'] === undefined && <Which />}
    </button>
  )
  return reason === null ? button : <WithReason reason={reason}>{button}</WithReason>
})

/** Tells the reasons of a page apart. */
let reasons = 0

interface WithReasonProps {
  /** Why the child cannot be used now; null if it can. */
  reason: string | null
  /** Also to be read without hovering, where there is room for it. */
  shown?: boolean
  children: ReactElement
}

/**
 * A button that may be shut, with the reason: on hover, on focus, and for screen readers. A shut button keeps its place
 * in the Tab order, or nobody without a mouse would learn the reason. (The Styleguide's buttons take no ARIA attribute,
 * so the button within is described once it stands.)
 */
export function WithReason({ reason, shown = false, children }: WithReasonProps) {
  const id = useRef(`reason-${(reasons += 1)}`).current
  const box = useRef<HTMLSpanElement>(null)
  const [seen, setSeen] = useState(false)
  // After each rendering: the button takes its own attributes back with any of them.
  useLayoutEffect(() => {
    const button = box.current?.querySelector('button')
    if (button === null || button === undefined) return
    if (reason === null) {
      button.removeAttribute('aria-describedby')
      button.removeAttribute('aria-disabled')
    } else {
      button.setAttribute('aria-describedby', id)
      button.setAttribute('aria-disabled', 'true')
      button.disabled = false
    }
  })
  if (reason === null)
    return (
      <span ref={box} className="dib">
        {children}
      </span>
    )

  const stop = (event: SyntheticEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The handlers only show the reason, and keep presses from the shut button.
    <span
      ref={box}
      className="dib relative"
      onClickCapture={stop}
      onMouseEnter={() => setSeen(true)}
      onMouseLeave={() => setSeen(false)}
      onFocus={() => setSeen(true)}
      onBlur={() => setSeen(false)}
      onKeyDown={({ key }) => key === 'Escape' && setSeen(false)}
    >
      {children}
      <span
        id={id}
        className={shown ? 't-small lh-copy ml3' : seen ? TIP_CLASSES : ''}
        style={shown ? {} : seen ? tipStyle(box.current) : STYLES.outOfSight}
      >
        {reason}
      </span>
    </span>
  )
}

const TIP_CLASSES = 't-small lh-copy tl ph4 pv3 bg-base c-on-base ba b--muted-4 br2 shadow-5 z-5'

/** Beside the button, towards the middle of the window, so that no edge cuts it off. */
function tipStyle(box: HTMLElement | null): CSSProperties {
  const { left, top } = box === null ? { left: 0, top: 0 } : box.getBoundingClientRect()
  return {
    ...STYLES.tip,
    ...(left > window.innerWidth / 2 ? { right: 0 } : { left: 0 }),
    ...(top > window.innerHeight / 2 ? { bottom: '100%' } : { top: '100%' }),
  }
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
      <PlainButton
        className="nl2 tl"
        aria={{ 'aria-expanded': open }}
        onClick={() => setOpen(!open)}
      >
        {open ? <IconCaretDown size={10} /> : <IconCaretRight size={10} />} {label}
      </PlainButton>
      {open && <div className="mt3">{children}</div>}
    </div>
  )
}

import React, { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, Ref, RefObject } from 'react'

import { PlainButton } from './buttons'
import { STYLES } from './tokens'

/** Where the focus goes within a menu of `count` options; null closes the menu. */
export function menuMove(key: string, at: number, count: number): number | null | 'stay' {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
    case 'Tab':
      return null
    default:
      return 'stay'
  }
}

/** Each reason why an option cannot be used, once. */
const reasonsOf = (
  options: ReadonlyArray<{ readonly disabledReason: string | null }>
): readonly string[] => [...new Set(options.flatMap(({ disabledReason }) => disabledReason ?? []))]

export interface MenuOption {
  label: string
  onSelect: () => void
  /** Why the option cannot be used now; the menu shows each reason once, at its end. Null when it can. */
  disabledReason: string | null
  /** Apart from the others and in the colour of danger: what takes something away. */
  grave?: boolean
}

interface MenuItemProps {
  option: MenuOption
  /** Where the reason stands, when it cannot be used. */
  reasonId: string | undefined
  /** Called after the option did its work. */
  onSelected: () => void
}

/** One option. One that cannot be used stays focusable, so that its reason is read. */
const MenuItem = React.forwardRef(function MenuItem(
  { option, reasonId, onSelected }: MenuItemProps,
  ref: Ref<HTMLButtonElement>
) {
  const { label, onSelect, disabledReason, grave } = option
  const disabled = disabledReason !== null
  return (
    <button
      ref={ref}
      type="button"
      role="menuitem"
      aria-disabled={disabled}
      aria-describedby={reasonId}
      className={`db w-100 tl bn bg-transparent t-small ph5 pv3 ${
        disabled ? '' : 'pointer c-on-base hover-bg-muted-5'
      }`}
      style={{
        ...(disabled ? STYLES.unusable : grave ? STYLES.danger : {}),
        ...(grave ? APART : {}),
      }}
      onClick={() => {
        if (disabled) return
        onSelected()
        onSelect()
      }}
    >
      {label}
    </button>
  )
})

const APART = { borderTop: '1px solid #e3e4e6' } as const

interface ActionsMenuProps {
  /** What the button shows. */
  children: ReactNode
  /** Name for screen readers. */
  label: string
  options: readonly MenuOption[]
  /** Told when the menu opens and closes. */
  onOpen?: (open: boolean) => void
}

/** Tells the menus of a page apart. */
let menus = 0

/** A button that opens a short menu, usable by keyboard (the Styleguide's ActionMenu is not). */
export function ActionsMenu({ children, label, options, onOpen }: ActionsMenuProps) {
  const [open, setOpen] = useState(false)
  const id = useRef(`menu-${(menus += 1)}`).current
  const reasons = reasonsOf(options)
  const reasonIds = reasons.map((_, at) => `${id}-${at}`)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const items = useRef<Array<HTMLElement | null>>([])

  useEffect(() => {
    if (!open || onOpen === undefined) return undefined
    onOpen(true)
    return () => onOpen(false)
  }, [open, onOpen])

  // Before the next key can be pressed: a fast one must already mean the menu.
  useLayoutEffect(() => {
    const menu = items.current[0]?.parentElement
    if (!open || !menu) return undefined
    // At a button near the left edge of a phone the menu would begin outside the window.
    const place = () => {
      menu.style.right = ''
      const { left } = menu.getBoundingClientRect()
      if (left < 0) menu.style.right = `${left - 8}px`
    }
    place()
    items.current[0]?.focus()
    window.addEventListener('resize', place)
    return () => window.removeEventListener('resize', place)
  }, [open])

  const close = useCallback(() => setOpen(false), [])
  useClickOutside(box, open, close)

  const onKeyDown = (event: KeyboardEvent) => {
    const at = items.current.findIndex(item => item === document.activeElement)
    const next = menuMove(event.key, at, options.length)
    if (next === 'stay') return
    if (next === null) {
      setOpen(false)
      if (event.key === 'Escape') button.current?.focus()
      return
    }
    event.preventDefault()
    items.current[next]?.focus()
  }

  return (
    <div ref={box} className="relative dib">
      <PlainButton
        ref={button}
        label={label}
        aria={{ 'aria-haspopup': 'menu', 'aria-expanded': open }}
        onClick={() => setOpen(!open)}
      >
        {children}
      </PlainButton>
      {open && (
        <div
          role="menu"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
          className="absolute right-0 z-5 bg-base ba b--muted-4 br2 shadow-5 pv3 tl"
          style={{ width: 'max-content', minWidth: 200, maxWidth: 300 }}
        >
          {options.map((option, at) => (
            <MenuItem
              key={option.label}
              ref={element => (items.current[at] = element)}
              option={option}
              reasonId={reasonIds[reasons.indexOf(option.disabledReason ?? '')]}
              onSelected={() => {
                setOpen(false)
                button.current?.focus()
              }}
            />
          ))}
          {reasons.map((reason, at) => (
            <p
              key={reason}
              id={reasonIds[at]}
              className="t-small lh-copy ma0 mt2 pt3 ph5 pb2 bt b--muted-4"
              style={STYLES.quiet}
            >
              {reason}
            </p>
          ))}
        </div>
      )}
    </div>
  )
}

/** Calls back when the mouse goes down outside a box, while `open`. */
export function useClickOutside(
  box: RefObject<HTMLElement>,
  open: boolean,
  onOutside: () => void
): void {
  useEffect(() => {
    if (!open) return undefined
    const look = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onOutside()
    }
    document.addEventListener('mousedown', look)
    return () => document.removeEventListener('mousedown', look)
  }, [box, open, onOutside])
}

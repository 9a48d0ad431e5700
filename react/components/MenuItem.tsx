import React from 'react'
import type { Ref } from 'react'

import { QUIET } from './colors'

export interface MenuOption {
  label: string
  onSelect: () => void
  /** Why the option cannot be used now; the menu shows each reason once, at its end. Null when it can. */
  disabledReason: string | null
}

interface MenuItemProps {
  option: MenuOption
  /** Where the reason stands, when it cannot be used. */
  reasonId?: string
  /** Called after the option did its work. */
  onSelected: () => void
}

/** One option. One that cannot be used stays focusable, so that its reason is read. */
export const MenuItem = React.forwardRef(function MenuItem(
  { option, reasonId, onSelected }: MenuItemProps,
  ref: Ref<HTMLButtonElement>
) {
  const { label, onSelect, disabledReason } = option
  const disabled = disabledReason !== null
  return (
    <button
      ref={ref}
      type="button"
      role="menuitem"
      aria-disabled={disabled}
      aria-describedby={reasonId}
      className={`db w-100 tl bn bg-transparent t-body ph5 pv3 ${
        disabled ? '' : 'pointer c-on-base hover-bg-muted-5'
      }`}
      style={disabled ? { color: QUIET, cursor: 'not-allowed' } : {}}
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

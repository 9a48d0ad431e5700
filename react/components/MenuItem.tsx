import React from 'react'
import type { Ref } from 'react'

import { QUIET } from './colors'

export interface MenuOption {
  label: string
  onSelect: () => void
  /** Why the option cannot be used now; it is shown beneath. Null when it can. */
  disabledReason: string | null
}

interface MenuItemProps {
  option: MenuOption
  /** Called after the option did its work. */
  onSelected: () => void
}

/** One option. One that cannot be used stays focusable, so that its reason can be read. */
export const MenuItem = React.forwardRef(function MenuItem(
  { option, onSelected }: MenuItemProps,
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
      {disabledReason !== null && (
        <span className="db t-small mt2 lh-copy" style={{ color: QUIET, whiteSpace: 'normal' }}>
          {disabledReason}
        </span>
      )}
    </button>
  )
})

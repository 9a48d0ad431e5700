import React, { useEffect, useRef } from 'react'

interface RowCheckProps {
  /** Name for screen readers. */
  label: string
  checked: boolean
  /** Some of what it stands for is chosen. */
  partly?: boolean
  disabled?: boolean
  onChange: () => void
}

/** A checkbox without words beside it. (The Styleguide's hides the focus and cannot be named.) */
export function RowCheck({ label, checked, partly = false, disabled, onChange }: RowCheckProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = partly
  }, [partly])

  return (
    <label
      className={`inline-flex items-center justify-center ${disabled === true ? '' : 'pointer'}`}
      style={{ width: 28, height: 28 }}
    >
      <input
        ref={box}
        type="checkbox"
        className="ma0"
        style={{ width: 16, height: 16 }}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
      />
    </label>
  )
}

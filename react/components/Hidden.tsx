import React from 'react'
import type { CSSProperties, ReactNode } from 'react'

const OUT_OF_SIGHT: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
}

/** Text for screen readers only. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span style={OUT_OF_SIGHT}>{children}</span>
}

/** Reads its text aloud, politely, each time that it changes. */
export function LiveText({ children }: { children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" style={OUT_OF_SIGHT}>
      {children}
    </div>
  )
}

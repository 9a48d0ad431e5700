import React from 'react'
import type { ReactNode } from 'react'

/** Buttons side by side, in one line while there is room. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center" style={{ gap: 12 }}>
      {children}
    </div>
  )
}

import React from 'react'
import type { ReactNode } from 'react'

import { QUIET } from './colors'

interface NothingHereProps {
  title: string
  children: string
  /** The way out. */
  action?: ReactNode
}

/** An empty place that says why it is empty and what to do. */
export function NothingHere({ title, children, action }: NothingHereProps) {
  return (
    <div className="tc pv8 ph5">
      <h2 className="t-heading-4 mt0 mb3 c-on-base">{title}</h2>
      <p className="t-body lh-copy mt0 mb5 center mw6" style={{ color: QUIET }}>
        {children}
      </p>
      {action}
    </div>
  )
}

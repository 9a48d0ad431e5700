import React, { useState } from 'react'
import type { ReactNode } from 'react'
import { Alert, IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { PlainButton } from './buttons'
import { STYLES } from './tokens'

interface SlimNoticeProps {
  type: 'error' | 'warning' | 'success'
  title: string
  /** What it means, in one line; on a narrow screen it breaks. */
  summary: string
  /** Name of the button that shows `children`. */
  more: string
  /** The way out, in the line. */
  action?: ReactNode
  /** Everything else, one click away: the list below keeps its place on the first screen. */
  children: ReactNode
}

/** A notice as high as one line. (The Styleguide's alert is twice as high.) */
export function SlimNotice({ type, title, summary, more, action, children }: SlimNoticeProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="mb3 ph5 ph0-ns">
      <Alert type={type}>
        <div className="nt3 nb3" style={STYLES.shrinkable}>
          <div className="flex-l items-center" style={STYLES.row}>
            <h2 className="t-body fw7 ma0 lh-copy" style={STYLES.rigid}>
              {title}
            </h2>
            <p className="ma0 t-small lh-copy" style={STYLES.shrinkable}>
              {summary}
            </p>
            <div className="flex items-center nl2 nl0-l" style={ACTIONS}>
              {action}
              <PlainButton
                className="t-small"
                aria={{ 'aria-expanded': open }}
                onClick={() => setOpen(!open)}
              >
                {open ? <IconCaretDown size={10} /> : <IconCaretRight size={10} />} {more}
              </PlainButton>
            </div>
          </div>
          {open && <div className="mt3 mb3 lh-copy">{children}</div>}
        </div>
      </Alert>
    </div>
  )
}

const ACTIONS = { ...STYLES.row, ...STYLES.rigid } as const

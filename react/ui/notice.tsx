import React, { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Alert, IconCaretDown, IconCaretRight, ToastConsumer, ToastProvider } from 'vtex.styleguide'

import { About } from './About'
import { PlainButton } from './buttons'
import { STYLES } from './tokens'

/** Text for screen readers only. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span style={STYLES.outOfSight}>{children}</span>
}

/** Reads its text aloud, politely, each time that it changes. */
export function LiveText({ children }: { children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" style={STYLES.outOfSight}>
      {children}
    </div>
  )
}

/** Milliseconds that a toast stays. */
const TOAST_MS = 8000

const NoticeContext = createContext<(message: string) => void>(() => undefined)

/** Says something short after an action: as a toast, and aloud for screen readers. */
export const useNotice = () => useContext(NoticeContext)

const ToastContext = createContext(false)

/** Pixels that stay clear of a toast of three lines, which stands at the window's lower edge. */
export const TOAST_HEIGHT = 136

/** Whether a toast may stand at the window's lower edge: what sticks there makes room for it. */
export const useToastShown = () => useContext(ToastContext)

export function NoticeProvider({ children }: { children: ReactNode }) {
  return (
    <ToastProvider positioning="window">
      <ToastConsumer>
        {({ showToast }) => <Speaker showToast={showToast}>{children}</Speaker>}
      </ToastConsumer>
    </ToastProvider>
  )
}

interface SpeakerProps {
  showToast: (toast: {
    message: string
    duration: number
    horizontalPosition: 'left' | 'right'
  }) => void
  children: ReactNode
}

function Speaker({ showToast, children }: SpeakerProps) {
  const [spoken, setSpoken] = useState('')
  // Gone with the toast, so that whoever makes room for it knows.
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(''), TOAST_MS)
    return () => clearTimeout(timer)
  }, [spoken])
  const notify = useCallback(
    (message: string) => {
      // The same words twice in a row are read twice.
      setSpoken(old => (old === message ? `${message}\u00a0` : message))
      // What sticks at the lower edge has its buttons on the left.
      showToast({ message, duration: TOAST_MS, horizontalPosition: 'right' })
    },
    [showToast]
  )

  return (
    <NoticeContext.Provider value={notify}>
      <ToastContext.Provider value={spoken !== ''}>{children}</ToastContext.Provider>
      <LiveText>{spoken}</LiveText>
    </NoticeContext.Provider>
  )
}

interface SlimNoticeProps {
  type?: 'error' | 'warning' | 'success'
  title: string
  /** What it means, in one line; on a narrow screen it breaks. */
  summary: string
  /** Name of the button that shows `children`; left out where all is said. */
  more?: string
  /** The way out, in the line. */
  action?: ReactNode
  /** Everything else, one click away: the list below keeps its place on the first screen. */
  children?: ReactNode
}

/** A notice as high as one line. (The Styleguide's alert is twice as high.) */
export function SlimNotice({
  type = 'warning',
  title,
  summary,
  more,
  action,
  children,
}: SlimNoticeProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="mb3 ph5 ph0-ns">
      <Alert type={type}>
        <div className="nt3 nb3" style={STYLES.shrinkable}>
          <div className="flex-l flex-wrap items-center" style={STYLES.row}>
            <h2 className="t-body fw7 ma0 lh-copy" style={STYLES.rigid}>
              {title}
            </h2>
            <p className="ma0 t-small lh-copy" style={SUMMARY}>
              {summary}
            </p>
            <div
              className={`flex flex-wrap items-center mt2 mt0-l ${action ? '' : 'nl2 nl0-l'}`}
              style={ACTIONS}
            >
              <About of={title}>
                {action}
                {more !== undefined && (
                  <PlainButton
                    className="t-small"
                    aria={{ 'aria-expanded': open }}
                    onClick={() => setOpen(!open)}
                  >
                    {open ? <IconCaretDown size={10} /> : <IconCaretRight size={10} />} {more}
                  </PlainButton>
                )}
              </About>
            </div>
          </div>
          {open && <div className="mt3 mb3 lh-copy">{children}</div>}
        </div>
      </Alert>
    </div>
  )
}

/** Beside the title while there is room for a readable line; else the actions go beneath. */
const SUMMARY = { flex: '1 1 320px', maxWidth: 'max-content', minWidth: 0 } as const
const ACTIONS = { ...STYLES.row, ...STYLES.rigid } as const

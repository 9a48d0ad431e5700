import React, { createContext, useCallback, useContext, useState } from 'react'
import type { ReactNode } from 'react'
import { ToastConsumer, ToastProvider } from 'vtex.styleguide'

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
  showToast: (toast: { message: string; duration: number }) => void
  children: ReactNode
}

function Speaker({ showToast, children }: SpeakerProps) {
  const [spoken, setSpoken] = useState('')
  const notify = useCallback(
    (message: string) => {
      // The same words twice in a row are read twice.
      setSpoken(old => (old === message ? `${message}\u00a0` : message))
      showToast({ message, duration: TOAST_MS })
    },
    [showToast]
  )

  return (
    <NoticeContext.Provider value={notify}>
      {children}
      <LiveText>{spoken}</LiveText>
    </NoticeContext.Provider>
  )
}

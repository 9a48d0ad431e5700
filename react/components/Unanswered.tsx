import React from 'react'

import { useText } from '../texts/useText'
import { QUIET } from './colors'
import { PlainButton } from './PlainButton'

interface UnansweredProps {
  /** Which part of the page is missing, in one sentence. */
  children: string
  onRetry: () => void
}

/** A part of a page that did not come, while the others did: one quiet line, and a way to try again. */
export function Unanswered({ children, onRetry }: UnansweredProps) {
  const text = useText()
  return (
    <p role="status" className="ma0 lh-copy" style={{ color: QUIET }}>
      {children} <PlainButton onClick={onRetry}>{text('common.retry')}</PlainButton>
    </p>
  )
}

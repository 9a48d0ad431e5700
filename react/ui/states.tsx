import React from 'react'
import type { ReactNode } from 'react'
import { Button, Spinner } from 'vtex.styleguide'

import type { Failure } from '../api/failure'
import { PlainButton } from './buttons'
import { failureKey } from './keys'
import { Hidden } from './notice'
import { STYLES } from './tokens'
import { useText } from './useText'

interface FailureStateProps {
  failure: Failure
  onRetry: () => void
}

/** Nothing could be shown: what happened, what to do, and a way to try again. */
export function FailureState({ failure, onRetry }: FailureStateProps) {
  const text = useText()
  return (
    <div role="alert" className="tc pv8 ph5">
      <h2 className="t-heading-5 mt0 mb3 c-on-base">{text(`${failureKey(failure)}.title`)}</h2>
      <p className="t-body lh-copy mt0 mb5 center mw6" style={STYLES.quiet}>
        {text(`${failureKey(failure)}.todo`)}
      </p>
      <Button variation="secondary" size="small" onClick={onRetry}>
        {text('common.retry')}
      </Button>
    </div>
  )
}

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
      <h2 className="t-heading-5 mt0 mb3 c-on-base">{title}</h2>
      <p className="t-body lh-copy mt0 mb5 center mw6" style={STYLES.quiet}>
        {children}
      </p>
      {action}
    </div>
  )
}

interface UnansweredProps {
  /** Which part of the page is missing, in one sentence. */
  children: string
  onRetry: () => void
}

/** A part of a page that did not come, while the others did: one quiet line, and a way to try again. */
export function Unanswered({ children, onRetry }: UnansweredProps) {
  const text = useText()
  return (
    <p className="ma0 lh-copy" style={STYLES.quiet}>
      <span role="status">{children}</span>{' '}
      <PlainButton
        className="nl2"
        aria={{ 'aria-label': `${text('common.retry')} – ${children}` }}
        onClick={onRetry}
      >
        {text('common.retry')}
      </PlainButton>
    </p>
  )
}

/** First load of a page: keeps the height that the content will need, so that nothing jumps. */
export function Waiting({ height = 320 }: { height?: number }) {
  const text = useText()
  return (
    <div role="status" className="flex items-center justify-center" style={{ minHeight: height }}>
      <Spinner />
      <Hidden>{text('common.loading')}</Hidden>
    </div>
  )
}

import React from 'react'
import { Button } from 'vtex.styleguide'

import type { Failure } from '../data/failure.logic'
import { failureKey } from '../texts/keys'
import { useText } from '../texts/useText'
import { QUIET } from './colors'

interface FailureStateProps {
  failure: Failure
  onRetry: () => void
}

/** Nothing could be shown: what happened, what to do, and a way to try again. */
export function FailureState({ failure, onRetry }: FailureStateProps) {
  const text = useText()
  return (
    <div role="alert" className="tc pv8 ph5">
      <h2 className="t-heading-4 mt0 mb3 c-on-base">{text(`${failureKey(failure)}.title`)}</h2>
      <p className="t-body lh-copy mt0 mb5 center mw6" style={{ color: QUIET }}>
        {text(`${failureKey(failure)}.todo`)}
      </p>
      <Button variation="secondary" size="small" onClick={onRetry}>
        {text('common.retry')}
      </Button>
    </div>
  )
}

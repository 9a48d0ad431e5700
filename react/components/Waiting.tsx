import React from 'react'
import { Spinner } from 'vtex.styleguide'

import { useText } from '../texts/useText'
import { Hidden } from './Hidden'

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

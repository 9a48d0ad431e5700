import React from 'react'
import { Progress } from 'vtex.styleguide'

/** The Styleguide's bar, which has no accessible name, as a named progress bar. */
export function ProgressBar({ percent, label }: { percent: number; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <Progress type="line" percent={percent} />
    </div>
  )
}

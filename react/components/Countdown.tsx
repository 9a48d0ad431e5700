import React, { useState } from 'react'

import { timeLeft } from '../pages/inventory/problems.logic'
import { useVisibleInterval } from '../data/useVisibleInterval'

/** Time left until a moment, each second. Screen readers meet it where it stands; it is not announced. */
export function Countdown({ until }: { until: string }) {
  const [now, setNow] = useState(() => Date.now())
  useVisibleInterval(() => setNow(Date.now()), 1000)
  return (
    <span role="timer" aria-live="off" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {timeLeft(until, now)}
    </span>
  )
}

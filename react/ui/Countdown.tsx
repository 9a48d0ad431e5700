import React, { useState } from 'react'

import { useVisibleInterval } from '../api/browser'

/** Time left as minutes and seconds, or hours from an hour up; "0:00" when it is over. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(Math.ceil((Date.parse(until) - now) / 1000), 0)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  return hours > 0
    ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}

interface CountdownProps {
  until: string
  /** Shown once the time is over: what was due may still take a while. */
  over: string
}

/** Time left until a moment, updated each second. Screen readers can read it; it is not announced. */
export function Countdown({ until, over }: CountdownProps) {
  const [now, setNow] = useState(() => Date.now())
  useVisibleInterval(() => setNow(Date.now()), 1000)
  return (
    <span role="timer" aria-live="off" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {Date.parse(until) <= now ? over : timeLeft(until, now)}
    </span>
  )
}

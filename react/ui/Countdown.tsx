import React, { useState } from 'react'

import { useVisibleInterval } from '../api/browser'
import { STYLES } from './tokens'

/** Time left as minutes and seconds, or hours from an hour up; "0:00" when it is over. */
export const timeLeft = (until: string, now: number): string =>
  clock(Math.ceil((Date.parse(until) - now) / 1000))

/** The same for the time that has gone by. */
export const timeGone = (since: string, now: number): string =>
  clock(Math.floor((now - Date.parse(since)) / 1000))

function clock(given: number): string {
  const seconds = Math.max(given, 0)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  return hours > 0
    ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}

/** The browser's time, updated each second while the page is visible; `on` false leaves it as it is. */
export function useNow(on = true): number {
  const [now, setNow] = useState(() => Date.now())
  useVisibleInterval(() => setNow(Date.now()), on ? 1000 : null)
  return now
}

interface CountdownProps {
  until: string
  /** Shown once the time is over: what was due may still take a while. */
  over: string
}

/** Time left until a moment, updated each second. Screen readers can read it; it is not announced. */
export function Countdown({ until, over }: CountdownProps) {
  const now = useNow()
  return (
    <span role="timer" aria-live="off" style={STYLES.figures}>
      {Date.parse(until) <= now ? over : timeLeft(until, now)}
    </span>
  )
}

import { useEffect, useRef } from 'react'

/**
 * Calls `tick` every `intervalMs` milliseconds while the page is visible, and at once when it becomes
 * visible again. Null stops it.
 */
export function useVisibleInterval(tick: () => void, intervalMs: number | null): void {
  const latest = useRef(tick)
  latest.current = tick

  useEffect(() => {
    if (intervalMs === null) return undefined
    const tickIfVisible = () => {
      if (document.visibilityState === 'visible') latest.current()
    }
    const timer = setInterval(tickIfVisible, intervalMs)
    document.addEventListener('visibilitychange', tickIfVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tickIfVisible)
    }
  }, [intervalMs])
}

/** Calls `again` when the browser is online again; null stops it. */
export function useOnline(again: (() => void) | null): void {
  const latest = useRef(again)
  latest.current = again
  const isOff = again === null

  useEffect(() => {
    if (isOff) return undefined
    const onOnline = () => latest.current?.()
    window.addEventListener('online', onOnline)
    return () => window.removeEventListener('online', onOnline)
  }, [isOff])
}

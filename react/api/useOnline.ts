import { useEffect, useRef } from 'react'

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

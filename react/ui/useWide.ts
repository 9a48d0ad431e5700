import { useEffect, useState } from 'react'

const WIDE = '(min-width: 64em)'

const isWide = () => typeof window.matchMedia === 'function' && window.matchMedia(WIDE).matches

/** Whether the window has room for a table with a column for everything. */
export function useWide(): boolean {
  const [wide, setWide] = useState(isWide)
  useEffect(() => {
    const look = () => setWide(isWide())
    window.addEventListener('resize', look)
    return () => window.removeEventListener('resize', look)
  }, [])
  return wide
}

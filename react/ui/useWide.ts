import { useEffect, useState } from 'react'

/** A window with room for a table with a column for everything. */
const TABLE = '(min-width: 64em)'
/** A window in which the Styleguide's toasts do not take the whole width. */
export const BESIDE_TOAST = '(min-width: 640px)'

const matches = (query: string) =>
  typeof window.matchMedia === 'function' && window.matchMedia(query).matches

/** Whether the window is as wide as the media query says. */
export function useWide(query = TABLE): boolean {
  const [wide, setWide] = useState(() => matches(query))
  useEffect(() => {
    const look = () => setWide(matches(query))
    window.addEventListener('resize', look)
    return () => window.removeEventListener('resize', look)
  }, [query])
  return wide
}

import { useEffect } from 'react'
import type { RefObject } from 'react'

/** Calls back when the mouse goes down outside a box, while `open`. */
export function useClickOutside(
  box: RefObject<HTMLElement>,
  open: boolean,
  onOutside: () => void
): void {
  useEffect(() => {
    if (!open) return undefined
    const look = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onOutside()
    }
    document.addEventListener('mousedown', look)
    return () => document.removeEventListener('mousedown', look)
  }, [box, open, onOutside])
}

import { useCallback, useEffect, useRef } from 'react'

/**
 * Does something at once or, while a pointer is pressed, when its click is over. A field is left as soon as the pointer
 * goes down on a button: whatever then appears above the button would move it away, and the click would be lost.
 */
export function useAfterPress() {
  const pressed = useRef(false)
  const waiting = useRef<Array<() => void>>([])

  useEffect(() => {
    let timer: number | undefined
    const down = () => {
      pressed.current = true
    }
    const settle = () => {
      pressed.current = false
      const due = waiting.current
      waiting.current = []
      due.forEach(work => work())
    }
    // The click follows the pointer's release, and goes to whatever is there by then.
    const up = () => {
      timer = window.setTimeout(settle, 0)
    }
    document.addEventListener('pointerdown', down, true)
    document.addEventListener('pointerup', up, true)
    document.addEventListener('pointercancel', up, true)
    return () => {
      window.clearTimeout(timer)
      document.removeEventListener('pointerdown', down, true)
      document.removeEventListener('pointerup', up, true)
      document.removeEventListener('pointercancel', up, true)
    }
  }, [])

  return useCallback((work: () => void) => {
    if (pressed.current) waiting.current.push(work)
    else work()
  }, [])
}

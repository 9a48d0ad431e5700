import { useCallback, useEffect, useRef } from 'react'

import type { useProcessList } from './processList'

/**
 * Brings the list's heading into view, and the focus to it: a click far from the list shows its result. `reveal` is
 * called when the view changes; the heading is put in place again when the rows are there, unless the person has moved
 * on by then.
 */
export function useReveal({ loading }: Pick<ReturnType<typeof useProcessList>, 'loading'>) {
  const heading = useRef<HTMLHeadingElement>(null)
  const revealed = useRef(false)
  const show = useCallback(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start' })
  }, [])
  const reveal = useCallback(() => {
    revealed.current = true
    show()
  }, [show])

  useEffect(() => {
    if (loading || !revealed.current) return
    revealed.current = false
    if (document.activeElement === heading.current) show()
  }, [loading, show])

  return { heading, reveal }
}

import { useEffect } from 'react'
import { useRuntime } from 'vtex.render-runtime'

/**
 * Asks before work in progress is lost: when the tab is closed or reloaded, or another page of the Admin is
 * opened. Another filter or page of the same list is no reason to ask.
 */
export function useLeaveQuestion(active: boolean, question: string): void {
  const { history } = useRuntime()

  useEffect(() => {
    if (!active) return undefined
    const askBrowser = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      event.returnValue = question
    }
    const here = history?.location.pathname
    const unblock = history?.block(({ pathname }) => (pathname === here ? undefined : question))
    window.addEventListener('beforeunload', askBrowser)
    return () => {
      window.removeEventListener('beforeunload', askBrowser)
      unblock?.()
    }
  }, [active, question, history])
}

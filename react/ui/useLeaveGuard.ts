import { useEffect } from 'react'
import { useRuntime } from 'vtex.render-runtime'

/**
 * Asks before something is lost: when the tab is closed or reloaded, or another page of the Admin is opened.
 *
 * @param anyMove whether another address of the same page, such as another filter, is a reason to ask as well
 */
export function useLeaveGuard(active: boolean, question: string, anyMove = true): void {
  const { history } = useRuntime()

  useEffect(() => {
    if (!active) return undefined
    const askBrowser = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      event.returnValue = question
    }
    const here = history?.location.pathname
    const unblock = history?.block(({ pathname }) =>
      !anyMove && pathname === here ? undefined : question
    )
    window.addEventListener('beforeunload', askBrowser)
    return () => {
      window.removeEventListener('beforeunload', askBrowser)
      unblock?.()
    }
  }, [active, question, anyMove, history])
}

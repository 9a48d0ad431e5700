import { useEffect } from 'react'
import { useRuntime } from 'vtex.render-runtime'

/** Asks before typed values are lost: when the page is left within the Admin, reloaded or closed. */
export function useLeaveGuard(unsaved: boolean, question: string): void {
  const { history } = useRuntime()

  useEffect(() => {
    if (!unsaved) return undefined
    const askBrowser = (event: BeforeUnloadEvent) => {
      event.preventDefault()
      event.returnValue = question
    }
    const unblock = history === null ? undefined : history.block(question)
    window.addEventListener('beforeunload', askBrowser)
    return () => {
      window.removeEventListener('beforeunload', askBrowser)
      unblock?.()
    }
  }, [unsaved, question, history])
}

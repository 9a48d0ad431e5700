import { useEffect } from 'react'

/** On what only serves the screen, beside buttons: filters, menus, columns of checkboxes. */
export const SCREEN_ONLY = { 'data-screen-only': '' } as const
/** On a button whose words are content, such as the heading of a column. */
export const ON_PAPER = { 'data-on-paper': '' } as const

const LEFT_OUT = 'button:not([data-on-paper]), [data-screen-only]'

/**
 * Takes what can only be pressed off the page while it is printed. Done to the elements, since an inline sheet with
 * `@media print` is what a strict content security policy forbids.
 */
export function usePaper(): void {
  useEffect(() => {
    let left: readonly HTMLElement[] = []
    const end = () => {
      for (const { style } of left) style.removeProperty('display')
      left = []
    }
    const begin = () => {
      end()
      // One with a display of its own could not be put back: it stays.
      left = [...document.querySelectorAll<HTMLElement>(LEFT_OUT)].filter(
        ({ style }) => style.display === ''
      )
      for (const { style } of left) style.setProperty('display', 'none', 'important')
    }
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
}

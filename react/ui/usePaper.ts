import { useEffect } from 'react'

/** On what only serves the screen, beside buttons: filters, menus, columns of checkboxes. */
export const SCREEN_ONLY = { 'data-screen-only': '' } as const
/** On a button whose words are content, such as the heading of a column. */
export const ON_PAPER = { 'data-on-paper': '' } as const

const LEFT_OUT = 'button:not([data-on-paper]), [data-screen-only]'

/** Texts that are cut to one line. */
const CUT = '.truncate'

/** Gives elements a style that overrules the sheet's, unless they have one of their own: that could not be put back. */
function overrule(selector: string, property: 'display' | 'white-space', value: string) {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    ({ style }) => style.getPropertyValue(property) === ''
  )
  for (const { style } of found) style.setProperty(property, value, 'important')
  return () => {
    for (const { style } of found) style.removeProperty(property)
  }
}

/**
 * Takes what can only be pressed off the page while it is printed, and shows whole texts: nobody can point at paper to
 * read the rest. Done to the elements, since an inline sheet with `@media print` is what a strict content security
 * policy forbids.
 */
export function usePaper(): void {
  useEffect(() => {
    let undo: ReadonlyArray<() => void> = []
    const end = () => {
      for (const putBack of undo) putBack()
      undo = []
    }
    const begin = () => {
      end()
      undo = [overrule(LEFT_OUT, 'display', 'none'), overrule(CUT, 'white-space', 'normal')]
    }
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
}

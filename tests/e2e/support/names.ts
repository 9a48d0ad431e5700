import type { Page } from '@playwright/test'

/** As axe stands in a page into which it was brought. */
interface WithAxe {
  readonly axe?: {
    setup(root: Document): unknown
    teardown(): void
    readonly commons: {
      readonly dom: { isVisibleToScreenReaders(element: Element): boolean }
      readonly text: {
        accessibleText(element: Element): string
        /** The text of an element that can be seen. */
        visible(element: Element): string
      }
    }
  }
}

/** A button or link as a screen reader, or somebody who steers by voice, meets it. */
interface Control {
  readonly name: string
  /** Its words on screen; empty for an icon. */
  readonly words: string
  /** Where it leads; null for a button. */
  readonly href: string | null
}

/** All buttons and links that can be used now: of an open dialog, its own alone. Axe must stand in the page. */
const controlsOf = (page: Page): Promise<readonly Control[]> =>
  page.evaluate(() => {
    const { axe } = window as WithAxe
    if (axe === undefined) throw new Error('axe was not brought into the page')
    const { dom, text } = axe.commons
    axe.setup(document)
    const dialog = [...document.querySelectorAll('[aria-modal="true"]')].find(one =>
      dom.isVisibleToScreenReaders(one)
    )
    const found = [
      ...(dialog ?? document).querySelectorAll('button, a[href], summary, [role^="menuitem"]'),
    ]
    const controls = found
      .filter(element => dom.isVisibleToScreenReaders(element))
      .map(element => ({
        name: text.accessibleText(element),
        words: text.visible(element),
        href: element.getAttribute('href'),
      }))
    axe.teardown()
    return controls
  })

/** Without the arrow of a column's order, which is hidden from screen readers. */
const oneLine = (words: string): string => words.replace(/[↑↓]/g, '').replace(/\s+/g, ' ').trim()

/** Names that two buttons may share, because both do the same. */
const SAME_EFFECT: readonly RegExp[] = [
  // Both buttons of a dialog that can only be closed.
  /^Fechar$/,
  // The file of two attempts of one SKU.
  /^Ver o envio \d+$/,
]

/**
 * Names by which one could not tell what is pressed: that two buttons share, or two links that lead to different
 * places; that are missing; or that have not the words in them that are on screen. In Portuguese.
 */
export async function unclearNames(page: Page): Promise<readonly string[]> {
  const places = new Map<string, Set<string | number>>()
  const problems: string[] = []
  for (const [at, control] of (await controlsOf(page)).entries()) {
    const { href } = control
    const [name, words] = [oneLine(control.name), oneLine(control.words)]
    if (name === '') problems.push('a button without a name')
    // WCAG 2.5.3.
    if (!name.toLowerCase().includes(words.toLowerCase()))
      problems.push(`“${words}” on screen is called “${name}”`)
    places.set(name, new Set([...(places.get(name) ?? []), href ?? at]))
  }
  for (const [name, { size }] of places) {
    if (size > 1 && !SAME_EFFECT.some(same => same.test(name)))
      problems.push(`${size} buttons or links are called “${name}”`)
  }
  return problems
}

import type { Page } from '@playwright/test'

import { untilStill } from './accessible'

/** One state of the page `/admin/states`. */
export interface State {
  readonly id: string
  readonly title: string
  readonly group: string
  /** Whether it covers the whole window, as a dialog does. */
  readonly covers: boolean
}

export type Language = 'pt' | 'en' | 'es'

/** Every state that the page of states names. */
export async function listStates(page: Page, url: string): Promise<readonly State[]> {
  await page.goto(`${url}/admin/states`)
  await page.waitForSelector('[data-scene]')
  return page.$$eval('[data-scene]', links =>
    links.map(link => ({
      id: link.getAttribute('data-scene') ?? '',
      title: link.textContent ?? '',
      covers: link.hasAttribute('data-covers'),
      group: link.closest('section')?.querySelector('h2')?.textContent ?? '',
    }))
  )
}

/** Shows one state alone, when its steps are done; within the page of states it needs no loading. */
export async function openState(
  page: Page,
  url: string,
  { id }: Pick<State, 'id'>,
  language: Language
): Promise<void> {
  const address = `${url}/admin/states?state=${id}&language=${language}`
  const isThere = new URL(page.url()).pathname === '/admin/states'
  if (!isThere) await page.goto(address)
  // One call for all that happens in the page: hundreds of states are opened, and calls cost as much as showing them.
  const problem = await page.evaluate(show, { id, to: isThere ? address : null })
  if (problem !== null) throw new Error(`${id} in ${language}: ${problem}`)
  await untilStill(page)
}

/** Goes to a state within the page, or awaits the one that it shows; answers what kept its steps from being done. */
async function show({
  id,
  to,
}: {
  readonly id: string
  readonly to: string | null
}): Promise<string | null> {
  if (to !== null) {
    history.pushState(null, '', to)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }
  for (;;) {
    const shown = document.querySelector(`[data-scene-shown="${id}"][data-state="ready"]`)
    if (shown !== null) return shown.getAttribute('data-problem')
    await new Promise<void>(resolve => {
      new MutationObserver((_, watcher) => {
        watcher.disconnect()
        resolve()
      }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-state'] })
    })
  }
}

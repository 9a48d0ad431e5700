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
  if (new URL(page.url()).pathname === '/admin/states') {
    await page.evaluate(to => {
      history.pushState(null, '', to)
      window.dispatchEvent(new PopStateEvent('popstate'))
    }, address)
  } else {
    await page.goto(address)
  }
  const stage = page.locator(`[data-scene-shown="${id}"][data-state="ready"]`)
  await stage.waitFor({ state: 'attached' })
  const problem = await stage.getAttribute('data-problem')
  if (problem !== null) throw new Error(`${id} in ${language}: ${problem}`)
  await untilStill(page)
}

import type { Page } from '@playwright/test'
import { seriousProblems } from './support/accessible'
import { expect, test } from './support/fixtures'
import { watchConsole } from './support/console'
import { listStates, openState } from './support/states'

/** How wide the page is, after it has followed the window's new size. */
const settledWidth = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>(resolve =>
        // Parts that follow the size render in the first frame; in the second one they stand.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(document.documentElement.scrollWidth))
        )
      )
  )

/** A phone, and a window of 1280 px at 200 %: in the browser's own pixels. */
const NARROW = [320, 640] as const

for (const language of ['pt', 'en', 'es'] as const) {
  test(`every state in ${language}: accessible, never wider than the window, no error in the console`, async ({
    page,
    workspace,
  }) => {
    test.setTimeout(400_000)
    const said = watchConsole(page)
    const problems: string[] = []
    const states = await listStates(page, workspace.url)
    expect(states.length).toBeGreaterThan(90)
    for (const state of states) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await openState(page, workspace.url, state, language)
      // Names and contrast do not depend on the language; where a text is longer, the width shows it.
      if (language === 'pt')
        problems.push(...(await seriousProblems(page)).map(problem => `${state.id}: ${problem}`))
      for (const width of NARROW) {
        await page.setViewportSize({ width, height: 900 })
        const wide = await settledWidth(page)
        if (wide > width) problems.push(`${state.id}: ${wide} px wide at ${width} px`)
      }
    }
    expect(problems).toEqual([])
    expect(said).toEqual([])
  })
}

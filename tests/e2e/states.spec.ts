import type { Page } from '@playwright/test'

import { seriousProblems } from './support/accessible'
import { expect, test } from './support/fixtures'
import { watchConsole } from './support/console'
import { type Language, type State, listStates, openState } from './support/states'

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
const PHONE = 320
const ENLARGED = 640

/** Opens every state in a language and judges it; answers what is wrong. */
async function judged(
  page: Page,
  url: string,
  language: Language,
  judge: (state: State) => Promise<readonly string[]>
): Promise<readonly string[]> {
  const said = watchConsole(page)
  const problems: string[] = []
  const states = await listStates(page, url)
  expect(states.length).toBeGreaterThan(90)
  for (const state of states) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await openState(page, url, state, language)
    problems.push(...(await judge(state)).map(problem => `${state.id}: ${problem}`))
  }
  return [...problems, ...said]
}

async function tooWide(page: Page, width: number): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 900 })
  const wide = await settledWidth(page)
  return wide > width ? [`${wide} px wide at ${width} px`] : []
}

// Names, roles and contrast do not depend on the language; how wide a text is does.
test('every state: accessible, never wider than the window, no error in the console', async ({
  page,
  workspace,
}) => {
  test.setTimeout(400_000)
  const problems = await judged(page, workspace.url, 'pt', async () => [
    ...(await seriousProblems(page)),
    ...(await tooWide(page, PHONE)),
    ...(await tooWide(page, ENLARGED)),
  ])
  expect(problems).toEqual([])
})

for (const language of ['en', 'es'] as const) {
  test(`every state in ${language}: never wider than a phone, no error in the console`, async ({
    page,
    workspace,
  }) => {
    test.setTimeout(400_000)
    const problems = await judged(page, workspace.url, language, async () => [
      ...(await tooWide(page, PHONE)),
      ...(process.env.LONG_TESTS ? await tooWide(page, ENLARGED) : []),
    ])
    expect(problems).toEqual([])
  })
}

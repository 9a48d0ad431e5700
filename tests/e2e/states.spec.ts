import type { Page } from '@playwright/test'

import { seriousProblems } from './support/accessible'
import { expect, test } from './support/fixtures'
import { watchConsole } from './support/console'
import { unclearNames } from './support/names'
import { type Language, type State, listStates, openState } from './support/states'

/** A phone, and a window of 1280 px at 200 %: in the browser's own pixels. */
const PHONE = 320
const ENLARGED = 640

/** Opens states in a language and judges each; answers what is wrong. */
async function judged(
  page: Page,
  url: string,
  language: Language,
  judge: (state: State) => Promise<readonly string[]>,
  isChosen: (index: number) => boolean = () => true
): Promise<readonly string[]> {
  const said = watchConsole(page)
  const problems: string[] = []
  const states = await listStates(page, url)
  expect(states.length).toBeGreaterThan(90)
  for (const state of states.filter((_, index) => isChosen(index))) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await openState(page, url, state, language)
    problems.push(...(await judge(state)).map(problem => `${state.id}: ${problem}`))
  }
  return [...problems, ...said]
}

async function tooWide(page: Page, width: number): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 900 })
  const { wide, cut } = await page.evaluate(settledAndCut)
  return [
    ...(wide > width ? [`${wide} px wide at ${width} px`] : []),
    ...cut.map(name => `"${name}" is cut off at ${width} px`),
  ]
}

/**
 * How wide the page is after it has followed the window's new size, and what is out of sight in it: left of it, where no
 * scrolling leads, or beyond the edge of a list.
 */
async function settledAndCut() {
  // Parts that follow the size render in the first frame; in the second one they stand.
  for (let frames = 0; frames < 2; frames += 1)
    await new Promise(resolve => requestAnimationFrame(resolve))
  const beyondList = (one: Element, right: number) => {
    const list = one.closest('[role=region][tabindex]')
    return list !== null && right > list.getBoundingClientRect().right + 1
  }
  const cut = [...document.querySelectorAll('button, label, a')].filter(one => {
    const { left, right } = one.getBoundingClientRect()
    return one.clientWidth > 1 && (left < -1 || beyondList(one, right))
  })
  return {
    wide: document.documentElement.scrollWidth,
    cut: cut.map(one => one.textContent?.trim() ?? ''),
  }
}

/** What the state shows, and what stands beside it because it covers the window: markup and text. */
const shown = (page: Page): Promise<{ readonly html: string; readonly text: string }> =>
  page.evaluate(() => {
    const scene = document.querySelector('[data-scene-shown]')
    const frame = [...document.body.children].find(child => child.contains(scene))
    const beside = [...document.body.children].filter(child => child !== frame)
    const parts = [scene, ...beside].filter(part => part?.tagName !== 'SCRIPT')
    return {
      html: parts.map(part => part?.innerHTML ?? '').join(''),
      text: parts.map(part => part?.textContent ?? '').join(' '),
    }
  })

/** Figures come from the clock and from ids; but the height of a row is what a density is. */
const withoutFigures = (html: string): string =>
  html.replace(/(<tr[^>]*height: \d+px)|\d+/g, (_, height?: string) => height ?? '')

// Names, roles and contrast do not depend on the language; how wide a text is does.
test('every state: like no other, accessible, never wider than the window, no error in the console', async ({
  page,
  workspace,
}) => {
  test.setTimeout(400_000)
  const looks = new Map<string, string>()
  const problems = await judged(page, workspace.url, 'pt', async ({ id }) => {
    const { html, text } = await shown(page)
    const look = withoutFigures(html)
    const same = looks.get(look)
    looks.set(look, id)
    return [
      ...(text.trim() === '' ? ['empty'] : []),
      ...(/undefined|NaN|\[object|carrefour-inventory\./.exec(text) ?? []),
      // Such a state would show nothing that the other does not.
      ...(same === undefined ? [] : [`looks like ${same}`]),
      ...(await seriousProblems(page)),
      ...(await unclearNames(page)),
      ...(await tooWide(page, PHONE)),
      ...(await unclearNames(page)),
      ...(await tooWide(page, ENLARGED)),
    ]
  })
  expect(problems).toEqual([])
})

const isLong = Boolean(process.env.LONG_TESTS)

for (const [turn, language] of (['en', 'es'] as const).entries()) {
  const which = isLong ? 'every state' : 'every second state (all with LONG_TESTS=1)'
  test(`${which} in ${language}: never wider than a phone, no error in the console`, async ({
    page,
    workspace,
  }) => {
    test.setTimeout(400_000)
    const problems = await judged(
      page,
      workspace.url,
      language,
      async () => [
        ...(await tooWide(page, PHONE)),
        ...(isLong ? await tooWide(page, ENLARGED) : []),
      ],
      index => isLong || index % 2 === turn
    )
    expect(problems).toEqual([])
  })
}

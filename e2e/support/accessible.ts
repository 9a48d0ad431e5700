import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

interface Violation {
  readonly id: string
  readonly impact?: string | null
  readonly nodes: readonly { readonly html: string }[]
}

/** As axe stands in a page into which it was brought. */
interface WithAxe {
  readonly axe?: {
    run(options: { resultTypes: readonly string[] }): Promise<{ violations: readonly Violation[] }>
  }
}

/** What fades in is there; what turns for ever does not count. */
export const untilStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(passing.map(animation => animation.finished))
  })

/** Every serious accessibility problem of the page once it stands still. Axe is brought into a page once. */
export async function seriousProblems(page: Page): Promise<readonly string[]> {
  await untilStill(page)
  const again = await page.evaluate(async () => {
    const { axe } = window as WithAxe
    return axe === undefined ? null : (await axe.run({ resultTypes: ['violations'] })).violations
  })
  const violations: readonly Violation[] =
    again ?? (await new AxeBuilder({ page }).analyze()).violations
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
}

/** Fails on any serious accessibility problem of the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> =>
  expect(await seriousProblems(page)).toEqual([])

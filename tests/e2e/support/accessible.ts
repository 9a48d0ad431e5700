import AxeBuilder from '@axe-core/playwright'
import { type Page, expect } from '@playwright/test'

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
  inEachDocument(page, stillWithAxe).then(() => undefined)

/** Waits until the document stands still; answers whether axe was brought into it. */
async function stillWithAxe(): Promise<boolean> {
  const passing = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  await Promise.allSettled(passing.map(animation => animation.finished))
  return (window as WithAxe).axe !== undefined
}

/** Runs in the page and in the documents of its frames. */
const inEachDocument = <Answer>(page: Page, run: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(page.frames().map(frame => frame.evaluate(run)))

/**
 * Every serious accessibility problem of the page and the documents in it, once they stand still. Axe is brought into
 * a page once.
 */
export async function seriousProblems(page: Page): Promise<readonly string[]> {
  const has = await inEachDocument(page, stillWithAxe)
  // Axe passes over a document that it was not brought into: then it is brought into all of them. Its legacy mode is the
  // one that joins what it found in each document in the page itself; the other one opens a page of its own to do so.
  const again = has.every(Boolean)
    ? await page.evaluate(
        async () =>
          (await (window as WithAxe).axe?.run({ resultTypes: ['violations'] }))?.violations
      )
    : undefined
  const violations: readonly Violation[] =
    again ??
    (
      await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .analyze()
    ).violations
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
}

/** Fails on any serious accessibility problem of the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> =>
  expect(await seriousProblems(page)).toEqual([])

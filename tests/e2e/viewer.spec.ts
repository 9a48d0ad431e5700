import type { FrameLocator, Page } from '@playwright/test'

import routes from '../../admin/routes.json'
import { CONFIGURATION, DEMO, expect, expectAccessible, INVENTORY, test } from './support/fixtures'
import { text } from './support/texts'

/*
 * Who may only look sees every button, and learns of each that cannot be used why, also without a mouse.
 */

test.use({ from: DEMO })

/** Every page of the app, as the Admin's window shows it. */
const PAGES = Object.values(routes).map(route => route.path.replace('/admin/app/', '/admin/'))

const REASONS = [text('permission.reprocess'), text('permission.configure')]

/** Reasons that have nothing to do with rights. */
const OTHERS = [text('inventory.reprocess-all.pending'), text('sendings.report.none')]

interface Shut {
  readonly name: string
  /** Null for a button that the Tab key passes by. */
  readonly reason: string | null
}

/** The buttons and options in sight that cannot be used, and the texts that describe them. */
const shutOnes = (app: FrameLocator): Promise<readonly Shut[]> =>
  app.locator('button:disabled, [aria-disabled="true"]').evaluateAll(buttons =>
    buttons
      .filter(button => button.checkVisibility())
      .map(button => ({
        name: button.getAttribute('aria-label') ?? button.textContent ?? '',
        reason: button.matches(':disabled')
          ? null
          : (button.getAttribute('aria-describedby') ?? '')
              .split(' ')
              .map(id => document.getElementById(id)?.textContent ?? '')
              .join(' ')
              .trim(),
      }))
  )

/** Not shut by a right: there is no page before the first and none after the last. */
const PAGER = [text('inventory.pager.previous'), text('inventory.pager.next')]

async function expectReasons(app: FrameLocator, where: string, least: number): Promise<void> {
  const shut = (await shutOnes(app)).filter(({ name }) => !PAGER.includes(name))
  expect(shut.length, where).toBeGreaterThanOrEqual(least)
  for (const { name, reason } of shut)
    expect([...REASONS, ...OTHERS], `${where}: ${name}`).toContain(reason)
}

/** What is to be done on a page so that its buttons are in sight, and how many are shut then at least. */
const OPENED: Readonly<Record<string, (app: FrameLocator) => Promise<number>>> = {
  [INVENTORY]: async app => {
    // Incidents and jobs have a button of the same name.
    const problems = app.getByRole('region', { name: text('problems.title') })
    await problems.getByRole('button', { name: text('problems.details') }).click()
    await app.getByRole('checkbox', { name: text('selection.page') }).check()
    // "Reprocess all", the selection's, and at least one problem's two.
    return 4
  },
}

async function opened(page: Page, app: FrameLocator, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
  await expect(app.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

test('every page says of each shut button why, in the Tab order and to screen readers', async ({
  open,
}) => {
  test.setTimeout(180_000)
  const { page, app } = await open(INVENTORY, 'viewer')
  for (const path of PAGES) {
    await opened(page, app, path)
    const least = (await OPENED[path]?.(app)) ?? 0
    await expectReasons(app, path, least)
    await expectAccessible(page)
    const menus = app.locator('[aria-haspopup="menu"]')
    for (const at of [0, 1, 2, (await menus.count()) - 1]) {
      if (!(await menus.nth(at).isVisible())) continue
      await menus.nth(at).click()
      await expect(app.getByRole('menu')).toBeVisible()
      await expectReasons(app, `${path}, menu ${at}`, least)
      await page.keyboard.press('Escape')
    }
  }
})

test('a shut button tells its reason in focus, and pressing it does nothing', async ({ open }) => {
  const { page, app } = await open(CONFIGURATION, 'viewer')
  const save = app.getByRole('button', { name: text('configuration.save') })
  await expect(save).toBeVisible()
  const tip = save.locator('xpath=following-sibling::*')
  await save.focus()
  await expect(save).toBeFocused()
  await expect(tip).toBeInViewport({ ratio: 0.9 })
  await expect(tip).toHaveText(text('permission.configure'))
  await page.keyboard.press('Enter')
  await save.click({ force: true })
  await expect(app.getByText(text('configuration.saved'))).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await tip.boundingBox())?.width).toBe(1)
})

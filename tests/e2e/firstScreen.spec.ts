import type { Page } from '@playwright/test'

import { DEMO, expect, INVENTORY, test } from './support/fixtures'
import { firstScreenOf, pictured, SCREEN } from './screens/readme'
import { openState } from './support/states'
import { text } from './support/texts'

/*
 * The list is the page: how much of it the first screen shows. The Admin's own header and menu stand around the
 * page that is measured here.
 */

const HEADER = 52

/** Beside the page, in a window that is wide enough for it. */
const MENU = 232

interface Shift extends PerformanceEntry {
  readonly value: number
  readonly hadRecentInput: boolean
}

/** Brings a state up in a window of that size, within the Admin's header. */
async function stateAt(page: Page, url: string, id: string, width: number, height: number) {
  await page.setViewportSize({
    width: width < 1000 ? width : width - MENU,
    height: height - HEADER,
  })
  await page.goto(`${url}/admin/states?state=${id}`)
  await openState(page, url, { id }, 'pt')
  await expect(page.getByRole('rowheader').first()).toBeVisible()
}

/** Top of each row of the list in the window, in CSS pixels, the Admin's header included. */
const rowTops = (page: Page): Promise<readonly number[]> =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .evaluateAll(
      (rows, header) => rows.map(row => row.getBoundingClientRect().top + header),
      HEADER
    )

test('five problems and an incident leave the first row at most 400 pixels down', async ({
  page,
  workspace,
}) => {
  await stateAt(page, workspace.url, 'inventory-troubled', 1366, 768)
  await expect(
    page.getByRole('heading', { name: text('cause.marketplace-unavailable.title') })
  ).toBeVisible()
  const [first = Infinity] = await rowTops(page)
  expect(first).toBeLessThanOrEqual(400)
})

for (const [density, search, least] of [
  ['normal', '', 12],
  ['compact', '-compact', 15],
] as const) {
  test(`${density} rows: at least ${least} whole ones on the first screen, each one line`, async ({
    page,
    workspace,
  }) => {
    await stateAt(page, workspace.url, `inventory-long${search}`, 1366, 768)
    const tops = await rowTops(page)
    const [first = 0, second = 0] = tops
    const height = second - first
    expect(height).toBeLessThanOrEqual(39)
    expect(tops.filter(top => top + height <= 768).length).toBeGreaterThanOrEqual(least)
  })
}

test('nothing jumps while the page fills', async ({ page, workspace }) => {
  await page.addInitScript(() => {
    const total = { shift: 0 }
    Object.assign(window, { total })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as Shift[])
        if (!entry.hadRecentInput) total.shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await stateAt(page, workspace.url, 'inventory-troubled', 1366, 768)
  const shift = await page.evaluate(
    () => (window as unknown as { total: { shift: number } }).total.shift
  )
  expect(shift).toBeLessThan(0.05)
})

test('a phone and a window at 200 %: the first row within the first screen and a half', async ({
  page,
  workspace,
}) => {
  for (const [width, height] of [
    [320, 640],
    [683, 384],
  ] as const) {
    await stateAt(page, workspace.url, 'inventory-list', width, height)
    const [first = Infinity] = await rowTops(page)
    expect(first, `${width} x ${height}`).toBeLessThanOrEqual(height * 1.5)
  }
})

/** Pixels of the dialog's own content in sight beneath its buttons. */
const beneathButtons = (dialog: Element): number => {
  const box = dialog.parentElement ?? dialog
  const edge = Math.min(box.getBoundingClientRect().bottom, dialog.getBoundingClientRect().bottom)
  return edge - (dialog.lastElementChild?.getBoundingClientRect().bottom ?? 0)
}

test('a window at 200 %: every tab, and every button of a dialog, is in sight', async ({
  page,
  workspace,
}) => {
  await stateAt(page, workspace.url, 'inventory-long', 640, 360)
  const tabs = page.getByRole('group', { name: text('inventory.filter.status') })
  for (const tab of await tabs.getByRole('button').all())
    await expect(tab).toBeInViewport({ ratio: 1 })
  for (const id of ['reprocess-plan-waiting', 'inventory-aside']) {
    await stateAt(page, workspace.url, id, 640, 360)
    const dialog = page.getByRole('dialog')
    for (const button of await dialog.getByRole('button').all())
      await expect(button).toBeInViewport({ ratio: 1 })
    // No words come out beneath the buttons: they reach the edge of the box that scrolls, or its content ends with them.
    expect(await dialog.evaluate(beneathButtons)).toBeLessThanOrEqual(1)
  }
})

test('from the search to the table are two steps of the Tab key', async ({ page, workspace }) => {
  await stateAt(page, workspace.url, 'inventory-list', 1366, 768)
  await page.getByRole('textbox', { name: text('inventory.search.label') }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('table').locator(':focus')).toHaveCount(1)
})

test('the SKUs of a problem: their heading is in view and has the focus', async ({
  page,
  workspace,
}) => {
  await stateAt(page, workspace.url, 'inventory-list', 1366, 500)
  const problems = page.getByRole('region', { name: text('problems.title') })
  await problems.getByRole('button', { name: text('problems.details') }).click()
  await problems
    .getByRole('button', { name: /^Ver o/ })
    .last()
    .click()
  const heading = page.getByRole('heading', { name: /SKU/ }).and(page.locator(':focus'))
  await expect(heading).toBeInViewport()
})

test.describe('the README’s picture', () => {
  // Jobs of the tests before would stand above the rows.
  test.use({ from: DEMO })

  test('shows the list as it is: its tabs, its columns, and twelve rows', async ({ open }) => {
    const { page, app } = await open(INVENTORY)
    await page.setViewportSize(SCREEN)
    const { words, rows } = pictured()
    expect(rows).toBeGreaterThanOrEqual(12)
    // The workspace may have stood still for minutes since its snapshot was saved. It says so above the rows, which
    // leaves room for fewer of them than in the picture.
    await expect.poll(async () => (await firstScreenOf(app)).words).toBe(words)
  })
})

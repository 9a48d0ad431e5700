import type { Page } from '@playwright/test'

import { appIn, DEMO, expect, INVENTORY, listOf, rowOf, statusIn, test } from './support/fixtures'
import { text, TEXTS } from './support/texts'

/*
 * What only a browser has: its clipboard, and a second tab of the same person.
 */

test.use({ from: DEMO })

/** Carrefour's window, and its result. */
const ONE_FILE = { timeout: 110_000 }

/** Makes a tab say that another one lies over it, as a browser does; without a window there is none to do so. */
const COVERED = (): void => {
  const isCovered = () => window.top?.name === 'covered'
  Object.defineProperty(Document.prototype, 'visibilityState', {
    get: () => (isCovered() ? 'hidden' : 'visible'),
  })
}

const cover = (page: Page, covered: boolean): Promise<void> =>
  page.evaluate(
    name => {
      window.name = name
      window.frames[0]?.document.dispatchEvent(new Event('visibilitychange'))
    },
    covered ? 'covered' : ''
  )

/** Counts the questions that a tab asks the service. */
function questionsOf(page: Page): () => number {
  let count = 0
  page.on('request', request => {
    if (request.url().includes('/graphql/')) count += 1
  })
  return () => count
}

test('clipboard: what was sent is copied whole, and pasted codes find their SKUs', async ({
  open,
  context,
  consoles,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [first = '', second = '', third = ''] = await consoles.soldSkus(3)
  const { page, app } = await open(`${INVENTORY}?search=${first}&sku=${first}`)
  await app.getByRole('button', { name: text('sent.title') }).click()
  await app.getByRole('button', { name: new RegExp(`^${text('sent.copy')}`) }).click()
  await expect(app.getByText(text('sent.copied')).first()).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('POST /api/offers/stock/imports')
  expect(copied).toContain(first)

  // A column of a spreadsheet, a list with commas, and one with spaces.
  const search = app.getByRole('textbox', { name: text('inventory.search.label') })
  for (const codes of [
    `${first}\r\n${second}\r\n${third}`,
    `${first}, ${third}`,
    `${second} ${third}`,
  ]) {
    await page.evaluate(words => navigator.clipboard.writeText(words), codes)
    await search.fill('')
    await search.focus()
    await page.keyboard.press('ControlOrMeta+V')
    await page.keyboard.press('Enter')
    const wanted = [first, second, third].filter(sku => codes.includes(sku))
    await expect(app.getByRole('rowheader')).toHaveCount(wanted.length)
    for (const sku of wanted) await expect(rowOf(app, sku)).toBeVisible()
  }
})

test('two tabs: a deed in one shows in the other, which asks nothing while it is covered', async ({
  open,
  context,
  consoles,
}) => {
  test.setTimeout(300_000)
  await context.addInitScript(COVERED)
  const sku = await consoles.soldSku(4)
  const { page, app } = await open(listOf(sku))
  await expect(statusIn(app, sku, 'success')).toBeVisible()
  const other = await context.newPage()
  const asked = questionsOf(other)
  await other.goto(page.url())
  const second = appIn(other)
  await expect(statusIn(second, sku, 'success')).toBeVisible()

  await cover(other, true)
  const before = asked()
  await app.getByRole('button', { name: text('inventory.actions.label', { sku }) }).click()
  await app.getByRole('menuitem', { name: text('inventory.actions.reprocess') }).click()
  await expect(statusIn(app, sku, 'pending')).toBeVisible()
  await expect(statusIn(app, sku, 'success')).toBeVisible(ONE_FILE)
  expect(asked() - before, 'questions of the covered tab').toBe(0)

  const time = (of: typeof app) => rowOf(of, sku).getByRole('cell').last().textContent()
  await cover(other, false)
  await expect.poll(() => asked() - before).toBeGreaterThan(0)
  await expect(statusIn(second, sku, 'success')).toBeVisible()
  await expect.poll(() => time(second)).toBe(await time(app))

  // The language is the person's: a tab that is opened again has it.
  await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en')
  await other.reload()
  await expect(
    second.getByRole('heading', { level: 1, name: TEXTS.en('inventory.title') })
  ).toBeVisible()

  // Who leaves in one tab has left in both.
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(other.getByRole('heading', { name: 'Sign in to the Admin' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(second.getByRole('rowheader')).toHaveCount(0)
})

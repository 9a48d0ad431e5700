import { type Locator, type Page } from '@playwright/test'

import { DEMO, expect, listOf, statusIn, test, untilWindowOpens } from './support/fixtures'
import { text } from './support/texts'

// What the tests before have on its way would take up Carrefour's next windows.
test.use({ from: DEMO })

/** The most steps of the Tab key from one thing of the story to the next. */
const MOST_STEPS = 80

/** Presses Tab until something has the focus; nothing is clicked. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [here] = await wanted.evaluateAll(found =>
      found.map(element => element === element.ownerDocument.activeElement)
    )
    if (here === true) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('keyboard: from a refused key to everything reprocessed, without a mouse', async ({
  open,
  consoles,
}) => {
  test.setTimeout(400_000)
  const sku = await consoles.soldSku(3)
  const keyId = await consoles.keyId()
  const { page, app } = await open(listOf(sku))
  await untilWindowOpens(page, consoles)
  await consoles.revoke(keyId)
  // More than the minimum stock of the demo, which is sent as 0.
  await consoles.setStock(sku, 5)
  const incident = app.getByRole('heading', { name: text('cause.auth-invalid.title') })
  await expect(incident).toBeVisible({ timeout: 110_000 })
  const secret = await consoles.newKey(keyId)

  await tabTo(page, app.getByRole('button', { name: text('incident.fix-shop-key') }).first())
  await page.keyboard.press('Enter')
  const fix = app.getByRole('region', { name: text('key-fix.title') })
  await expect(fix.getByLabel(text('field.shop-key'), { exact: true })).toBeFocused()
  await page.keyboard.type(secret)
  await tabTo(page, fix.getByRole('button', { name: text('key-fix.save') }))
  await page.keyboard.press('Space')
  await expect(fix.getByText(text('key-fix.saved'))).toBeVisible({ timeout: 40_000 })

  await expect.poll(() => consoles.heldByCarrefour(sku), { timeout: 200_000 }).toBe(5)
  await page.goto(new URL(listOf(sku), page.url()).href)
  await expect(statusIn(app, sku, 'success')).toBeVisible({ timeout: 110_000 })
  await expect(incident).toBeHidden()
  await tabTo(page, app.getByRole('button', { name: text('inventory.row.open', { sku }) }))
  await page.keyboard.press('Enter')
  await expect(app.getByRole('heading', { name: text('detail.meaning') })).toBeVisible()
})

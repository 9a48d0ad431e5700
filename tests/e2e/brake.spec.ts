import { DEMO, expect, expectAccessible, INVENTORY, test } from './support/fixtures'
import { text } from './support/texts'

// What the tests before have on its way would take up Carrefour's next windows.
test.use({ from: DEMO })

/** A batch may have to wait a minute for Carrefour's next window, and its result 20 s more. */
const ONE_FILE = { timeout: 110_000 }

/** A tenth of the SKUs that the demo's shop has on sale. */
const FEW = 30

test('a store that seems sold out takes nothing off sale, and a person keeps the zeros back', async ({
  open,
  consoles,
}) => {
  test.setTimeout(360_000)
  const skus = await consoles.soldSkus(60)
  expect(skus.length).toBeGreaterThan(40)
  const held = async () => {
    const quantities = await Promise.all(skus.map(sku => consoles.heldByCarrefour(sku)))
    return quantities.filter(quantity => (quantity ?? 0) > 0).length
  }
  const { page, app } = await open(INVENTORY, 'operator')
  await consoles.seemSoldOut(true)
  await consoles.tell(skus)

  const notice = app.getByRole('heading', { name: /^\d+ SKUs em 0 retidos$/ })
  await expect(notice).toBeVisible(ONE_FILE)
  await expect(app.getByText(/consultamos a loja de novo/)).toBeVisible()
  await expectAccessible(page)
  await app
    .getByRole('button', { name: text('incident.details') })
    .first()
    .click()
  await expect(app.getByText(/Motivo provável: a loja deixou de ofertar/)).toBeVisible()

  await app.getByRole('button', { name: text('brake.keep') }).click()
  await expect(app.getByText(text('brake.next.kept'))).toBeVisible()
  await expect(app.getByRole('button', { name: text('brake.keep') })).toBeHidden()
  // The first file may have left with a few of them, at most a tenth of the shop.
  expect(await held()).toBeGreaterThanOrEqual(skus.length - FEW)

  await consoles.seemSoldOut(false)
  await consoles.tell(skus)
  await expect(notice).toBeHidden({ timeout: 200_000 })
  await expect.poll(held, ONE_FILE).toBe(skus.length)
})

import routes from '../../admin/routes.json'
import {
  askConnection,
  DEMO,
  expect,
  expectAccessible,
  INVENTORY,
  test,
  untilWindowOpens,
} from './support/fixtures'
import { text } from './support/texts'

/*
 * Two faults that the rows do not show: nothing is sent any more, and the ShopKey opens another shop.
 */

// What the tests before have on its way would take up Carrefour's next windows.
test.use({ from: DEMO })

/** A batch may have to wait a minute for Carrefour's next window, and its result 20 s more. */
const ONE_FILE = { timeout: 110_000 }

/** Every page of the app, as the Admin's window shows it. */
const PAGES = Object.values(routes).map(route => route.path.replace('/admin/app/', '/admin/'))

interface Silence {
  readonly standstill: { readonly kind: string } | null
  readonly gap: { readonly to: string; readonly compared: number | null } | null
}

const SILENCE = 'standstill { kind } gap { to compared }'

test('silence is told on every page and by mail while it lasts, and afterwards what was compared', async ({
  open,
  consoles,
}) => {
  test.setTimeout(400_000)
  const sku = await consoles.soldSku(3)
  const { page, app } = await open(INVENTORY, 'viewer')
  const silence = () => askConnection<Silence>(page, SILENCE)
  await consoles.fallSilent(true)
  await consoles.setStock(sku, 6)
  // A run that was under way may still end normally, also later: then the silence begins anew.
  const untilSilent = () =>
    expect
      .poll(
        async () => {
          await consoles.minutesLater(6)
          return (await silence()).standstill?.kind
        },
        { timeout: 100_000, intervals: [1_000] }
      )
      .toBe('ENGINE')

  const notice = app.getByRole('heading', { name: text('standstill.title') })
  for (const path of PAGES) {
    await expect(async () => {
      await untilSilent()
      await page.goto(new URL(path, page.url()).href)
      await expect(notice, path).toHaveCount(1)
    }).toPass({ timeout: 120_000 })
  }
  await expectAccessible(page)
  await expect
    .poll(async () => (await consoles.mails()).join('\n'), ONE_FILE)
    .toContain(text('mail.standstill.title'))
  expect(await consoles.heldByCarrefour(sku)).not.toBe(6)

  const endsAt = await consoles.now()
  await consoles.fallSilent(false)
  await consoles.minutesLater(1)
  await expect(notice).toBeHidden(ONE_FILE)
  // The comparison may be over before the page looks again.
  const during = app.getByRole('heading', { name: text('gap.title') })
  const after = app.getByRole('heading', { name: text('gap.title-compared') })
  await expect(during.or(after)).toBeVisible(ONE_FILE)
  const isCompared = async () => {
    const { gap } = await silence()
    return gap !== null && gap.compared !== null && Date.parse(gap.to) >= endsAt
  }
  await expect.poll(isCompared, { timeout: 200_000 }).toBe(true)
  await expect(app.getByText(/: \d+ SKUs comparados, /)).toBeVisible(ONE_FILE)
  await expect(after).toBeVisible(ONE_FILE)
  // No notification told of the change: the comparison found it.
  expect(await consoles.heldByCarrefour(sku)).toBe(6)
})

test('a ShopKey that opens another shop is an incident of its own, named, and ends when it is put right', async ({
  open,
  consoles,
}) => {
  test.setTimeout(400_000)
  const sku = await consoles.soldSku(4)
  const keyId = await consoles.keyId()
  await consoles.addShop(2002, 'Loja B')
  const { page, app } = await open(INVENTORY)
  await untilWindowOpens(page, consoles)
  await consoles.openShop(keyId, 2002)
  await consoles.setStock(sku, 7)

  // Carrefour refuses the key for the shop that the form names: another answer than an unknown key.
  const forbidden = app.getByRole('heading', { name: text('cause.auth-forbidden.title') })
  await expect(forbidden).toBeVisible(ONE_FILE)
  const files = await consoles.importCalls()

  const fix = app.getByRole('region', { name: text('key-fix.title') })
  await app
    .getByRole('button', { name: text('incident.fix-shop-key') })
    .first()
    .click()
  await fix.getByRole('button', { name: text('key-test.button') }).click()
  await expect(fix.getByText(text('other-shop.title'))).toBeVisible(ONE_FILE)
  await page.reload()
  const other = app.getByRole('heading', { name: text('cause.other-shop.title') })
  await expect(other).toBeVisible(ONE_FILE)
  await expect(app.getByText(/abre a loja Loja B \(2002\)/)).toBeVisible()
  await expectAccessible(page)
  expect(await consoles.heldByCarrefour(sku)).not.toBe(7)
  expect(await consoles.importCalls()).toBe(files)

  await consoles.openShop(keyId, 2001)
  const key = await consoles.newKey(keyId)
  await app
    .getByRole('button', { name: text('incident.fix-shop-key') })
    .first()
    .click()
  await fix.getByLabel(text('field.shop-key'), { exact: true }).fill(key)
  await fix.getByRole('button', { name: text('key-fix.save') }).click()
  await expect(other).toBeHidden(ONE_FILE)
  await expect.poll(() => consoles.heldByCarrefour(sku), ONE_FILE).toBe(7)
})

import {
  CONFIGURATION,
  DEMO,
  expect,
  expectAccessible,
  INTEGRATIONS,
  INVENTORY,
  listOf,
  rowOf,
  statusIn,
  test,
  untilWindowOpens,
} from './support/fixtures'
import { statusTab } from './support/list'
import { text, TEXTS } from './support/texts'

// What the tests before have on its way would take up Carrefour's next windows.
test.use({ from: DEMO })

/** A batch may have to wait a minute for Carrefour's next window, and its result 20 s more. */
const ONE_FILE = { timeout: 110_000 }

test('a: a catalogued SKU changes in the store, and Carrefour holds it', async ({
  open,
  consoles,
}) => {
  const sku = await consoles.soldSku()
  const { app } = await open(listOf(sku))
  await expect(statusIn(app, sku, 'success')).toBeVisible()

  await consoles.setStock(sku, 4)
  await expect.poll(() => consoles.heldByCarrefour(sku), ONE_FILE).toBe(4)
  await expect(rowOf(app, sku).getByRole('cell', { name: '4', exact: true })).toHaveCount(
    2,
    ONE_FILE
  )
  await expect(statusIn(app, sku, 'success')).toBeVisible(ONE_FILE)
})

test('b: a product that is not catalogued shows message and help, then turns to success by itself', async ({
  open,
  consoles,
}) => {
  const [product] = await consoles.uncatalogued()
  const [sku] = product?.skus.split(',') ?? []
  if (!product || !sku) throw new Error('The demo has no uncatalogued product')
  const { page, app } = await open(listOf(sku))
  await expect(rowOf(app, sku)).toContainText(text('cause.not-cataloged.title'))
  await app.getByRole('button', { name: text('inventory.row.open', { sku }) }).click()
  await expect(app.getByText(/^Produto ainda não foi catalogado no Carrefour\./)).toBeVisible()
  await expect(app.getByText(text('cause.not-cataloged.todo'))).toBeVisible()
  await expect(app.getByText(text('detail.next-check'))).toBeVisible()
  await expectAccessible(page)

  await consoles.catalogue(product.ean)
  // The radar looks again within minutes; then the stock needs one file.
  await expect(statusIn(app, sku, 'success')).toBeVisible({ timeout: 220_000 })
})

test('c: a revoked ShopKey is one incident, is fixed beside it, and exactly what it blocked is sent', async ({
  open,
  consoles,
}) => {
  test.setTimeout(360_000)
  const [first, second] = [await consoles.soldSku(1), await consoles.soldSku(2)]
  const keyId = await consoles.keyId()
  const { page, app } = await open(listOf(first))
  await untilWindowOpens(page, consoles)
  await consoles.revoke(keyId)
  await consoles.setStock(first, 3)

  const incident = app.getByRole('heading', { name: text('cause.auth-invalid.title') })
  await expect(incident).toBeVisible(ONE_FILE)
  await expect(statusIn(app, first, 'error')).toBeVisible(ONE_FILE)
  await app.getByRole('button', { name: text('inventory.row.open', { sku: first }) }).click()
  await expect(app.getByText('"status":401,"message":"Unauthorized"').first()).toBeVisible()
  await expectAccessible(page)

  // Nothing more is tried, and nothing that was not tried turns red.
  const calls = await consoles.importCalls()
  await consoles.setStock(second, 4)
  await page.goto(new URL(listOf(second), page.url()).href)
  await expect(statusIn(app, second, 'pending')).toBeVisible()
  expect(await consoles.importCalls()).toBe(calls)

  await app
    .getByRole('button', { name: text('incident.fix-shop-key') })
    .first()
    .click()
  const fix = app.getByRole('region', { name: text('key-fix.title') })
  const key = fix.getByLabel(text('field.shop-key'), { exact: true })
  await expect(key).toBeFocused()
  await key.fill('uma-chave-que-nao-existe')
  await fix.getByRole('button', { name: text('key-fix.save') }).click()
  await expect(fix.getByText(/não aceit|recus/i).first()).toBeVisible({ timeout: 40_000 })
  await expectAccessible(page)

  const secret = await consoles.newKey(keyId)
  await key.fill(`  ${secret} `)
  await expect(fix.getByRole('checkbox', { name: /reprocessar/ })).toBeChecked()
  await fix.getByRole('button', { name: text('key-fix.save') }).click()
  // The job that the new key sets off shows its progress right there.
  await expect(fix.getByText(text('key-fix.saved'))).toBeVisible({
    timeout: 40_000,
  })
  await expect(
    fix
      .getByRole('progressbar')
      .or(fix.getByText(/concluído/))
      .first()
  ).toBeVisible()
  expect(page.url()).not.toContain(secret)

  await expect.poll(() => consoles.heldByCarrefour(second), { timeout: 150_000 }).toBe(4)
  await expect.poll(() => consoles.heldByCarrefour(first), { timeout: 150_000 }).toBe(3)
  await page.goto(new URL(listOf(first), page.url()).href)
  await expect(statusIn(app, first, 'success')).toBeVisible(ONE_FILE)
  await expect(incident).toBeHidden()
  expect(await app.locator('html').innerHTML()).not.toContain(secret)
})

test('d: Actions > Reprocess on one SKU sends today’s stock again', async ({ open, consoles }) => {
  const sku = await consoles.soldSku(3)
  const { app } = await open(listOf(sku), 'operator')
  await app.getByRole('button', { name: text('inventory.actions.label', { sku }) }).click()
  await app.getByRole('menuitem', { name: text('inventory.actions.reprocess') }).click()
  await expect(statusIn(app, sku, 'pending')).toBeVisible()
  await expect(statusIn(app, sku, 'success')).toBeVisible(ONE_FILE)
  await app.getByRole('button', { name: text('inventory.row.open', { sku }) }).click()
  await expect(app.getByRole('cell', { name: /reprocess/i }).first()).toBeVisible()
})

test('e: a viewer may look but neither reprocess nor configure, and the service refuses too', async ({
  open,
  consoles,
  workspace,
}) => {
  const sku = await consoles.soldSku(4)
  const { page, app } = await open(listOf(sku), 'viewer')
  await app.getByRole('button', { name: text('inventory.actions.label', { sku }) }).click()
  await expect(app.getByRole('menuitem', { name: /Reprocessar/ })).toBeDisabled()
  const query = `mutation { reprocessCarrefourSkus(skuIds: ["${sku}"]) { __typename } }`
  const answer = await page.request.post(`${workspace.url}/_v/private/graphql/v1`, {
    data: { query },
  })
  const { data, errors } = (await answer.json()) as {
    data: unknown
    errors?: { extensions: { code: string } }[]
  }
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect(JSON.stringify(data ?? null)).not.toContain('Accepted')
  await page.goto(`${workspace.url}${CONFIGURATION}`)
  await expect(app.getByRole('button', { name: text('configuration.save') })).toBeDisabled()
  await expectAccessible(page)
})

for (const language of ['pt', 'en', 'es'] as const) {
  const labels = TEXTS[language]
  test(`f: the pages in ${language}`, async ({ open }) => {
    const { page, app } = await open(INVENTORY)
    // The pages are the same in each language, but for their texts.
    const judged = async () => {
      if (language === 'pt' || process.env.LONG_TESTS) await expectAccessible(page)
    }
    await page.locator('header').getByRole('combobox').first().selectOption(language)
    await expect(
      app.getByRole('heading', { level: 1, name: labels('inventory.title') })
    ).toBeVisible()
    for (const place of [page, app])
      await expect(place.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
    await expect(app.getByRole('table').getByText(labels('status.success')).first()).toBeVisible()
    await judged()
    await page.getByRole('link', { name: labels('navigation.integrations') }).click()
    await expect(
      app.getByRole('heading', { level: 1, name: labels('integrations.title') })
    ).toBeVisible()
    await judged()
    await page.goto(new URL(CONFIGURATION, page.url()).href)
    await expect(app.getByRole('button', { name: labels('configuration.save') })).toBeVisible()
    await judged()
    await page.locator('header').getByRole('combobox').first().selectOption('pt')
  })
}

test('the list: filter, search, detail and page live in the URL, and the back button works', async ({
  open,
}) => {
  const { page, app } = await open(INVENTORY)
  await statusTab(app, 'warning').click()
  await expect(page).toHaveURL(/status=warning/)
  await expect(app.getByText(text('status.success'))).toHaveCount(0)
  await app.getByRole('textbox', { name: text('inventory.search.label') }).fill('kit')
  await app.getByRole('button', { name: text('inventory.search.submit') }).click()
  await expect(page).toHaveURL(/search=kit/)
  await expect(app.getByRole('row').nth(1)).toContainText(/kit/i)
  await page.goBack()
  await expect(page).not.toHaveURL(/search=kit/)
  await page.goBack()
  await app.getByRole('button', { name: text('inventory.pager.next') }).click()
  await expect(page).toHaveURL(/page=2/)
  await app.getByRole('button', { name: text('inventory.expand-all') }).click()
  await expect(app.getByText(text('detail.meaning')).nth(3)).toBeVisible()
  await app.getByRole('textbox', { name: text('inventory.search.label') }).fill('nada-assim-existe')
  await app.getByRole('button', { name: text('inventory.search.submit') }).click()
  await expect(app.getByText(text('inventory.no-result.title'))).toBeVisible()
  await expectAccessible(page)
})

test('the pages on a phone: nothing is wider than the screen', async ({ open }) => {
  for (const path of [INVENTORY, INTEGRATIONS, CONFIGURATION]) {
    const { page, app } = await open(path)
    await page.setViewportSize({ width: 320, height: 800 })
    await expect(app.getByRole('heading', { level: 1 })).toBeVisible()
    for (const place of [page, app]) {
      const width = await place.locator('html').evaluate(html => html.scrollWidth)
      expect(width, path).toBeLessThanOrEqual(320)
    }
    await expectAccessible(page)
  }
})

import {
  CONFIGURATION,
  expect,
  expectAccessible,
  INTEGRATIONS,
  INVENTORY,
  test,
} from './support/fixtures'
import { chosenTab, statusTab } from './support/list'
import { text, TEXTS } from './support/texts'

/*
 * The Admin's window and the app's page are two documents, as on VTEX: the window's address follows the page, its menu
 * opens pages without asking the page's history, and focus, language and scrolling cross the border between them.
 */

const FORM = /\/integrations\/configuration$/

test('a deep link opens the page at its query, and each step back is one step of both', async ({
  open,
}) => {
  const { page, app } = await open(`${INVENTORY}?status=warning`)
  const inner = () =>
    app.locator('html').evaluate(() => window.location.pathname + window.location.search)
  await expect(chosenTab(app)).toHaveText(/^Com aviso/)
  expect(await inner()).toBe('/admin/app/carrefour-inventory/inventory?status=warning')
  await expect(page).toHaveTitle(/^Estoque · /)

  await statusTab(app, 'error').click()
  await expect(page).toHaveURL(/\/admin\/carrefour-inventory\/inventory\?status=error$/)
  await page.getByRole('link', { name: text('navigation.integrations') }).click()
  await expect(page).toHaveURL(/\/admin\/carrefour-inventory\/integrations$/)
  await expect(page).toHaveTitle(/^Integrações · /)
  await expect(
    app.getByRole('heading', { level: 1, name: text('integrations.title') })
  ).toBeVisible()
  await expect(page.getByRole('link', { name: text('navigation.integrations') })).toHaveAttribute(
    'aria-current',
    'page'
  )

  await page.goBack()
  await expect(page).toHaveURL(/inventory\?status=error$/)
  await expect(chosenTab(app)).toHaveText(/^Com erro/)
  await page.goBack()
  await expect(page).toHaveURL(/inventory\?status=warning$/)
  await expect(chosenTab(app)).toHaveText(/^Com aviso/)
  await page.goForward()
  await expect(page).toHaveURL(/inventory\?status=error$/)
  await expect(chosenTab(app)).toHaveText(/^Com erro/)
  await page.reload()
  await expect(chosenTab(app)).toHaveText(/^Com erro/)
  await expectAccessible(page)
})

test('unsaved values: the menu, a button of the page and a reload ask, and a no keeps them', async ({
  open,
}) => {
  const { page, app } = await open(CONFIGURATION)
  const asked: string[] = []
  let leave = false
  page.on('dialog', dialog => {
    asked.push(dialog.type())
    void (leave ? dialog.accept() : dialog.dismiss())
  })
  const field = app.getByLabel(text('field.minimum-stock'))
  await field.fill('37')

  await page.getByRole('link', { name: text('navigation.inventory') }).click()
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await expect(field).toHaveValue('37')
  await expect(page).toHaveURL(FORM)

  await app.getByRole('button', { name: text('integrations.title') }).click()
  await expect.poll(() => asked).toEqual(['beforeunload', 'confirm'])
  await expect(field).toHaveValue('37')
  await expect(page).toHaveURL(FORM)

  await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en')
  await expect(app.getByRole('button', { name: TEXTS.en('configuration.save') })).toBeVisible()
  await expect(app.getByLabel(TEXTS.en('field.minimum-stock'))).toHaveValue('37')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('pt')
  await expect(app.getByRole('button', { name: text('configuration.save') })).toBeVisible()

  leave = true
  await page.getByRole('link', { name: text('navigation.inventory') }).click()
  await expect(app.getByRole('heading', { level: 1, name: text('inventory.title') })).toBeVisible()
  expect(asked).toEqual(['beforeunload', 'confirm', 'beforeunload'])
})

test('the page scrolls in its own document, the header stays; no session means the sign-in page', async ({
  open,
}) => {
  const { page, app } = await open(CONFIGURATION)
  // The save button is always in sight, so it takes something further down to scroll.
  await app.getByRole('button', { name: text('alert-test.button') }).scrollIntoViewIfNeeded()
  expect(await app.locator('html').evaluate(() => window.scrollY)).toBeGreaterThan(100)
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  await expect(page.getByRole('combobox', { name: 'Idioma' })).toBeInViewport()

  await page.getByRole('button', { name: 'Sair' }).click()
  await expect(page.getByRole('heading', { name: 'Entrar no Admin' })).toBeVisible()
  await page.goto(page.url().replace('/admin/', '/admin/app/'))
  await expect(page.getByRole('heading', { name: 'Entrar no Admin' })).toBeVisible()
  await page.getByRole('button', { name: /^viewer@/ }).click()
  await expect(app.getByRole('button', { name: text('configuration.save') })).toBeDisabled()
})

test('an address that no route has says so inside the window', async ({ open }) => {
  const { page, app } = await open(`${INTEGRATIONS}/nowhere`)
  await expect(app.getByRole('heading', { name: 'Esta página não existe' })).toBeVisible()
  await expect(page.getByRole('link', { name: text('navigation.inventory') })).toBeVisible()
})

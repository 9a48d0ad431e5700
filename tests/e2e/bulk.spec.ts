import type { FrameLocator } from '@playwright/test'

import { DEMO, appIn, expect, expectAccessible, INVENTORY, signIn, test } from './support/fixtures'
import { text } from './support/texts'

// What the tests before have on its way would take up Carrefour's next windows.
test.use({ from: DEMO })

/** A file may have to wait a minute for Carrefour's next window, and its result 20 s more. */
const ONE_FILE = { timeout: 150_000 }

const panel = (app: FrameLocator) => app.getByRole('region', { name: text('jobs.title') })

test('all that match: chosen, planned, sent as one job that everybody sees, with a receipt', async ({
  open,
  browser,
  workspace,
}) => {
  test.setTimeout(360_000)
  const { page, app } = await open(`${INVENTORY}?status=success&pageSize=15`)
  await app.getByRole('checkbox', { name: text('selection.page') }).check()
  const bar = app.getByRole('region', { name: text('selection.label') })
  await expect(bar.getByRole('status')).toHaveText(text('selection.count', { count: 15 }))
  await bar.getByRole('button', { name: /^Selecionar todos os \d+ da lista$/ }).click()
  await expect(bar.getByRole('status')).toHaveText(/^Todos os \d+ SKUs da lista/)
  await expectAccessible(page)

  await bar.getByRole('button', { name: text('selection.reprocess') }).click()
  const plan = app.getByRole('dialog', { name: text('plan.title') })
  await expect(
    plan.getByText(/^Vamos enviar ao Carrefour o estoque atual de \d+ SKUs\.$/)
  ).toBeVisible()
  await expect(plan.getByText(/1 arquivo/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(plan).toBeHidden()
  await expect(bar.getByRole('button', { name: text('selection.reprocess') })).toBeFocused()
  await bar.getByRole('button', { name: text('selection.reprocess') }).click()
  const start = plan.getByRole('button', { name: /^Reprocessar \d+ SKUs$/ })
  const count = Number(/\d+/.exec((await start.textContent()) ?? '')?.[0])
  expect(count).toBeGreaterThan(100)
  await start.dblclick()

  await expect(
    panel(app).getByRole('heading', { name: `Reprocessando ${count} SKUs` })
  ).toHaveCount(1)
  await expectAccessible(page)
  await page.reload()
  await expect(panel(app).getByText(/Solicitado por owner@lojademo\.example/)).toHaveCount(1)

  const other = await browser.newContext()
  await signIn(other.request, workspace.url, 'viewer')
  const second = await other.newPage()
  await second.goto(`${workspace.url}${INVENTORY}`)
  await expect(
    panel(appIn(second)).getByText(/Solicitado por owner@lojademo\.example/)
  ).toHaveCount(1)
  // On the scaled clock the job may have ended by now. While it runs, a viewer's button is shut.
  await expect(
    panel(appIn(second)).getByRole('button', { name: /^Cancelar/, disabled: false })
  ).toHaveCount(0)
  await other.close()

  await expect(
    panel(app).getByRole('heading', { name: `Reprocessamento de ${count} SKUs concluído` })
  ).toBeVisible(ONE_FILE)
  await panel(app)
    .getByRole('button', { name: text('job.receipt') })
    .click()
  await expect(page).toHaveURL(/[?&]job=/)
  await expect(app.getByRole('button', { name: `Com sucesso (${count})` })).toBeVisible()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await app.getByRole('button', { name: text('receipt.download.csv') }).click()
  expect((await download).suggestedFilename()).toMatch(/^reprocessamento-\d{4}-\d{2}-\d{2}\.csv$/)
  await app
    .getByRole('button', { name: /^Ver o SKU \d+ na lista$/ })
    .first()
    .click()
  await expect(page).toHaveURL(/search=\d+/)
})

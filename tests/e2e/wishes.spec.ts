import type { FrameLocator } from '@playwright/test'

import { DEMO, expect, INTEGRATIONS, INVENTORY, listOf, rowOf, test } from './support/fixtures'
import { text } from './support/texts'

/*
 * What users of products of this kind ask for most, one story each. Numbers are those of the list of wishes;
 * some wishes are stories elsewhere:
 *
 *  2, 5, 6, 7, 8  bulk.spec.ts: everything that the filter matches, as one job over a snapshot, file by file,
 *                 with a receipt that adds up (and `npm run bench -- scale` for how fast)
 *  3              no story of its own: it asks that reprocessing many never goes away again; bulk.spec.ts fails then
 * 10, 11, 12      stories.spec.ts c, b, d: with the new ShopKey; still waited for; a person's try is an attempt
 * 15              export.spec.ts, and `npm run bench -- rows` for how fast
 */

// What the stories before have left unsettled would stand in the rows that are looked for.
test.use({ from: DEMO })

/** A batch may have to wait a minute for Carrefour's next window, and its result 20 s more. */
const ONE_FILE = { timeout: 150_000 }

/** Carrefour's words for an offer of the demo that it refuses. */
const REFUSAL = 'O preço desta oferta está fora da faixa permitida para a categoria'

const search = async (app: FrameLocator, words: string): Promise<void> => {
  await app.getByRole('textbox', { name: text('inventory.search.label') }).fill(words)
  const page = app.owner().page()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]search=/)
}

/** How many rows the list has, beyond its page too. */
async function totalOf(app: FrameLocator): Promise<number> {
  const range = (await app.getByText(/^\d+–\d+ de [\d.]+$/).textContent()) ?? ''
  return Number(/de ([\d.]+)$/.exec(range)?.[1]?.replace('.', ''))
}

/** The card of one problem, also when one has to ask for more of them. */
async function cardOf(app: FrameLocator, words: string) {
  const problems = app.getByRole('region', { name: text('problems.title') })
  await expect(problems).toBeVisible()
  await problems.getByRole('button', { name: text('problems.details') }).click()
  return problems.getByRole('listitem').filter({ hasText: words })
}

test('wish 1: a failed SKU is found by code, by name, and by what Carrefour said', async ({
  open,
  consoles,
}) => {
  const sku = await consoles.soldSku(5)
  const { app } = await open(INVENTORY)
  await search(app, sku)
  await expect(app.getByRole('rowheader')).toHaveCount(1)
  await expect(rowOf(app, sku)).toBeVisible()
  await search(app, 'fora da faixa')
  await expect(
    app
      .getByRole('row')
      .filter({ hasText: text('status.error') })
      .first()
  ).toBeVisible()
  await expect(app.getByRole('row').filter({ hasText: 'com sucesso' })).toHaveCount(0)
  await search(app, 'cafeteira')
  await expect(
    app
      .getByRole('row')
      .filter({ hasText: /cafeteira/i })
      .first()
  ).toBeVisible()
})

test('wish 4: equal failures are one problem, with its number, and lead to exactly these', async ({
  open,
}) => {
  const { page, app } = await open(INVENTORY)
  const card = await cardOf(app, REFUSAL)
  await expect(card).toHaveCount(1)
  await expect(card).toContainText(/desde \d{2}\/\d{2}\/\d{4}/)
  const count = Number(/(\d+) SKUs? ·/.exec((await card.textContent()) ?? '')?.[1])
  await card.getByRole('button', { name: /^Ver o/ }).click()
  await expect(page).toHaveURL(/reason=/)
  await expect.poll(() => totalOf(app)).toBe(count)
})

test('wish 9: the cause is put right, then it is sent again, and what it was stays to be read', async ({
  open,
  consoles,
}) => {
  test.setTimeout(300_000)
  const { page, app } = await open(INVENTORY)
  const card = await cardOf(app, REFUSAL)
  const count = Number(/(\d+) SKUs? ·/.exec((await card.textContent()) ?? '')?.[1])
  await card.getByRole('button', { name: /^Ver o/ }).click()
  await expect(page).toHaveURL(/reason=/)
  // The rows of before are on screen until those of the filter are there.
  await expect(app.getByRole('rowheader')).toHaveCount(count)
  const sku = /^\d+/.exec((await app.getByRole('rowheader').first().textContent()) ?? '')?.[0] ?? ''
  await page.goto(new URL(listOf(sku), page.url()).href)
  await consoles.freeOffer(sku)
  await app.getByRole('button', { name: text('inventory.actions.label', { sku }) }).click()
  await app.getByRole('menuitem', { name: text('inventory.actions.reprocess') }).click()
  await expect(rowOf(app, sku)).toContainText(text('status.success'), ONE_FILE)
  await app.getByRole('button', { name: text('inventory.row.open', { sku }) }).click()
  const attempts = app.getByRole('table', { name: text('attempts.title') })
  await expect(attempts.getByText(REFUSAL).first()).toBeVisible()
  await expect(attempts.getByText(text('status.success')).first()).toBeVisible()
})

test('wish 13: how many are red is seen at a glance, and leads to them', async ({ open }) => {
  const { page, app } = await open(INTEGRATIONS)
  const red = app.getByRole('button', { name: /Processado com erro: ver na lista$/ })
  // While something is on its way the numbers of two moments may differ; at rest they may not.
  await expect(async () => {
    await page.goto(new URL(INTEGRATIONS, page.url()).href)
    const count = Number(/^\d+/.exec((await red.getAttribute('aria-label')) ?? '')?.[0])
    await red.click()
    await expect(page).toHaveURL(/status=error/)
    await expect(rowOf(app, '\\d').first()).toBeVisible()
    expect(await totalOf(app)).toBe(count)
  }).toPass({ timeout: 60_000 })
})

test('wish 14: reprocessing many is in plain sight, and shut with the reason where it cannot work', async ({
  open,
}) => {
  const { app } = await open(INVENTORY)
  await app.getByRole('button', { name: text('inventory.reprocess-all') }).click()
  const plan = app.getByRole('dialog', { name: text('plan.title') })
  await expect(plan.getByText(/^Vamos enviar ao Carrefour/)).toBeVisible()
  await plan.getByRole('button', { name: text('plan.cancel') }).click()
  await expect(plan).toBeHidden()

  await open(INVENTORY, 'viewer')
  await expect(app.getByRole('rowheader').first()).toBeVisible()
  await app.getByRole('checkbox', { name: text('selection.page') }).check()
  const bar = app.getByRole('region', { name: text('selection.label') })
  await expect(bar.getByRole('button', { name: text('selection.reprocess') })).toBeDisabled()
  await expect(bar).toContainText('não reprocessar')
})

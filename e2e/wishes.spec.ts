import type { Page } from '@playwright/test'
import { expect, INTEGRATIONS, INVENTORY, listOf, rowOf, test } from './support/fixtures'

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

/** A batch may have to wait a minute for Carrefour's next window, and its result 20 s more. */
const ONE_FILE = { timeout: 150_000 }

/** Carrefour's words for an offer of the demo that it refuses. */
const REFUSAL = 'O preço desta oferta está fora da faixa permitida para a categoria'

const search = async (page: Page, words: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Buscar' }).fill(words)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]search=/)
}

/** How many rows the list has, beyond its page too. */
async function totalOf(page: Page): Promise<number> {
  const range = (await page.getByText(/^\d+–\d+ de [\d.]+$/).textContent()) ?? ''
  return Number(/de ([\d.]+)$/.exec(range)?.[1]?.replace('.', ''))
}

/** The card of one problem, also when one has to ask for more of them. */
async function cardOf(page: Page, words: string) {
  const problems = page.getByRole('region', { name: 'Problemas em aberto' })
  await expect(problems).toBeVisible()
  const more = problems.getByRole('button', { name: /^Ver mais/ })
  if (await more.isVisible()) await more.click()
  return problems.getByRole('listitem').filter({ hasText: words })
}

test('wish 1: a failed SKU is found by code, by name, and by what Carrefour said', async ({
  open,
  consoles,
}) => {
  const sku = await consoles.soldSku(5)
  const page = await open(INVENTORY)
  await search(page, sku)
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await expect(rowOf(page, sku)).toBeVisible()
  await search(page, 'fora da faixa')
  await expect(
    page.getByRole('row').filter({ hasText: 'Processado com erro' }).first()
  ).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'com sucesso' })).toHaveCount(0)
  await search(page, 'cafeteira')
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: /cafeteira/i })
      .first()
  ).toBeVisible()
})

test('wish 4: equal failures are one problem, with its number, and lead to exactly these', async ({
  open,
}) => {
  const page = await open(INVENTORY)
  const card = await cardOf(page, REFUSAL)
  await expect(card).toHaveCount(1)
  await expect(card).toContainText(/desde \d{2}\/\d{2}\/\d{4}/)
  const count = Number(/(\d+) SKUs? ·/.exec((await card.textContent()) ?? '')?.[1])
  await card.getByRole('button', { name: /^Ver o/ }).click()
  await expect(page).toHaveURL(/reason=/)
  await expect.poll(() => totalOf(page)).toBe(count)
})

test('wish 9: the cause is put right, then it is sent again, and what it was stays to be read', async ({
  open,
  consoles,
}) => {
  test.setTimeout(300_000)
  const page = await open(INVENTORY)
  const card = await cardOf(page, REFUSAL)
  const count = Number(/(\d+) SKUs? ·/.exec((await card.textContent()) ?? '')?.[1])
  await card.getByRole('button', { name: /^Ver o/ }).click()
  await expect(page).toHaveURL(/reason=/)
  // The rows of before are on screen until those of the filter are there.
  await expect(page.getByRole('rowheader')).toHaveCount(count)
  const sku =
    /^\d+/.exec((await page.getByRole('rowheader').first().textContent()) ?? '')?.[0] ?? ''
  await page.goto(new URL(listOf(sku), page.url()).href)
  await consoles.freeOffer(sku)
  await page.getByRole('button', { name: `Ações do SKU ${sku}` }).click()
  await page.getByRole('menuitem', { name: 'Reprocessar' }).click()
  await expect(rowOf(page, sku)).toContainText('Processado com sucesso', ONE_FILE)
  await page.getByRole('button', { name: `Mostrar os detalhes do SKU ${sku}` }).click()
  const attempts = page.getByRole('table', { name: 'Últimas tentativas' })
  await expect(attempts.getByText(REFUSAL).first()).toBeVisible()
  await expect(attempts.getByText('Processado com sucesso').first()).toBeVisible()
})

test('wish 13: how many are red is seen at a glance, and leads to them', async ({ open }) => {
  const page = await open(INTEGRATIONS)
  const red = page.getByRole('button', { name: /Processado com erro: ver na lista$/ })
  const count = Number(/^\d+/.exec((await red.getAttribute('aria-label')) ?? '')?.[0])
  await red.click()
  await expect(page).toHaveURL(/status=error/)
  await expect(rowOf(page, '\\d').first()).toBeVisible()
  expect(await totalOf(page)).toBe(count)
})

test('wish 14: reprocessing many is in plain sight, and shut with the reason where it cannot work', async ({
  open,
}) => {
  const page = await open(INVENTORY)
  await page.getByRole('button', { name: 'Reprocessar todos' }).click()
  const plan = page.getByRole('dialog', { name: 'Reprocessar' })
  await expect(plan.getByText(/^Enviaremos ao Carrefour/)).toBeVisible()
  await plan.getByRole('button', { name: 'Voltar' }).click()
  await expect(plan).toBeHidden()

  await open(INVENTORY, 'viewer')
  await expect(page.getByRole('rowheader').first()).toBeVisible()
  await page.getByRole('checkbox', { name: 'Selecionar todos desta página' }).check()
  const bar = page.getByRole('region', { name: 'Seleção' })
  await expect(bar.getByRole('button', { name: 'Reprocessar' })).toBeDisabled()
  await expect(bar).toContainText('não reprocessar')
})

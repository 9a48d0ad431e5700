import type { Download, FrameLocator } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { readSheet } from 'read-excel-file/node'

import { askConnection, DEMO, expect, expectAccessible, INVENTORY, test } from './support/fixtures'
import { text } from './support/texts'

// The file must hold what the page counts: nothing else may be on its way.
test.use({ from: DEMO })

/** Names that a spreadsheet would run, were they not disarmed. */
const HOSTILE = [
  '=HYPERLINK("http://evil.example","Oferta")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
]
const FIRST = 700_001

/** A new SKU needs one file: a minute for the window, and its result. */
const ONE_FILE = { timeout: 150_000 }

async function exported(app: FrameLocator, format: 'Excel' | 'CSV'): Promise<Download> {
  await app.getByRole('button', { name: /^Exportar / }).click()
  const coming = app.owner().page().waitForEvent('download')
  await app.getByRole('menuitem', { name: new RegExp(format) }).click()
  return coming
}

/** How many SKUs the page says that the filter matches. */
async function countOn(app: FrameLocator): Promise<number> {
  const name = await app.getByRole('button', { name: /^Exportar / }).getAttribute('aria-label')
  return Number(/[\d.]+/.exec(name ?? '')?.[0].replace(/\./g, ''))
}

test('h: what the filter matches goes to Excel and to CSV, all of it, and hostile names stay names', async ({
  open,
  consoles,
}) => {
  await consoles.addSkus(HOSTILE.map((name, at) => ({ skuId: FIRST + at, name })))
  const { page, app } = await open(`${INVENTORY}?status=warning&sort=sku-down`, 'viewer')
  // New rows wait until one asks for them: each look is a new one.
  await expect(async () => {
    await page.reload()
    // The last of them, too: what comes after the count would be in the file and not in the count.
    const newest = app.getByRole('rowheader', {
      name: new RegExp(`^${String(FIRST).slice(0, -1)}`),
    })
    await expect(newest).toHaveCount(HOSTILE.length, { timeout: 5_000 })
    expect((await askConnection<{ pending: number }>(page, 'pending')).pending).toBe(0)
  }).toPass(ONE_FILE)
  const count = await countOn(app)
  expect(count).toBeGreaterThan(25)

  const workbook = await exported(app, 'Excel')
  expect(workbook.suggestedFilename()).toMatch(/^estoque-carrefour-\d{4}-\d{2}-\d{2}\.xlsx$/)
  const [headings = [], ...rows] = await readSheet(readFileSync(await workbook.path()))
  const cell = (row: readonly unknown[], heading: string) => row[headings.indexOf(heading)]
  expect(rows).toHaveLength(count)
  expect(new Set(rows.map(row => cell(row, text('inventory.table.sku')))).size).toBe(count)
  expect(new Set(rows.map(row => cell(row, text('inventory.table.status'))))).toEqual(
    new Set([text('status.warning')])
  )
  const hostile = rows.filter(row => Number(cell(row, text('inventory.table.sku'))) >= FIRST)
  expect(hostile.map(row => cell(row, text('column.name')))).toEqual(HOSTILE)
  const dates = headings.findIndex(heading => /^Data do processamento/.test(String(heading)))
  expect(rows.every(row => row[dates] instanceof Date)).toBe(true)
  await expect(app.getByText(`Pronto: ${count} SKUs em`).last()).toBeVisible()
  await expectAccessible(page)

  const csv = await exported(app, 'CSV')
  const lines = readFileSync(await csv.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(count + 1)
  expect(lines.at(-1)).toContain(`"${FIRST + 3}";"'@SUM(1)";`)
})

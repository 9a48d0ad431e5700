// The picture of the README: `npm run screenshot -- <address of a running workspace>`, after a ShopKey was
// revoked and the stock of SKU 10029 changed on the consoles.
import { chromium } from '@playwright/test'
import path from 'node:path'
import { findChromium } from './chromium.mjs'

const url = process.argv[2] ?? 'http://localhost:3000'
const executablePath = findChromium() ?? undefined
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(executablePath ? { executablePath } : {}),
})
const context = await browser.newContext({
  viewport: { width: 1280, height: 1400 },
  locale: 'pt-BR',
  timezoneId: 'America/Sao_Paulo',
})
await context.request.post(`${url}/_local/vtexid/login`, {
  data: { user: 'owner@lojademo.example' },
})
const page = await context.newPage()
await page.goto(`${url}/admin/carrefour-inventory/inventory?search=cafeteira`)
const app = page.frameLocator('iframe')
await app.getByRole('button', { name: 'Mostrar os detalhes do SKU 10029' }).click()
await app.locator('html').evaluate(() => window.scrollTo(0, 0))
await page.waitForTimeout(500)
await page.screenshot({ path: path.join(import.meta.dirname, '../docs/inventory.png') })
await browser.close()

// The picture of the README: `npm run screenshot -- <address of a running workspace>`, of the demo store as it is
// after its set-up.
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
  viewport: { width: 1366, height: 768 },
  locale: 'pt-BR',
  timezoneId: 'America/Sao_Paulo',
})
await context.request.post(`${url}/_local/vtexid/login`, {
  data: { user: 'owner@lojademo.example' },
})
const page = await context.newPage()
await page.goto(`${url}/admin/carrefour-inventory/inventory`)
const app = page.frameLocator('iframe')
for (const name of ['Kit não enviado', 'Ver detalhes'])
  await app.getByRole('button', { name }).first().waitFor()
await page.screenshot({ path: path.join(import.meta.dirname, '../docs/inventory.png') })
await browser.close()

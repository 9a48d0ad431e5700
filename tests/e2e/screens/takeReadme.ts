import { chromium } from '@playwright/test'

import { appIn } from '../support/admin'
import { LAUNCH } from '../support/browser'
import { SCREEN, takePicture } from './readme'

/** `npm run screenshot -- <address>`: of a running workspace with the demo store as it is after its set-up. */
async function main([url = 'http://localhost:3000']: readonly string[]): Promise<void> {
  const browser = await chromium.launch(LAUNCH)
  const context = await browser.newContext({
    viewport: SCREEN,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
  })
  const user = 'owner@lojademo.example'
  await context.request.post(`${url}/_local/vtexid/login`, { data: { user } })
  const page = await context.newPage()
  await page.goto(`${url}/admin/carrefour-inventory/inventory`)
  for (const name of ['Kit não enviado', 'Ver o que fazer'])
    await appIn(page).getByRole('button', { name }).first().waitFor()
  await takePicture(page)
  await browser.close()
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  )
  process.exit(1)
})

import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

import { expect, type Page, test } from '@playwright/test'

import { ACCOUNT, formOf, SHOP } from '../../local/live/testing/merchant'
import { watchConsole } from './support/console'

const ROOT = path.resolve(__dirname, '../..')
/** A busy machine builds the app and starts it in minutes. */
const START_MS = 180_000
const SKUS = 4
/** A page's clock can be stopped at a moment to come only. */
const CLOCK_AHEAD_MS = 60_000

interface Live {
  readonly url: string
  readonly shopKey: string
  readonly carrefourUrl: string
}

function startLive(): { readonly child: ChildProcess; readonly ready: Promise<Live> } {
  const program = path.join(__dirname, 'support/serveLive.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(SKUS)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = new Promise<Live>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It did not become ready')), START_MS)
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /^ready: (\{.*\})$/m.exec(said)?.[1]
      if (found === undefined) return
      clearTimeout(timer)
      resolve(JSON.parse(found) as Live)
    })
    child.once('exit', code => reject(new Error(`It ended with ${code}`)))
  })
  return { child, ready }
}

const SAVE = `mutation ($input: CarrefourConfigurationInput!, $shopKey: String) {
  saveCarrefourConfiguration(input: $input, shopKey: $shopKey) { __typename } }`

/** The connection as its form saves it. */
async function connect(page: Page, { url, shopKey, carrefourUrl }: Live): Promise<void> {
  const signedIn = await page.request.post(`${url}/_local/vtexid/login`, {
    data: { user: `owner@${ACCOUNT}.example` },
  })
  expect(signedIn.ok()).toBe(true)
  const answer = await page.request.post(`${url}/_v/private/graphql/v1`, {
    data: { query: SAVE, variables: { input: formOf(carrefourUrl), shopKey } },
  })
  expect(await answer.text()).toContain('CarrefourSaved')
}

test('real hosts: what would have been sent is listed, and the shop’s name, typed, opens writing under a red band on every page', async ({
  page,
}) => {
  test.setTimeout(400_000)
  const { child, ready } = startLive()
  try {
    const live = await ready
    const problems = watchConsole(page)
    await connect(page, live)
    await page.clock.install()
    await page.goto(`${live.url}/console/live`)
    const band = page.locator('#band')
    await expect(band).toHaveAttribute('data-tone', 'waiting')
    const withheld = page.locator('#not-sent')
    // What differs at Carrefour was read and would have gone there; the page finds it by itself.
    await expect(withheld.getByRole('link', { name: /./ }).first()).toBeVisible({
      timeout: 150_000,
    })
    const name = page.locator('#write input[name=name]')
    const button = page.locator('#write button')
    const status = page.locator('#status')

    await name.fill('minha loja ltda.')
    await button.click()
    await expect(status).toHaveClass(/bad/)
    await expect(band).toHaveAttribute('data-tone', 'waiting')

    await name.fill(SHOP.name)
    // The band turns red with the click: no page says "looking only" until it happens to ask again.
    await page.clock.pauseAt(Date.now() + CLOCK_AHEAD_MS)
    await button.click()
    await expect(page.locator('#write')).toContainText(SHOP.name)
    const red = async (of: typeof band): Promise<void> => {
      await expect(of).toHaveAttribute('data-tone', 'writing')
      for (const word of [ACCOUNT, SHOP.name, String(SHOP.shopId)])
        await expect(of).toContainText(word)
    }
    await red(band)
    await page.clock.resume()
    const consoles = await page.locator('nav a[href^="/console/"]').evaluateAll(links =>
      // Pages of this workspace, each a document of its own.
      links.map(link => link.getAttribute('href') ?? '')
    )
    expect(consoles.length).toBeGreaterThan(3)
    for (const address of consoles) {
      await page.goto(live.url + address)
      await red(page.locator('#band'))
    }
    for (const address of ['inventory', 'integrations', 'integrations/configuration']) {
      await page.goto(`${live.url}/admin/carrefour-inventory/${address}`)
      await red(page.locator('.shell-band'))
    }

    await page.goto(`${live.url}/console/live`)
    await page.locator('#write button').click()
    await expect(page.locator('#band')).toHaveAttribute('data-tone', 'waiting')
    await expect(page.locator('#write input[name=name]')).toBeVisible()
    expect(problems, 'errors and warnings of the pages').toEqual([])
  } finally {
    child.kill('SIGTERM')
    await new Promise(resolve => child.once('exit', resolve))
  }
})

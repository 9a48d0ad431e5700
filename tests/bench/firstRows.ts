import { type BrowserContext, type Page, chromium } from '@playwright/test'

import { Api } from '../chaos/harness/api'
import { WorkspaceProcess } from '../chaos/harness/workspaceProcess'
import { bulkWorld } from '../chaos/world'
import { appIn } from '../e2e/support/admin'
import { cookiesOf, fill } from './filledLedger'
import { type Figure, below, percentile } from './numbers'

/** Visits of each kind. */
const VISITS = 20

const INVENTORY = '/admin/carrefour-inventory/inventory'

/** Milliseconds from navigation to the first row on screen, with so many processes in the ledger. */
export async function firstRows(
  size: number,
  place: 'here' | 'cloud' = 'here'
): Promise<readonly Figure[]> {
  const world = bulkWorld('lojamedida', size)
  const options = {
    accounts: [world.account],
    replicas: 2,
    keeps: 'none',
    measures: true,
    cloud: place === 'cloud',
  } as const
  const workspace = await WorkspaceProcess.start(options, 1)
  try {
    const api = new Api(workspace.url)
    await fill(workspace, api, world)
    const cookie = await api.cookieOf(world.account)
    const first = place === 'cloud' ? 2_000 : 1_000
    return figuresOf(size, first, await inBrowser(workspace.url, cookie))
  } finally {
    await workspace.stop()
  }
}

interface Times {
  /** With an empty cache. */
  readonly first: number
  /** The address is opened again. */
  readonly opened: readonly number[]
  /** By the Admin's menu. */
  readonly chosen: readonly number[]
}

async function inBrowser(url: string, cookie: string): Promise<Times> {
  const executablePath = process.env.CHROMIUM
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    // Looking at each frame is done by a script, which the page's policy would not let run.
    const context = await browser.newContext({ locale: 'pt-BR', bypassCSP: true })
    await context.addCookies(cookiesOf(cookie, url))
    const first = await open(context, url)
    const opened: number[] = []
    for (let visit = 0; visit < VISITS; visit += 1) opened.push(await open(context, url))
    return { first, opened, chosen: await choose(context, url) }
  } finally {
    await browser.close()
  }
}

/** Looks at each frame: a locator looks again only after up to half a second, which would be measured too. */
const rowShown = (page: Page) =>
  page.waitForFunction(
    "document.querySelector('iframe')?.contentDocument?.querySelector('th[scope=row]')",
    undefined,
    { polling: 'raf' }
  )

async function open(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage()
  const start = performance.now()
  await page.goto(`${url}${INVENTORY}`, { waitUntil: 'commit' })
  await rowShown(page)
  const took = performance.now() - start
  await page.close()
  return took
}

async function choose(context: BrowserContext, url: string): Promise<readonly number[]> {
  const times: number[] = []
  const page = await context.newPage()
  await page.goto(`${url}/admin/carrefour-inventory/integrations`)
  for (let visit = 0; visit < VISITS; visit += 1) {
    await page.getByRole('link', { name: 'Integrações' }).click()
    await appIn(page).getByRole('heading', { name: 'Carrefour', level: 2 }).waitFor()
    const start = performance.now()
    await page.getByRole('link', { name: 'Estoque' }).click()
    await rowShown(page)
    times.push(performance.now() - start)
  }
  return times
}

const figuresOf = (
  size: number,
  most: number,
  { first, opened, chosen }: Times
): readonly Figure[] => [
  below(`first rows of ${size}: first visit`, first, most, 'ms'),
  below(`first rows of ${size}: opened, p95 of ${VISITS}`, percentile(opened, 0.95), 1_000, 'ms'),
  below(`first rows of ${size}: by menu, p95 of ${VISITS}`, percentile(chosen, 0.95), 1_000, 'ms'),
]

import { type Page, chromium } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'

import { Api } from '../chaos/harness/api'
import { WorkspaceProcess } from '../chaos/harness/workspaceProcess'
import { bulkWorld } from '../chaos/world'
import { appIn } from '../e2e/support/admin'
import { cookiesOf, fill } from './filledLedger'
import { type Figure, below } from './numbers'
import { watchTasks } from './longestTask'

/** Real milliseconds for a file to be there. */
const WRITTEN = 900_000

/** From here on a browser calls a task long, and people notice it. */
const LONG_TASK = 50

/** Exports so many processes as a workbook, in a real browser, as a person does. */
export async function exportList(size: number): Promise<readonly Figure[]> {
  const world = bulkWorld('lojamedida', size)
  const options = { accounts: [world.account], replicas: 2, keeps: 'none', measures: true } as const
  const workspace = await WorkspaceProcess.start(options, 1)
  try {
    const api = new Api(workspace.url)
    await fill(workspace, api, world)
    const written = await inBrowser(workspace.url, await api.cookieOf(world.account))
    const { highestMemory } = await workspace.figures()
    return figuresOf(size, written, highestMemory)
  } finally {
    await workspace.stop()
  }
}

interface Written {
  readonly seconds: number
  /** Longest task of the page's main thread, in milliseconds of processor time. */
  readonly longest: number
  /** Highest JavaScript heap of the page, in MB. */
  readonly heap: number
  readonly bytes: number
  /** SKU codes of the file, in its order. */
  readonly codes: readonly string[]
}

async function inBrowser(url: string, cookie: string): Promise<Written> {
  const executablePath = process.env.CHROMIUM
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
  })
  try {
    const page = await browser.newPage({ locale: 'pt-BR', acceptDownloads: true })
    await page.context().addCookies(cookiesOf(cookie, url))
    await page.goto(`${url}/admin/carrefour-inventory/inventory`)
    await appIn(page)
      .getByRole('button', { name: /^Exportar / })
      .click()
    const heap = await watchHeap(page)
    const longest = await watchTasks(page)
    const start = performance.now()
    const coming = page.waitForEvent('download', { timeout: WRITTEN })
    await appIn(page).getByRole('menuitem', { name: /Excel/ }).click()
    const download = await coming
    const seconds = (performance.now() - start) / 1_000
    const file = readFileSync(await download.path())
    const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const cells = sheet.matchAll(/<c r="A\d+" s="2" t="inlineStr"><is><t[^>]*>(\d+)</g)
    const codes = [...cells].map(([, code = '']) => code)
    return { seconds, bytes: file.length, codes, heap: await heap(), longest: await longest() }
  } finally {
    await browser.close()
  }
}

/** Begins to look at the page's memory; answers a function that tells the highest so far, in MB. */
async function watchHeap(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const chrome = performance as unknown as { memory: { usedJSHeapSize: number } }
    const seen = { highest: 0 }
    // Read anew each time: what it answers does not change any more.
    setInterval(() => (seen.highest = Math.max(seen.highest, chrome.memory.usedJSHeapSize)), 250)
    Object.assign(window, { benchHeap: seen })
  })
  return async () =>
    (await page.evaluate(
      () => (window as unknown as { benchHeap: { highest: number } }).benchHeap.highest
    )) /
    1024 /
    1024
}

function figuresOf(size: number, written: Written, highestMemory: number): readonly Figure[] {
  const { seconds, longest, heap, bytes, codes } = written
  const name = (what: string) => `${size} SKUs to Excel: ${what}`
  const plain = (what: string, value: string) => ({
    name: name(what),
    value,
    target: '',
    met: true,
  })
  const different = new Set(codes).size
  return [
    {
      name: name('rows in the file, and different SKUs among them'),
      value: `${codes.length}, ${different}`,
      target: `${size}, ${size}`,
      met: codes.length === size && different === size,
    },
    plain('from the click to the file', `${seconds.toFixed(1)} s`),
    plain('size of the file', `${(bytes / 1024 / 1024).toFixed(1)} MB`),
    plain('highest JavaScript heap of the page', `${heap.toFixed(0)} MB`),
    below(name("longest task of the page's main thread"), longest, LONG_TASK, 'ms'),
    below(name('highest memory of a replica'), highestMemory, 256, 'MB'),
  ]
}

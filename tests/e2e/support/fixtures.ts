import {
  type APIRequestContext,
  type FrameLocator,
  type Page,
  expect,
  test as base,
} from '@playwright/test'

import { appIn } from './admin'
import { watchConsole } from './console'
import { Consoles } from './consoles'
import { text } from './texts'
import { type Running, loadSnapshot, removeDataDir, SCALE, startDemo } from './workspace'

export type Role = 'owner' | 'operator' | 'viewer'

interface WorkerFixtures {
  readonly workspace: Running
}

interface Opened {
  /** The Admin's window: address, menu and header. */
  readonly page: Page
  /** The app's page in it, which is a document of its own. */
  readonly app: FrameLocator
}

interface TestFixtures {
  /**
   * The snapshot that each test begins with (`test.use({ from: DEMO })`); null to go on with what the tests before it
   * have left, which is quicker where that is no matter.
   */
  readonly from: string | null
  readonly loaded: void
  readonly consoles: Consoles
  /** Opens a page of the Admin as somebody. */
  readonly open: (path: string, role?: Role) => Promise<Opened>
}

export const emailOf = (role: Role): string => `${role}@lojademo.example`

/** Stories run against one workspace with the demo store; each gets the consoles and a signed-in page. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  workspace: [
    // Playwright wants the first argument to be a pattern, also where nothing is taken from it.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const running = await startDemo()
      await use(running)
      await running.stop()
      removeDataDir(running.dataDir)
    },
    { scope: 'worker', timeout: 900_000 },
  ],
  from: [null, { option: true }],
  loaded: [
    async ({ workspace, from }, use) => {
      if (from !== null) await loadSnapshot(workspace, from)
      await use()
    },
    { auto: true },
  ],
  consoles: async ({ workspace, request }, use) => use(new Consoles(workspace.url, request)),
  open: async ({ workspace, page }, use) => {
    const problems = watchConsole(page)
    await page.addInitScript(runClock, { epoch: workspace.epoch, scale: SCALE })
    await use(async (path, role = 'owner') => {
      await signIn(page.request, workspace.url, role)
      await page.goto(`${workspace.url}${path}`)
      return { page, app: appIn(page) }
    })
    expect(problems, 'errors and warnings of the page').toEqual([])
  },
})

/** Gives a page the workspace's time; its timers stay as they are. */
function runClock({ epoch, scale }: { readonly epoch: number; readonly scale: number }): void {
  const Real = Date
  const now = () => Math.round(epoch + (Real.now() - epoch) * scale)
  window.Date = new Proxy(Real, {
    construct: (target, args: [], newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as object,
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  })
}

export { expect }
export { expectAccessible } from './accessible'
export { appIn } from './admin'
export { DEMO } from './workspace'

export async function signIn(request: APIRequestContext, url: string, role: Role): Promise<void> {
  const answer = await request.post(`${url}/_local/vtexid/login`, { data: { user: emailOf(role) } })
  expect(answer.ok()).toBe(true)
}

export const INVENTORY = '/admin/carrefour-inventory/inventory'
export const INTEGRATIONS = '/admin/carrefour-inventory/integrations'
export const CONFIGURATION = '/admin/carrefour-inventory/integrations/configuration'

/** The app's connection, asked as the person signed in on the page. */
export async function askConnection<Fields>(page: Page, fields: string): Promise<Fields> {
  const url = new URL('/_v/private/graphql/v1', page.url()).href
  const query = `{ carrefourConnection { ${fields} } }`
  const answer = await page.request.post(url, { data: { query } })
  const { data } = (await answer.json()) as { data: { carrefourConnection: Fields } }
  return data.carrefourConnection
}

/** Waits until Carrefour would take the next file at once (one a minute) and nothing else is on its way. */
export async function untilWindowOpens(page: Page, consoles: Consoles): Promise<void> {
  const isOpen = async (): Promise<boolean> => {
    const { pending, nextSendAt } = await askConnection<{
      pending: number
      nextSendAt: string | null
    }>(page, 'pending nextSendAt')
    return pending === 0 && nextSendAt !== null && Date.parse(nextSendAt) <= (await consoles.now())
  }
  await expect.poll(isOpen, { timeout: 150_000, intervals: [500] }).toBe(true)
}

/** The row of a SKU in the list (its detail is a row of its own). */
export const rowOf = (app: FrameLocator, sku: string) =>
  app
    .getByRole('row')
    // What a row has is looked for from the row on, not through the frame again.
    .filter({
      has: app
        .owner()
        .page()
        .getByRole('rowheader', { name: new RegExp(`^${sku}`) }),
    })

/** The status of a SKU in the list: the words of its tag alone; a row that waits says beside it how it ended last. */
export const statusIn = (app: FrameLocator, sku: string, status: 'error' | 'pending' | 'success') =>
  rowOf(app, sku).getByText(text(`status.${status}`), { exact: true })

/** Opens the list searched for one SKU. */
export const listOf = (sku: string): string => `${INVENTORY}?search=${sku}`

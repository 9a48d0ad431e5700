import type { Browser, Page } from '@playwright/test'

import type { Shown } from '.'
import { fileOf, take } from './picture'

interface Stop {
  readonly name: string
  readonly title: string
  readonly path: string
  readonly signedIn?: boolean
  readonly width?: number
  readonly act?: (page: Page) => Promise<unknown>
}

const STOPS: readonly Stop[] = [
  { name: 'sign-in', title: 'Sign in', path: '/admin', signedIn: false },
  {
    name: 'inventory',
    title: 'Inventory in the Admin',
    path: '/admin/carrefour-inventory/inventory',
  },
  {
    name: 'integrations',
    title: 'Integrations in the Admin',
    path: '/admin/carrefour-inventory/integrations',
  },
  { name: 'unknown', title: 'No such page', path: '/admin/carrefour-inventory/nowhere' },
  {
    name: 'menu-320',
    title: 'The menu at 320 px',
    path: '/admin/carrefour-inventory/integrations',
    width: 320,
    act: page => page.getByRole('button', { name: 'Menu' }).click(),
  },
  { name: 'store', title: 'Console of the store', path: '/console/store' },
  { name: 'carrefour', title: 'Console of Carrefour', path: '/console/carrefour' },
  {
    name: 'carrefour-320',
    title: 'Console of Carrefour, 320 px',
    path: '/console/carrefour',
    width: 320,
  },
]

const FOLDER = 'workspace'

/** Pictures the pages of a running workspace with the demo store. */
export async function pictureWorkspace(
  browser: Browser,
  url: string,
  only: RegExp
): Promise<readonly Shown[]> {
  for (const { name, path, signedIn = true, width = 1280, act } of STOPS) {
    if (!only.test(`${FOLDER}-${name}`)) continue
    const context = await browser.newContext({
      viewport: { width, height: 1100 },
      locale: 'pt-BR',
      timezoneId: 'America/Sao_Paulo',
    })
    if (signedIn) {
      await context.request.post(`${url}/_local/vtexid/login`, {
        data: { user: 'owner@lojademo.example' },
      })
    }
    const page = await context.newPage()
    await page.goto(`${url}${path}`)
    await page.waitForLoadState('networkidle')
    await act?.(page)
    await take(page, fileOf(FOLDER, name), 'window')
    await context.close()
  }
  return STOPS.map(({ name, title }) => ({ file: fileOf(FOLDER, name), title }))
}

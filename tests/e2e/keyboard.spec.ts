import type { Page } from '@playwright/test'

import { expect, INTEGRATIONS, test } from './support/fixtures'
import { openState } from './support/states'
import { text } from './support/texts'

/** Brings a state up with the focus at the top of the page. */
const stateOf = async (page: Page, url: string, id: string): Promise<Page> => {
  await page.goto(`${url}/admin/states?state=${id}`)
  await openState(page, url, { id }, 'pt')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  return page
}

/** Names of what the Tab key reaches, in its order. */
async function tabOrder(page: Page, steps: number): Promise<readonly string[]> {
  const names: string[] = []
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab')
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement
        const label = at?.getAttribute('aria-label') ?? at?.closest('label')?.textContent
        return (label ?? at?.textContent ?? '').trim()
      })
    )
  }
  return names
}

test('keyboard: the Tab key goes through the list from top to bottom', async ({
  page,
  workspace,
}) => {
  await stateOf(page, workspace.url, 'inventory-list')
  const names = await tabOrder(page, 70)
  const expected = [
    text('inventory.picture'),
    text('inventory.expand-all'),
    text('inventory.search.label'),
    text('inventory.search.submit'),
    text('selection.page'),
    text('inventory.row.open', { sku: '1001' }),
    text('inventory.actions.label', { sku: '1001' }),
    text('inventory.row.open', { sku: '1004' }),
    text('inventory.actions.label', { sku: '1006' }),
  ]
  const at = expected.map(name => names.indexOf(name))
  expect(at, names.join(' | ')).not.toContain(-1)
  expect([...at].sort((a, b) => a - b)).toEqual(at)
})

test('keyboard: a row opens and closes, and the focus stays on it', async ({ page, workspace }) => {
  await stateOf(page, workspace.url, 'inventory-list')
  await page.getByRole('button', { name: text('inventory.row.open', { sku: '1002' }) }).focus()
  await page.keyboard.press('Enter')
  const close = page.getByRole('button', { name: text('inventory.row.close', { sku: '1002' }) })
  await expect(close).toBeFocused()
  await expect(page.getByRole('heading', { name: text('detail.todo') })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByRole('heading', { name: text('detail.todo') })).toBeHidden()
})

/** The card's menu, opened by keyboard; answers its button. */
async function openGear(page: Page, url: string) {
  await stateOf(page, url, 'integrations-on')
  const gear = page.getByRole('button', { name: text('integrations.gear') })
  await gear.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  return gear
}

test('keyboard: a menu opens, moves by arrows, and gives the focus back', async ({
  page,
  workspace,
}) => {
  const gear = await openGear(page, workspace.url)
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: text('integrations.disconnect') })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(gear).toBeFocused()
})

test('keyboard: a question takes the focus, Escape is a no, and the focus goes back', async ({
  page,
  workspace,
}) => {
  const gear = await openGear(page, workspace.url)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: text('integrations.disconnect') })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(gear).toBeFocused()
})

test('keyboard: the summary of what is wrong takes the focus and leads to the fields', async ({
  page,
  workspace,
}) => {
  await stateOf(page, workspace.url, 'configuration-problems')
  await page.getByRole('button', { name: text('configuration.save') }).focus()
  await page.keyboard.press('Enter')
  const names = await tabOrder(page, 2)
  expect(names[1]).toMatch(/^Em Estoque mínimo/)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(text('field.minimum-stock'))).toBeFocused()
})

test('keyboard: what to show closes by Escape and gives the focus back', async ({
  page,
  workspace,
}) => {
  await stateOf(page, workspace.url, 'inventory-display')
  await page.getByRole('checkbox', { name: text('column.name') }).focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('columnheader', { name: text('column.name') })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('checkbox', { name: text('column.name') })).toBeHidden()
  await expect(page.getByRole('button', { name: text('inventory.display') })).toBeFocused()
})

test('keyboard: the first Tab of the Admin offers to skip the menu', async ({ open }) => {
  const { page, app } = await open(INTEGRATIONS)
  await expect(app.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Ir para o conteúdo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(app.locator('main')).toBeFocused()
})

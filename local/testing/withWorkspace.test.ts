import { afterAll, expect, it } from '@jest/globals'

import { endWorkspaces, type TestWorkspace, withWorkspace } from './withWorkspace'

/** Builds what changed and sets up the demo: minutes on a busy machine. */
const FIRST_MS = 300_000

afterAll(() => endWorkspaces(), 60_000)

const stockOf = async ({ url }: TestWorkspace, sku: number): Promise<number> => {
  const answer = await fetch(`${url}/console/store/api/skus/${sku}`)
  return ((await answer.json()) as { stock: { total: number }[] }).stock[0]?.total ?? -1
}

const setStock = ({ url }: TestWorkspace, sku: number, total: number) =>
  fetch(`${url}/console/store/api/skus/${sku}/stock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ total }),
  })

const COUNTS = '{ carrefourConnection { success pending configuration { shopId } } }'

it(
  'given two tests side by side, expect each to have a store of its own, and the next one the state of the beginning',
  async () => {
    const urls = new Set<string>()
    const before = await withWorkspace(async workspace => {
      urls.add(workspace.url)
      return stockOf(workspace, 10_001)
    })
    await Promise.all(
      [3, 4].map(total =>
        withWorkspace(async workspace => {
          urls.add(workspace.url)
          await setStock(workspace, 10_001, total)
          workspace.parts.rules.load('x', {
            title: 'x',
            rules: [{ when: { host: 'nowhere' }, then: { status: 500 } }],
          })
          expect(await stockOf(workspace, 10_001)).toBe(total)
        })
      )
    )
    expect(urls.size).toBe(2)
    await withWorkspace(async workspace => {
      expect(urls).toContain(workspace.url)
      expect(await stockOf(workspace, 10_001)).toBe(before)
      expect(workspace.parts.rules.list()).toEqual([])
      expect(await workspace.ask(COUNTS)).toMatchObject({
        carrefourConnection: { pending: 0, configuration: { shopId: '2001' } },
      })
    })
  },
  FIRST_MS
)

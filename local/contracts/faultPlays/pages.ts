import { expect } from '@jest/globals'

import type { PlayCase } from './type'

type Asking = Parameters<PlayCase>[0]

const LIST = `query ($search: String) { carrefourProcesses(filter: { search: $search }, pageSize: 100) {
  total searchProblem items { skuId name reference message } } }`

interface List {
  readonly total: number
  readonly searchProblem: string | null
  readonly items: readonly { readonly name: string | null; readonly message: string | null }[]
}

async function search({ workspace }: Asking, text: string): Promise<List> {
  const data = await workspace.ask(LIST, { search: text })
  return (data as { carrefourProcesses: List }).carrefourProcesses
}

const PLAN = `query ($search: String) { carrefourReprocessPlan(filter: { search: $search }) {
  __typename ... on CarrefourReprocessPlan { total } } }`

const EXPORT = `query ($search: String, $cursor: String) {
  carrefourExport(filter: { search: $search }, cursor: $cursor) { total cursor items { skuId } } }`

async function exported({ workspace }: Asking, text: string): Promise<string[]> {
  const skus: string[] = []
  let cursor: string | null = null
  for (let page = 0; page < 200; page += 1) {
    const data = await workspace.ask(EXPORT, { search: text, cursor })
    const { carrefourExport } = data as {
      carrefourExport: { cursor: string | null; items: { skuId: string }[] }
    }
    skus.push(...carrefourExport.items.map(({ skuId }) => skuId))
    cursor = carrefourExport.cursor
    if (cursor === null) return skus
  }
  throw new Error('The file has no end')
}

const MANY = 1_001

/** The store's console takes no more SKUs in one call. */
const NOTIFIED_AT_ONCE = 500

/** What a person asks of the list. */
export const PAGE_PLAYS: Readonly<Record<string, PlayCase>> = {
  'c5-search': async play => {
    const all = await search(play, '')
    expect(all.total).toBeGreaterThan(200)
    const word =
      /\p{L}{4,}/u.exec(all.items.find(({ name }) => name !== null)?.name ?? '')?.[0] ?? ''
    const found = await search(play, word)
    expect(found.total).toBeGreaterThan(0)
    expect(found.total).toBeLessThan(all.total)
    expect(await search(play, `${word} ${word} ${word} xyzzy`)).toMatchObject({ total: 0 })
    for (const text of ['%', '&', '"', '!']) {
      const { total, searchProblem, items } = await search(play, text)
      const holds = items.every(row => JSON.stringify(row).includes(text))
      expect([text, searchProblem !== null ? total === 0 : holds]).toEqual([text, true])
    }
    expect((await search(play, '1-2')).total).toBeLessThan(all.total)
    const plan = await play.workspace.ask(PLAN, { search: word })
    expect(plan).toMatchObject({ carrefourReprocessPlan: { total: found.total } })
  },
  'c6-export': async play => {
    const skus = Array.from({ length: MANY }, (_, at) => ({
      skuId: 910_000 + at,
      name: `Item ${at}`,
      refId: `LOTE7-${String(at).padStart(4, '0')}`,
      active: true,
      policies: [2],
      price: 1_000,
      total: 5,
      reserved: 0,
      unlimited: false,
    }))
    const added = await play.send('POST', '/console/store/api/skus', { skus })
    expect([added.status, added.text]).toEqual([201, expect.any(String)])
    for (let at = 0; at < MANY; at += NOTIFIED_AT_ONCE) {
      const skuIds = skus.slice(at, at + NOTIFIED_AT_ONCE).map(({ skuId }) => skuId)
      const told = { skuIds, change: 'sku', via: 'webhook' }
      expect((await play.send('POST', '/console/store/api/notify', told)).status).toBeLessThan(300)
    }
    const list = await play.until(
      () => search(play, 'lote7'),
      ({ total }) => total >= MANY,
      120
    )
    expect(list.total).toBe(MANY)
    const file = await exported(play, 'lote7')
    expect(new Set(file).size).toBe(MANY)
    expect(file).toHaveLength(MANY)
  },
}

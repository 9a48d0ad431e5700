import { describe, expect, it } from '@jest/globals'
import { type ProcessFilter, EVERY_PROCESS, statusOfRow } from '../ledger/filter.logic'
import type { SkuId } from '../shared/sku.logic'
import { aProcess, skuId, someFacts } from '../testing/factories'
import { type Shop, aShop, notify } from '../testing/workday'
import { exportProcesses, readCursor, writeCursor } from './resolvers'
import { makePorts } from '../testing/fakes'

type Part = Pick<Shop, 'ports'>

const step = (shop: Part, filter: Partial<ProcessFilter>, after: SkuId | null) =>
  exportProcesses(shop.ports, { ...EVERY_PROCESS, ...filter }, after)

/** Every step to the end; `between` runs after each. */
async function walk(
  shop: Part,
  filter: Partial<ProcessFilter> = {},
  between: () => Promise<void> = async () => undefined
) {
  const rows = []
  let cursor: SkuId | null = null
  do {
    const page = await step(shop, filter, cursor)
    rows.push(...page.items)
    cursor = page.cursor
    await between()
  } while (cursor !== null)
  return rows
}

const codes = (rows: ReadonlyArray<{ skuId: SkuId }>) => rows.map(row => Number(row.skuId))
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

/** SKUs 1 to `count`: every tenth an error, all others a success; each processed before the next. */
async function aLedger(count: number) {
  const shop = aShop()
  for (const id of upTo(count)) await put(shop, id)
  return shop
}

const put = ({ ports }: Part, id: number, at = 1_000 * id) =>
  ports.ledger.put(
    aProcess({
      skuId: skuId(id),
      facts: someFacts({ name: id % 2 ? 'Cafeteira Elétrica' : 'Pão de Forma' }),
      processedAt: at,
      ...(id % 10 === 0 ? { status: 'ERROR', cause: 'OFFER_LINE_REJECTED' } : {}),
    })
  )

describe('an export', () => {
  it('exports 2,345 SKUs once each, by code, in steps of at most 1,000', async () => {
    const shop = await aLedger(2_345)
    const first = await step(shop, {}, null)
    expect(first).toMatchObject({ total: 2_345, cursor: '1000', items: { length: 1_000 } })
    expect(codes(await walk(shop))).toEqual(upTo(2_345))
  })

  it('exports only what the filter matches', async () => {
    const rows = await walk(await aLedger(1_500), { status: 'ERROR', since: 500_000 })
    expect(codes(rows)).toEqual(
      upTo(150)
        .map(ten => ten * 10)
        .filter(id => id >= 500)
    )
  })

  it('returns the same step when it is requested again', async () => {
    const shop = await aLedger(1_200)
    const after = skuId(1_000)
    expect(await step(shop, {}, after)).toEqual(await step(shop, {}, after))
  })

  it('exports every other SKU exactly once while some are sent again, appear and disappear', async () => {
    const shop = await aLedger(3_000)
    let turn = 0
    const rows = await walk(shop, { status: 'SUCCESS' }, async () => {
      turn += 1
      // Sent again just now, which moves them to the top of the list.
      for (const id of [1, 1_001, 2_001]) await put(shop, id, 9_000_000 + turn)
      for (const id of [2, 2_002]) {
        await shop.ports.ledger.put(aProcess({ skuId: skuId(id), status: 'ERROR' }))
      }
    })
    const stayed = upTo(3_000).filter(id => id % 10 !== 0 && id !== 2 && id !== 2_002)
    const got = codes(rows)
    expect(new Set(got).size).toBe(got.length)
    expect(got.filter(id => id !== 2)).toEqual(stayed)
  })

  it('exports the rows of common search words with few word searches', async () => {
    const shop = await aLedger(4_000)
    const { ledger } = shop.ports
    const search = ledger.search.bind(ledger)
    let wildcards = 0
    ledger.search = query => {
      if (query.search?.kind === 'terms') wildcards += 1
      return search(query)
    }
    const rows = await walk(shop, { search: 'pao forma' })
    expect(codes(rows)).toEqual(upTo(2_000).map(half => half * 2))
    expect(wildcards).toBeLessThanOrEqual(14)
  })

  it('exports the SKU whose code is searched for', async () => {
    expect(codes(await walk(await aLedger(40), { search: ' 3 ' }))).toEqual([3])
  })

  it('exports waiting SKUs as pending, and those never sent only with that status', async () => {
    const shop = await aLedger(20)
    await notify(shop, 7)
    await notify(shop, 500)
    const all = await walk(shop)
    expect(codes(all)).toEqual(upTo(20))
    expect(all.filter(row => statusOfRow(row) === 'PENDING').map(row => row.skuId)).toEqual(['7'])
    expect(codes(await walk(shop, { status: 'PENDING' }))).toEqual([7, 500])
    // The last outcome counts, also of a SKU that waits again (ADR 86).
    expect(codes(await walk(shop, { status: 'SUCCESS' }))).toContain(7)
    expect(codes(await walk(shop, { status: 'SUCCESS' }))).not.toContain(500)
  })

  it('exports each once when more wait than fit in a step', async () => {
    const shop = await aLedger(30)
    for (const id of upTo(1_200)) {
      await shop.ports.queue.enqueue({ skuId: skuId(id), priority: 'reprocess' }, 0)
    }
    const first = await step(shop, { status: 'PENDING' }, null)
    expect(first).toMatchObject({ total: 1_200, cursor: '1000' })
    expect(codes(await walk(shop, { status: 'PENDING' }))).toEqual(upTo(1_200))
  })

  it('is empty for two causes that exclude each other', async () => {
    const shop = await aLedger(20)
    const page = await step(shop, { causes: ['STALE'], actor: 'CARREFOUR' }, null)
    expect(page).toEqual({ items: [], total: 0, cursor: null })
  })

  it('is recorded in the history once, with its count', async () => {
    const shop = await aLedger(1_100)
    await walk(shop)
    expect(shop.ports.history.notes).toEqual([{ kind: 'EXPORTED', count: 1_100 }])
  })
})

const WALK = { person: 'owner@lojademo.example', filter: EVERY_PROCESS }

async function setup() {
  const ports = makePorts()
  await ports.secrets.ensure()
  return { ports, cursor: await writeCursor(ports, WALK, skuId(5)) }
}

describe('the cursor of an export', () => {
  it('continues the export with the cursor it returned', async () => {
    const { ports, cursor } = await setup()
    expect(await readCursor(ports, WALK, cursor)).toEqual({ after: '5', continues: true })
  })

  it.each([
    ['a bare code', '0'],
    ['another code with its signature', 'moved'],
    ['a signature of another length', '5.aaaaaaaaaaaaaaaaaaaaaaaa'],
  ])('starts a new export, recorded in the history, with %s', async (_, given) => {
    const { ports, cursor } = await setup()
    const moved = given === 'moved' ? cursor.replace(/^5/, '4') : given
    expect(await readCursor(ports, WALK, moved)).toMatchObject({ continues: false })
  })

  it('starts a new export for another person, filter or account', async () => {
    const { ports, cursor } = await setup()
    const others = [
      { ...WALK, person: 'viewer@lojademo.example' },
      { ...WALK, filter: { ...EVERY_PROCESS, status: 'ERROR' as const } },
    ]
    for (const walk of others)
      expect(await readCursor(ports, walk, cursor)).toMatchObject({ continues: false })
    const other = { ...ports, account: 'outraloja' }
    expect(await readCursor(other, WALK, cursor)).toMatchObject({ continues: false })
  })

  it.each(['x', '-1', '05', '5.', '5.short', `5.${'a'.repeat(100)}`, '9'.repeat(30), '5\n'])(
    'refuses %j',
    async cursor => expect(await readCursor((await setup()).ports, WALK, cursor)).toBeNull()
  )

  it('starts at the beginning without a cursor', async () => {
    expect(await readCursor((await setup()).ports, WALK, null)).toEqual({
      after: null,
      continues: false,
    })
  })
})

import { describe, expect, it } from '@jest/globals'
import { skuId, aConfiguration } from '../testing/factories'
import { coalesce, kitsWith, MAX_COMPONENTS, MAX_KITS, withLearned } from './stockRequest.logic'
import { parseSkuId } from '../shared/sku.logic'
import { requestsContract } from '../testing/contracts/files'
import { FakeFiles } from '../testing/vtex'
import { VBaseRequestQueue, VBaseKits } from './store'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { MAX_LINES } from '../engine/batch.logic'
import { FakeClock, FakeIds } from '../testing/fakes'
import { aShop, amongOthers, idOf, minutes, notify } from '../testing/workday'
import { BUCKETS, KITS_FILE } from '../vtex/vbase'

describe('a SKU id', () => {
  it.each([
    ['15', '15'],
    [15, '15'],
    ['0', '0'],
    [0, '0'],
    ['123456789012345678', '123456789012345678'],
  ])('reads %j as %s', (raw, id) => {
    expect(parseSkuId(raw)).toBe(id)
  })

  it.each([null, undefined, '', 'abc', '1;2', '../1', 1.5, -1, {}, [], true, '1'.repeat(19)])(
    'refuses %j',
    raw => {
      expect(parseSkuId(raw)).toBeNull()
    }
  )

  it.each([
    '00501',
    '00',
    '000910002',
    ' 5',
    '5 ',
    '5\n',
    '5.0',
    '+5',
    '-0',
    '5e0',
    '0x5',
    '\uFF15',
    '\u0665',
    '5\u200B',
    2 ** 53,
  ])('refuses the spelling %j', raw => {
    expect(parseSkuId(raw)).toBeNull()
  })
})

describe('coalescing of requests', () => {
  it('joins the priorities of a SKU into one with the reason of the first', () => {
    const wanted = coalesce(
      [
        { skuId: skuId(1), priority: 'radar' },
        { skuId: skuId(1), priority: 'modified' },
        { skuId: skuId(2), priority: 'reprocess' },
      ],
      10
    )
    expect(wanted).toEqual([
      { skuId: '1', reason: 'NOTIFICATION', refreshFacts: true },
      { skuId: '2', reason: 'REPROCESS', refreshFacts: false },
    ])
  })

  it('takes live changes before backlog when not all fit', () => {
    const wanted = coalesce(
      [
        { skuId: skuId(1), priority: 'reconcile' },
        { skuId: skuId(2), priority: 'reprocess' },
        { skuId: skuId(3), priority: 'changed' },
      ],
      2
    )
    expect(wanted.map(line => line.skuId)).toEqual(['3', '2'])
  })
})

describe('the queue in VBase', () => {
  requestsContract('VBase', async () => new VBaseRequestQueue(new FakeFiles()))

  it('ignores files that are not requests', async () => {
    const files = new FakeFiles()
    files.put('requests/0-changed/readme.txt', {})
    files.put('requests/0-changed/abc.json', {})
    files.put('requests/0-changed/7.json', { markedAt: 'soon' })
    const requests = new VBaseRequestQueue(files)
    expect(await requests.list(10)).toEqual([{ priority: 'changed', skuId: '7' }])
  })
})

/** A shop that sends the kit 9, two of the SKU 1 and one of 2, whose stock is known to Carrefour. */
async function aShopWithAKit() {
  const shop = await amongOthers(aShop())
  const { store, carrefour } = shop.ports
  store.sell(idOf(1), 4)
  store.sell(idOf(2), 9)
  store.sell(idOf(9), 2, { isKit: true, components: [idOf(1), idOf(2)] })
  carrefour.catalogue('1', '2', '9')
  for (const id of [1, 2, 9]) await notify(shop, id)
  await minutes(shop, 2)
  return shop
}

describe('a kit whose component alone is notified (C11, S4)', () => {
  it('is sent in the same file as its component', async () => {
    const shop = await aShopWithAKit()
    const { store, carrefour } = shop.ports
    const files = carrefour.imports.length
    store.stock.set(idOf(1), 2)
    store.stock.set(idOf(9), 1)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(carrefour.imports).toHaveLength(files + 1)
    expect(Object.fromEntries(carrefour.offers)).toMatchObject({ 1: 2, 9: 1 })
    expect(await shop.ports.ledger.get(idOf(9))).toMatchObject({ status: 'SUCCESS', quantity: 1 })
    expect(await shop.ports.queue.list(10)).toEqual([])
  })

  it('follows its components as they are after it was changed', async () => {
    const shop = await aShopWithAKit()
    const { store, carrefour } = shop.ports
    store.sell(idOf(9), 2, { isKit: true, components: [idOf(2)] })
    await notify(shop, 9, { HasStockKeepingUnitModified: true })
    await minutes(shop, 2)
    store.stock.set(idOf(9), 1)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(carrefour.offers.get('9')).toBe(2)
    await notify(shop, 2)
    await minutes(shop, 2)
    expect(carrefour.offers.get('9')).toBe(1)
  })

  it('is not sent while kits are not', async () => {
    const shop = await aShopWithAKit()
    const saved = aConfiguration()
    shop.ports.configurations.saved = { ...saved, choices: { ...saved.choices, sendKits: false } }
    await minutes(shop, 3)
    const files = shop.ports.carrefour.imports.length
    await notify(shop, 1)
    await minutes(shop, 2)
    const sent = shop.ports.carrefour.imports.slice(files).flatMap(({ lines }) => lines)
    expect(sent.map(({ skuId }) => skuId)).toEqual(['1'])
  })

  it('waits in the queue when the file of its component is full', async () => {
    const shop = await aShopWithAKit()
    const { queue, clock, carrefour, store } = shop.ports
    await minutes(shop, 1)
    store.stock.set(idOf(9), 1)
    await queue.enqueue({ skuId: idOf(1), priority: 'changed' }, clock.now())
    for (let id = 0; id < MAX_LINES; id += 1)
      await queue.enqueue({ skuId: idOf(100_000 + id), priority: 'changed' }, clock.now())
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await queue.requestedAt(idOf(9))).not.toBeNull()
    await minutes(shop, 6)
    expect(carrefour.offers.get('9')).toBe(1)
  })
})

describe('the kits that are remembered', () => {
  it('are a bounded number with bounded components, and none without components', () => {
    const many = Array.from({ length: MAX_KITS }, (_, at) => [idOf(at + 10), [idOf(1)]] as const)
    const full = withLearned(new Map(), new Map(many))
    const components = Array.from({ length: 2 * MAX_COMPONENTS }, (_, at) => idOf(at + 1))
    const after = withLearned(
      full,
      new Map([
        [idOf(1_000_000), components],
        [idOf(10), components],
        [idOf(11), []],
      ])
    )
    expect(after.has(idOf(1_000_000))).toBe(false)
    expect(after.get(idOf(10))).toHaveLength(MAX_COMPONENTS)
    expect(after.has(idOf(11))).toBe(false)
    expect(kitsWith(after, new Set([idOf(2)]))).toEqual([idOf(10)])
  })

  it('are read whatever is stored, and not written again as they are', async () => {
    const files = new FakeFiles()
    const kits = new VBaseKits(files, files, new FakeClock(), new FakeIds())
    expect([...(await kits.read())]).toEqual([])
    const raw = [
      null,
      { skuId: '09', components: ['1'] },
      { skuId: '9', components: ['1', '01', 3] },
      'x',
    ]
    await files.saveJSON(BUCKETS.control, KITS_FILE, { kits: raw })
    expect([...(await kits.read())]).toEqual([['9', ['1', '3']]])
    await kits.note(new Map([[idOf(8), [idOf(1)]]]))
    expect((await kits.read()).get(idOf(8))).toEqual(['1'])
    const { calls } = files
    await kits.note(new Map([[idOf(8), [idOf(1)]]]))
    expect(files.calls - calls).toBe(1)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { sumOf } from '../jobs/job.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Store } from '../ports'
import {
  type Shop,
  aShop,
  aShopWithFailures,
  idOf,
  jobOf,
  minutes,
  notify,
  start,
  brokenLimits,
} from '../testing/workday'
import { rows } from '../testing/cases'
import { Pending } from '../ledger/pending'
import { viewConnection } from '../connection/view'

/** The part of the store that a fault affects. */
type Part = 'simulate' | 'sku' | 'warehouseStock' | 'servingWarehouses'

const SKUS = 60

/** A shop whose SKUs 1 to 60 changed; 61 to 70 are on sale too and were confirmed before. */
async function aChangedShop(skus = SKUS, part: Part = 'simulate'): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= skus + 10; id += 1) shop.sell(id, id)
  for (let id = skus + 1; id <= skus + 10; id += 1) await notify(shop, id)
  await minutes(shop, 3)
  if (part !== 'simulate' && part !== 'sku')
    for (let id = 1; id <= skus + 10; id += 1) figureless(shop, id)
  for (let id = 1; id <= skus; id += 1) await notify(shop, id)
  return shop
}

/** The simulation holds no figure, so the warehouses decide. */
function figureless({ ports: { store } }: Shop, id: number): void {
  store.stock.set(idOf(id), null)
  store.warehouses.set(idOf(id), [
    { warehouseId: 'main', total: id, reserved: 0, unlimited: false },
  ])
}

/** Makes every call about one of these SKUs fail. */
function poison({ ports: { store } }: Shop, part: keyof Store, bad: (id: number) => boolean) {
  store.fault = (name, skuIds: readonly SkuId[]) =>
    name === part && (skuIds.length === 0 || skuIds.some(skuId => bad(Number(skuId))))
      ? 'HTTP 500'
      : null
}

const arrived = ({ ports: { carrefour } }: Shop, from = 1, to = SKUS): readonly number[] => {
  carrefour.settleImports()
  return Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(
    id => carrefour.offers.get(String(id)) === id
  )
}

const causeOf = async ({ ports }: Shop, id: number) => (await ports.ledger.get(idOf(id)))?.cause

const outages = async ({ ports }: Shop) =>
  (await ports.connectionState.read()).outages.map(({ cause }) => cause)

describe('SKUs that the store does not answer for', () => {
  it.each(
    rows([
      ['simulate', 1],
      ['simulate', 5],
      ['simulate', 30],
      ['sku', 1],
      ['sku', 5],
      ['sku', 30],
      ['warehouseStock', 1],
      ['warehouseStock', 5],
      ['warehouseStock', 30],
    ])
  )(
    '%s failing for %i of 60: sends the others in two minutes, gives the bad ones their own cause and never 0, recovers',
    async (part, count) => {
      const shop = await aChangedShop(SKUS, part)
      const isBad = (id: number) => id <= SKUS && id % (SKUS / count) === 0
      poison(shop, part, isBad)
      await minutes(shop, 2)
      expect(arrived(shop)).toHaveLength(SKUS - count)
      await minutes(shop, 1)
      for (let id = 1; id <= SKUS; id += 1)
        expect([id, await causeOf(shop, id)]).toEqual([id, isBad(id) ? 'STORE_SKU_FAILED' : null])
      expect(await outages(shop)).toEqual([])
      shop.ports.store.fault = null
      await minutes(shop, 20)
      expect(arrived(shop)).toHaveLength(SKUS)
      for (const { lines } of shop.ports.carrefour.imports)
        expect(lines.filter(({ quantity }) => quantity === 0)).toEqual([])
    }
  )

  it('a live change does not wait for a bad SKU that is retried', async () => {
    const shop = await aChangedShop()
    poison(shop, 'simulate', id => id === 7)
    await minutes(shop, 30)
    shop.ports.store.stock.set(idOf(8), 800)
    await notify(shop, 8)
    await minutes(shop, 2)
    expect(shop.ports.carrefour.offers.get('8')).toBe(800)
    expect(await causeOf(shop, 7)).toBe('STORE_SKU_FAILED')
  })
})

describe('a store that does not answer', () => {
  it.each(['simulate', 'sku', 'warehouseStock', 'servingWarehouses'] as const)(
    '%s failing for all: opens one outage within two minutes, fails no row, and sends all when it is over',
    async part => {
      const shop = await aChangedShop(SKUS, part)
      poison(shop, part, () => true)
      await minutes(shop, 2)
      expect(await outages(shop)).toEqual(['VTEX_UNAVAILABLE'])
      await minutes(shop, 180)
      const since = (await shop.ports.connectionState.read()).outages[0]?.since ?? 0
      expect(shop.ports.clock.now() - since).toBeGreaterThan(170 * 60_000)
      const red = shop.ports.ledger.all().filter(({ status }) => status === 'ERROR')
      expect(red).toEqual([])
      shop.ports.store.fault = null
      await minutes(shop, 8)
      expect(await outages(shop)).toEqual([])
      expect(arrived(shop)).toHaveLength(SKUS)
    }
  )

  it('the outage ends by itself when nothing waits', async () => {
    const shop = await aChangedShop(1)
    poison(shop, 'simulate', () => true)
    await minutes(shop, 2)
    expect(await outages(shop)).toEqual(['VTEX_UNAVAILABLE'])
    shop.ports.store.fault = null
    await minutes(shop, 8)
    expect(await outages(shop)).toEqual([])
  })

  it('answering for one in ten: opens an outage, sends more and more of those, and does not delay their live changes', async () => {
    const shop = await aChangedShop(200)
    poison(shop, 'simulate', id => id % 10 !== 0)
    await minutes(shop, 2)
    expect(await outages(shop)).toEqual(['VTEX_UNAVAILABLE'])
    await minutes(shop, 60)
    expect(arrived(shop, 1, 200).length).toBeGreaterThan(10)
    shop.ports.store.stock.set(idOf(10), 1_000)
    await notify(shop, 10)
    await minutes(shop, 7)
    expect(shop.ports.carrefour.offers.get('10')).toBe(1_000)
    shop.ports.store.fault = null
    shop.ports.store.stock.set(idOf(10), 10)
    await notify(shop, 10)
    await minutes(shop, 60)
    expect(arrived(shop, 1, 200)).toHaveLength(200)
    expect(await outages(shop)).toEqual([])
    for (const { lines } of shop.ports.carrefour.imports)
      expect(lines.filter(({ quantity }) => quantity === 0)).toEqual([])
  })
})

/** Makes the ledger fail for these SKUs. */
function poisonLedger(
  { ports: { ledger } }: Shop,
  names: readonly string[],
  bad: (id: number) => boolean
): void {
  ledger.fault = (name, skuIds) =>
    names.includes(name) && (skuIds.length === 0 || skuIds.some(skuId => bad(Number(skuId))))
      ? 'HTTP 400'
      : null
}

describe('documents that the ledger refuses', () => {
  it.each(
    rows([
      ['put', 1],
      ['put', 5],
      ['put', 30],
      ['get', 1],
      ['get', 5],
      ['get', 30],
    ])
  )(
    '%s failing for %i of 60: sends all, writes the other rows, shows these as waiting, sends later changes, recovers',
    async (name, count) => {
      const shop = await aChangedShop()
      const { ports } = shop
      const isBad = (id: number) => id <= SKUS && id % (SKUS / count) === 0
      poisonLedger(shop, [name], isBad)
      await minutes(shop, 3)
      expect(arrived(shop)).toHaveLength(SKUS)
      expect(await outages(shop)).toEqual([])
      const written = ports.ledger.all().map(({ skuId }) => Number(skuId))
      expect(written.filter(isBad)).toEqual([])
      expect(written.filter(id => id <= SKUS)).toHaveLength(SKUS - count)
      expect((await Pending.read(ports)).size).toBe(count)
      ports.store.stock.set(idOf(60), 600)
      await notify(shop, 60)
      await minutes(shop, 2)
      expect(ports.carrefour.offers.get('60')).toBe(600)
      expect((await Pending.read(ports)).size).toBe(count)
      ports.ledger.fault = null
      await minutes(shop, 40)
      expect(await ports.ledger.get(idOf(60))).toMatchObject({ status: 'SUCCESS', quantity: 600 })
      expect(ports.ledger.all().filter(({ status }) => status !== 'SUCCESS')).toEqual([])
      expect(ports.ledger.all()).toHaveLength(SKUS + 10)
      expect((await Pending.read(ports)).size).toBe(0)
      expect((await ports.connectionState.read()).unwritten).toBeNull()
    }
  )
})

describe('a ledger that does not answer', () => {
  it('opens one outage within two minutes, sends stock for hours without Master Data, and writes every row soon after', async () => {
    const shop = await aChangedShop()
    const { ports } = shop
    ports.ledger.fault = () => 'HTTP 503'
    await minutes(shop, 2)
    expect(await outages(shop)).toEqual(['LEDGER_UNAVAILABLE'])
    expect((await viewConnection(ports)).outages).toMatchObject([{ cause: 'LEDGER_UNAVAILABLE' }])
    expect(arrived(shop)).toHaveLength(SKUS)
    for (let hour = 1; hour <= 3; hour += 1) {
      ports.store.stock.set(idOf(7), hour * 100)
      await notify(shop, 7)
      await minutes(shop, 60)
      expect(ports.carrefour.offers.get('7')).toBe(hour * 100)
    }
    expect(await outages(shop)).toEqual(['LEDGER_UNAVAILABLE'])
    ports.ledger.fault = null
    await minutes(shop, 10)
    expect(await outages(shop)).toEqual([])
    expect(await ports.ledger.get(idOf(7))).toMatchObject({ status: 'SUCCESS', quantity: 300 })
    expect(ports.ledger.all()).toHaveLength(SKUS + 10)
    expect((await Pending.read(ports)).size).toBe(0)
  })

  it('opens and ends an outage when only writes fail', async () => {
    const shop = await aChangedShop()
    shop.ports.ledger.fault = name => (name === 'put' ? 'HTTP 403' : null)
    await minutes(shop, 30)
    expect(await outages(shop)).toEqual(['LEDGER_UNAVAILABLE'])
    shop.ports.ledger.fault = null
    await minutes(shop, 10)
    expect(await outages(shop)).toEqual([])
    expect(shop.ports.ledger.all()).toHaveLength(SKUS + 10)
  })

  it('is not tried by what is confirmed before its next try, which would put that off', async () => {
    const shop = await aChangedShop()
    const { ports } = shop
    ports.ledger.fault = () => 'HTTP 503'
    await minutes(shop, 60)
    const triesSoFar = async () => (await ports.connectionState.read()).outages[0]?.tries ?? 0
    const before = await triesSoFar()
    const changes = 20
    for (let change = 1; change <= changes; change += 1) {
      ports.store.stock.set(idOf(change), change * 100)
      await notify(shop, change)
      await minutes(shop, 3)
      expect(ports.carrefour.offers.get(String(change))).toBe(change * 100)
    }
    // One each five minutes.
    expect((await triesSoFar()) - before).toBeLessThanOrEqual(12)
  })

  it('a late outcome adds only its attempt to a row written since', async () => {
    const shop = await aChangedShop(1)
    const { ports } = shop
    poisonLedger(shop, ['put'], id => id === 1)
    await minutes(shop, 2)
    const { unwritten } = await ports.connectionState.read()
    const [late] = await ports.connectionState.readUnwritten(unwritten?.key ?? '')
    ports.ledger.fault = null
    ports.store.stock.set(idOf(1), 9)
    ports.clock.pass(1_000)
    await notify(shop, 1)
    await minutes(shop, 2)
    expect(await ports.ledger.get(idOf(1))).toMatchObject({ quantity: 9 })
    await minutes(shop, 10)
    const row = await ports.ledger.get(idOf(1))
    expect(row).toMatchObject({ quantity: 9, status: 'SUCCESS' })
    expect(row?.attempts.map(({ at }) => at)).toContain(late?.outcome.attempt.at)
  })
})

describe('a reprocess job beside bad SKUs', () => {
  it.each(['bad SKUs', 'a store that answers for some only'] as const)(
    'writes a receipt that adds up with %s',
    async what => {
      const shop = await aShopWithFailures(100)
      const { ports } = shop
      const isBad = (id: number) => (what === 'bad SKUs' ? id % 10 === 0 : id <= 90)
      if (what !== 'bad SKUs') {
        for (let id = 201; id <= 210; id += 1) shop.sell(id, id)
        await notify(shop, 201)
        await minutes(shop, 2)
      }
      poison(shop, 'simulate', id => isBad(id) || (what !== 'bad SKUs' && id > 200))
      const { id } = await start(shop)
      await minutes(shop, 15)
      const { parked } = await ports.connectionState.read()
      expect(parked.map(part => part.jobId)).toEqual(what === 'bad SKUs' ? [] : [id])
      ports.store.fault = null
      await minutes(shop, 30)
      const job = await jobOf(shop, id)
      expect([job.state, sumOf(job.counts)]).toEqual(['DONE', job.total])
      expect(await outages(shop)).toEqual([])
      expect((await ports.connectionState.read()).parked).toEqual([])
    }
  )
})

describe('any SKUs failing in any way', () => {
  it('never delays the others by more than five minutes, and ends with all of them right', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { maxLength: 20 }),
        fc.array(fc.constantFrom('simulate', 'sku', 'warehouseStock', 'get', 'put'), {
          minLength: 1,
          maxLength: 3,
        }),
        async (bad, kinds) => {
          const shop = await aChangedShop(24)
          const { ports } = shop
          const isBad = (skuIds: readonly SkuId[]) => skuIds.some(id => bad.includes(Number(id)))
          ports.store.fault = (name, skuIds) =>
            kinds.some(kind => kind === name) && isBad(skuIds) ? 'HTTP 400' : null
          ports.ledger.fault = (name, skuIds) =>
            kinds.some(kind => kind === name) && isBad(skuIds) ? 'HTTP 500' : null
          await minutes(shop, 5)
          const good = Array.from({ length: 24 }, (_, at) => at + 1).filter(id => !bad.includes(id))
          expect(good.filter(id => !arrived(shop, 1, 24).includes(id))).toEqual([])
          ports.store.fault = null
          ports.ledger.fault = null
          await minutes(shop, 30)
          expect(arrived(shop, 1, 24)).toHaveLength(24)
          expect(ports.ledger.all().filter(({ status }) => status !== 'SUCCESS')).toEqual([])
          expect(await outages(shop)).toEqual([])
        }
      ),
      { numRuns: process.env.LONG_TESTS ? 1_000 : 30 }
    ))
})

/** Where Carrefour refuses a file with a bad line: as an import, or when it is uploaded. */
type Refusal = 'poison' | 'unreadable'

async function aShopRefusedFor(
  skus: number,
  bad: (id: number) => boolean,
  refusal: Refusal = 'poison'
): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= skus; id += 1) {
    shop.sell(id, id)
    if (bad(id)) shop.ports.carrefour[refusal].add(String(id))
    await notify(shop, id)
  }
  return shop
}

const statuses = ({ ports }: Shop, status: string) =>
  ports.ledger.all().filter(row => row.status === status)

describe('a file refused because of a line', () => {
  it.each<[number, number, number, Refusal, string]>([
    [2, 1, 15, 'poison', 'FAILED'],
    [60, 1, 30, 'poison', 'FAILED'],
    [60, 5, 75, 'poison', 'FAILED'],
    [2, 1, 15, 'unreadable', 'The file cannot be read'],
    [60, 5, 75, 'unreadable', 'The file cannot be read'],
  ])(
    'with %i SKUs, %i of them bad: sends the others within %i minutes and names the bad ones (%s)',
    async (skus, count, within, refusal, message) => {
      const isBad = (id: number) => id % (skus / count) === 0
      const shop = await aShopRefusedFor(skus, isBad, refusal)
      const { ports } = shop
      await minutes(shop, within)
      expect(statuses(shop, 'SUCCESS')).toHaveLength(skus - count)
      const red = statuses(shop, 'ERROR')
      expect(red.map(({ skuId }) => Number(skuId)).filter(isBad)).toHaveLength(count)
      for (const row of red) expect(row).toMatchObject({ cause: 'OFFER_LINE_REJECTED', message })
      expect((await ports.connectionState.read()).parked).toEqual([])
      expect((await ports.connectionState.read()).split).toBeNull()
      expect(brokenLimits(shop)).toEqual([])
      const files = ports.carrefour.imports.length
      await minutes(shop, 60)
      expect(ports.carrefour.imports).toHaveLength(files)
    }
  )

  it('sends live changes within a few minutes and shows the rest as waiting', async () => {
    const shop = await aShopRefusedFor(60, id => id === 30)
    const { ports } = shop
    shop.sell(100, 1)
    await minutes(shop, 5)
    expect((await Pending.read(ports)).size + ports.ledger.all().length).toBe(60)
    ports.store.stock.set(idOf(100), 5)
    await notify(shop, 100)
    await minutes(shop, 5)
    expect(ports.carrefour.offers.get('100')).toBe(5)
  })

  it('stops splitting, and blames no SKU, when all uploads are refused', async () => {
    const shop = await aShopRefusedFor(200, () => true, 'unreadable')
    await minutes(shop, 60)
    expect(shop.ports.ledger.all().every(({ cause }) => cause === 'IMPORT_FAILED')).toBe(true)
    expect(shop.ports.ledger.all()).toHaveLength(200)
    expect(brokenLimits(shop)).toEqual([])
    expect((await shop.ports.connectionState.read()).parked).toEqual([])
  })

  it('stops splitting, and blames no SKU, when all files are refused', async () => {
    const shop = await aShopRefusedFor(200, () => true)
    await minutes(shop, 60)
    const first = shop.ports.carrefour.imports.filter(
      ({ sentAt }) => sentAt < shop.ports.clock.now() - 30 * 60_000
    )
    expect(first.length).toBeLessThan(40)
    expect(shop.ports.ledger.all().every(({ cause }) => cause === 'IMPORT_FAILED')).toBe(true)
    expect(shop.ports.ledger.all()).toHaveLength(200)
    expect((await shop.ports.connectionState.read()).parked).toEqual([])
  })

  it('writes a receipt of a job that adds up and names the SKU', async () => {
    const shop = await aShopWithFailures(30)
    shop.ports.carrefour.poison.add('7')
    const { id } = await start(shop)
    await minutes(shop, 40)
    const job = await jobOf(shop, id)
    expect([job.state, sumOf(job.counts)]).toEqual(['DONE', 30])
    expect(job.counts).toMatchObject({ succeeded: 29, failed: 1 })
  })

  it('sends one more file, without splitting, for a fault that passes', async () => {
    const shop = await aShopRefusedFor(10, () => false)
    shop.ports.carrefour.failedImports = 1
    await minutes(shop, 5)
    expect(shop.ports.carrefour.imports).toHaveLength(2)
    expect(statuses(shop, 'SUCCESS')).toHaveLength(10)
  })
})

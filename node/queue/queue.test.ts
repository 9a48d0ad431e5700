import { describe, expect, it } from '@jest/globals'
import { skuId, aConfiguration, aProcess } from '../testing/factories'
import {
  coalesce,
  kitsWith,
  MAX_COMPONENTS,
  MAX_KITS,
  withLearned,
  MAX_UNKNOWN,
  MAX_UNKNOWN_IN_FILE,
  MAX_UNSAID,
} from './stockRequest.logic'
import { parseSkuId } from '../shared/sku.logic'
import { requestsContract } from '../testing/contracts/files'
import { FakeFiles } from '../testing/vtex'
import { VBaseRequestQueue, VBaseKits } from './store'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { MAX_LINES } from '../engine/batch.logic'
import { FakeClock, FakeIds, makePorts } from '../testing/fakes'
import { type Shop, aShop, amongOthers, idOf, minutes, notify } from '../testing/workday'
import { BUCKETS, KITS_FILE } from '../vtex/vbase'
import { DAY, HOUR, MINUTE } from '../shared/time'
import { type Admission, acceptNotification, Admissions, MAX_WAITING } from './notification'
import { aStoredAccount } from '../testing/storedAccount'

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

describe('a notification', () => {
  const accepted = async (more: object) => {
    const ports = makePorts()
    const told = await acceptNotification(ports, { IdSku: '15', ...more })
    return told.ok ? (await ports.queue.list(10)).map(one => one.priority) : told.error.code
  }

  it.each(['LojaDemo', ' lojademo ', 'LOJADEMO', null])(
    'of this account as %j is not refused',
    async An => {
      expect(await accepted({ An })).toEqual(['changed'])
    }
  )

  it.each(['lojademo2', 'loja demo', '', 7, {}, ['lojademo']])(
    'of the account %j is refused',
    async An => {
      expect(await accepted({ An })).toBe('FOREIGN_ACCOUNT')
    }
  )

  it.each<[string, object]>([
    ['was modified', { HasStockKeepingUnitModified: 'True' }],
    ['left the trade policy', { hasStockKeepingUnitRemovedFromAffiliate: true }],
    ['is not active', { StockModified: true, isActive: 'False' }],
  ])('that the SKU %s has the catalog asked again', async (_, more) => {
    expect(await accepted(more)).toEqual(['modified'])
    expect(await accepted({ StockModified: true, IsActive: true })).toEqual(['changed'])
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

it('a list of VBase that leads back to where it was has an end', async () => {
  const files = new FakeFiles()
  let pages = 0
  const list: typeof files.listFiles = () => {
    if ((pages += 1) > 20) throw new Error('without an end')
    return Promise.resolve({
      data: [{ path: '0-changed/readme.txt', hash: '' }],
      next: pages % 2 ? 'a' : 'b',
      smartCacheHeaders: {},
    })
  }
  const requests = new VBaseRequestQueue(Object.assign(files, { listFiles: list }))
  expect(await requests.list(10)).toEqual([])
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

const OWNER = 'lojademo/master'

/**
 * Sends notifications of these SKUs to one replica, all at once. @returns how many were accepted, and the longest wait
 * asked for
 */
async function told({ ports }: Shop, replica: Admissions, ids: readonly number[]) {
  const answers = await Promise.all(
    ids.map(id =>
      acceptNotification(ports, { IdSku: String(id) }, request =>
        replica.admit(ports, OWNER, request)
      )
    )
  )
  const refused = answers.flatMap(answer =>
    !answer.ok && answer.error.code === 'TOO_MANY_UNKNOWN' ? [answer.error.retryAt] : []
  )
  return { taken: answers.filter(({ ok }) => ok).length, refused }
}

const range = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index)

async function known(shop: Shop, ids: readonly number[]): Promise<void> {
  for (const id of ids) await shop.ports.ledger.put(aProcess({ skuId: idOf(id) }))
}

describe('SKUs that the ledger does not know', () => {
  it('refuses the 2,001st of an hour and still takes known SKUs', async () => {
    const shop = aShop()
    const replica = new Admissions()
    await known(shop, [1, 2])
    const began = shop.ports.clock.now()
    expect(await told(shop, replica, range(10_000, 2_000))).toEqual({ taken: 2_000, refused: [] })
    const { taken, refused } = await told(shop, replica, [99_999])
    expect([taken, refused]).toEqual([0, [began + HOUR]])
    expect(await told(shop, replica, [1, 2])).toEqual({ taken: 2, refused: [] })
    const priorities = shop.ports.queue.all().map(({ priority }) => priority)
    expect(priorities.slice(0, 2)).toEqual(['changed', 'changed'])
    expect(priorities.filter(priority => priority === 'unknown')).toHaveLength(2_000)
  })

  it('takes some again once the clock by which there was no room has been set back', async () => {
    const shop = aShop()
    const replica = new Admissions()
    await told(shop, replica, range(10_000, 2_001))
    shop.ports.clock.pass(-DAY)
    // Those in the queue count for the new hour, too.
    await shop.ports.queue.remove(shop.ports.queue.all().slice(0, 500))
    await shop.ports.connectionState.update(state => ({
      ...state,
      unknownMarks: { ...state.unknownMarks, standing: 1_500 },
    }))
    expect(await told(shop, replica, [99_999])).toMatchObject({ taken: 1 })
  })

  it('keeps the cap over five replicas that receive bursts at once', async () => {
    const shop = aShop()
    await known(shop, [1])
    const replicas = range(0, 5).map(() => new Admissions())
    let taken = 0
    for (let burst = 0; burst < 4; burst += 1) {
      const results = await Promise.all(
        replicas.map((replica, index) =>
          told(shop, replica, range(100_000 * (index + 1) + 300 * burst, 300))
        )
      )
      taken += results.reduce((sum, one) => sum + one.taken, 0)
      shop.ports.clock.pass(11_000)
    }
    expect(taken).toBeGreaterThan(MAX_UNKNOWN - 5 * 50)
    expect(taken).toBeLessThanOrEqual(MAX_UNKNOWN)
    for (const replica of replicas) expect((await told(shop, replica, [1])).taken).toBe(1)
  })

  it('takes none while the queue is full an hour later, and some once it was sent', async () => {
    const shop = aShop()
    const { ports } = shop
    const replica = new Admissions()
    await told(shop, replica, range(10_000, MAX_UNKNOWN))
    ports.clock.pass(HOUR)
    expect((await told(shop, replica, [50_000])).taken).toBe(0)
    await minutes(shop, 10)
    expect(ports.queue.all()).toEqual([])
    ports.clock.pass(HOUR)
    expect((await told(shop, replica, range(60_000, 100))).taken).toBe(100)
  })

  it('sends a real change in the next file, with part of the flood that came before it', async () => {
    const shop = aShop()
    await known(shop, [1])
    const replica = new Admissions()
    await told(shop, replica, range(10_000, MAX_UNKNOWN))
    await told(shop, replica, [1])
    await minutes(shop, 1)
    const claims = shop.ports.log.lines.filter(({ event }) => event === 'batch.claimed')
    expect(claims[0]?.facts.skus).toBe(MAX_UNKNOWN_IN_FILE + 1)
    const left = shop.ports.queue.all()
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
    expect(left.filter(({ priority }) => priority === 'changed')).toEqual([])
    expect(left.length).toBeLessThanOrEqual(MAX_UNKNOWN - MAX_UNKNOWN_IN_FILE)
  })

  it('counts a new SKU once for ten notifications within a minute', async () => {
    const shop = aShop()
    const replica = new Admissions()
    for (const _ of range(0, 10)) await told(shop, replica, [10_000])
    await told(shop, replica, range(20_000, MAX_UNKNOWN - 1))
    expect((await told(shop, replica, [30_000])).taken).toBe(0)
    shop.ports.clock.pass(MINUTE)
    expect((await told(shop, replica, [10_000])).taken).toBe(0)
  })

  it('takes changes in their own priority, up to a bound, while the ledger does not answer', async () => {
    const shop = aShop()
    shop.ports.ledger.fault = () => '503'
    const replica = new Admissions()
    const first = await told(shop, replica, range(10_000, 3_000))
    expect(first.taken).toBe(3_000)
    expect(new Set(shop.ports.queue.all().map(({ priority }) => priority))).toEqual(
      new Set(['changed'])
    )
    const rest = await told(shop, replica, range(20_000, MAX_UNSAID))
    expect(rest.taken).toBe(MAX_UNSAID - 3_000)
  })

  it('holds no more than 25,000 callers while the ledger does not answer, and loses none of them', async () => {
    const shop = aShop()
    await known(shop, [1])
    const { ledger, clock } = shop.ports
    const find = ledger.find.bind(ledger)
    let wake = (): void => undefined
    const awake = new Promise<void>(resolve => (wake = resolve))
    ledger.find = skuIds => awake.then(() => find(skuIds))
    const replica = new Admissions()
    const ask = (id: number) =>
      replica.admit(shop.ports, OWNER, { skuId: idOf(id), priority: 'changed' })
    const first = ask(1)
    const held = range(0, MAX_WAITING).map(() => ask(1))
    const late: Admission[] = []
    for (let asked = 0; asked < 75_000; asked += 1) void ask(1).then(answer => late.push(answer))
    await new Promise(setImmediate)
    expect(late).toHaveLength(75_000)
    expect(new Set(late.map(({ kind }) => kind))).toEqual(new Set(['full']))
    expect(late[0]).toMatchObject({ retryAt: clock.now() + 10_000 })
    wake()
    expect(new Set((await Promise.all([first, ...held])).map(({ kind }) => kind))).toEqual(
      new Set(['admitted'])
    )
    expect(await ask(1)).toEqual({ kind: 'admitted', priority: 'changed' })
  })

  it('fails the notification when the shared state cannot be written', async () => {
    const shop = aShop()
    shop.ports.connectionState.update = () => Promise.reject(new Error('VBase: 503'))
    const replica = new Admissions()
    await expect(told(shop, replica, [10_000])).rejects.toThrow('VBase: 503')
    expect(shop.ports.queue.all()).toEqual([])
  })
})

const KNOWN = 100

/** Bodies that name no SKU, or another account. */
const BROKEN: readonly unknown[] = [
  null,
  [],
  7,
  '',
  {},
  { IdSku: '007' },
  { IdSku: '1e3' },
  { IdSku: -1 },
  { IdSku: ['1'] },
  { IdSku: '9'.repeat(60_000) },
  { IdSku: '1', An: 'outraloja' },
  JSON.parse('{"__proto__":{"IdSku":"1"}}'),
]

/** Two replicas of one account whose ledger knows some SKUs, and what a flood made them call. */
async function flooded(bodies: readonly unknown[]) {
  const fakes = makePorts()
  const account = aStoredAccount({ fakes })
  const { ports, files, documents, apps } = account
  for (let id = 1; id <= KNOWN; id += 1) await ports.ledger.put(aProcess({ skuId: skuId(id) }))
  const replicas = [new Admissions(), new Admissions()]
  const before = { vbase: files.calls, masterdata: documents.calls, settings: apps.reads }
  const answers = await Promise.all(
    bodies.map((body, at) =>
      acceptNotification(ports, body, async request => {
        const admission = await replicas[at % 2]?.admit(ports, OWNER, request)
        if (!admission) throw new Error('no replica')
        return admission
      })
    )
  )
  const codes = answers.map(answer => (answer.ok ? 'taken' : answer.error.code))
  return {
    count: (code: string) => codes.filter(one => one === code).length,
    vbase: files.calls - before.vbase,
    masterdata: documents.calls - before.masterdata,
    settings: apps.reads - before.settings,
    carrefour: fakes.carrefour.calls.length,
    refusedLines: fakes.log.lines.filter(({ event }) => event === 'notification.refused').length,
  }
}

const FLOOD = 10_000
const many = (body: (at: number) => unknown) => Array.from({ length: FLOOD }, (_, at) => body(at))

describe('a flood of 10,000 notifications at two replicas', () => {
  it('of known SKUs costs a write for each, and asks the ledger once a replica and SKU', async () => {
    const seen = await flooded(many(at => ({ IdSku: String((at % KNOWN) + 1) })))
    expect(seen.count('taken')).toBe(FLOOD)
    expect(seen.vbase).toBeLessThanOrEqual(FLOOD)
    expect(seen.masterdata).toBeLessThanOrEqual((2 * FLOOD) / 50)
    expect([seen.settings, seen.carrefour]).toEqual([0, 0])
  })

  it('of SKUs that nobody knows queues as many as there is room for, and writes no more', async () => {
    const seen = await flooded(many(at => ({ IdSku: String(1_000_000 + at) })))
    expect(seen.count('taken')).toBeLessThanOrEqual(MAX_UNKNOWN)
    expect(seen.count('taken')).toBeGreaterThan(MAX_UNKNOWN - 100)
    expect(seen.count('TOO_MANY_UNKNOWN')).toBe(FLOOD - seen.count('taken'))
    expect(seen.vbase).toBeLessThanOrEqual(2 * MAX_UNKNOWN)
    expect(seen.masterdata).toBeLessThanOrEqual((2 * FLOOD) / 50)
    expect([seen.settings, seen.carrefour]).toEqual([0, 0])
  })

  it('of broken bodies calls nobody, and writes ten lines a minute of each kind', async () => {
    const seen = await flooded(many(at => BROKEN[at % BROKEN.length]))
    expect(seen.count('taken')).toBe(0)
    expect([seen.vbase, seen.masterdata, seen.settings, seen.carrefour]).toEqual([0, 0, 0, 0])
    expect(seen.refusedLines).toBeLessThanOrEqual(30)
  })
})

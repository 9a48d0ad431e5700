import { describe, expect, it } from '@jest/globals'
import { HOUR, MINUTE } from '../shared/time'
import { MAX_UNKNOWN, MAX_UNKNOWN_IN_FILE, MAX_UNSAID } from './stockRequest.logic'
import { aProcess, skuId } from '../testing/factories'
import { type Shop, aShop, idOf, minutes } from '../testing/workday'
import { type Admission, acceptNotification, Admissions, MAX_WAITING } from './notification'
import { makePorts } from '../testing/fakes'
import { aStoredAccount } from '../testing/storedAccount'

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

import { gunzipSync } from 'zlib'
import { describe, expect, it } from '@jest/globals'
import { randomBytes } from 'crypto'

import { crashing } from '../testing/deaths'
import { makePorts, FakeClock, FakeIds } from '../testing/fakes'
import { aShop, idOf, minutes, notify } from '../testing/workday'
import { takeSendingFiles, viewSendings } from './resolvers'
import { DAY, dayOf, MINUTE, HOUR } from '../shared/time'
import {
  begunTrail,
  countsOf,
  DAY_BYTES,
  dayInId,
  EMPTY_BOOK,
  KEPT_DAYS,
  keptDays,
  MAX_A_DAY,
  sendingId,
  withAnswer,
  withoutAttachments,
  withSending,
  MAX_ATTACHMENT,
} from './sendings.logic'
import { aSending } from '../testing/factories'
import { sendingsContract } from '../testing/contracts/files'
import { FakeFiles } from '../testing/vtex'
import { FakeSendings } from '../testing/stores'
import { VBaseSendings } from './store'

const ALL = { search: '', page: 1, pageSize: 25 }

/** A shop with SKU 1 that Carrefour takes and SKU 2 that it refuses, both changed. */
async function twoChanges() {
  const shop = aShop()
  shop.sell(2, 5)
  shop.ports.carrefour.rejections.set('2', 'Oferta bloqueada')
  await notify(shop, 1)
  await notify(shop, 2)
  return shop
}

const textOf = (zipped: Buffer | null) => (zipped ? gunzipSync(zipped).toString('utf8') : null)

describe('a stock file', () => {
  it('is listed with its import, its counts, its file and its report', async () => {
    const shop = await twoChanges()
    await minutes(shop, 4)
    const { items, total } = await viewSendings(shop.ports, ALL)
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({
      state: 'COMPLETE',
      skus: 2,
      accepted: 1,
      refused: 1,
      unconfirmed: 0,
      next: null,
    })
    const files = await takeSendingFiles(shop.ports, items[0]?.id ?? '')
    expect(textOf(files?.file ?? null)).toBe(
      '"offer-sku";"quantity";"warehouse-code";"update-delete"\n"1";"7";"";"update"\n"2";"5";"";"update"\n'
    )
    expect(textOf(files?.report ?? null)).toContain('Oferta bloqueada')
    expect(files?.answers.map(({ operation }) => operation)).toEqual(['STO01', 'STO02', 'STO03'])
    expect(shop.ports.history.notes).toContainEqual({
      kind: 'SENDING_DOWNLOADED',
      subject: items[0]?.importId,
      count: 2,
    })
  })

  it('under way tells the next call about it and when it may be made', async () => {
    const shop = await twoChanges()
    shop.ports.carrefour.importTime = 600_000
    await minutes(shop, 1)
    const { items } = await viewSendings(shop.ports, ALL)
    expect(items).toMatchObject([{ state: 'SENT', endedAt: null, next: { operation: 'STO02' } }])
    expect(items[0]?.next?.at).toBeGreaterThan(items[0]?.sentAt ?? 0)
    const files = await takeSendingFiles(shop.ports, items[0]?.id ?? '')
    expect(files?.answers).toMatchObject([{ operation: 'STO01' }])
  })

  it('that Carrefour did not take is listed with its words, and so is the next one', async () => {
    const shop = await twoChanges()
    shop.ports.carrefour.failNext('STO01', {
      kind: 'limited',
      retryAfter: null,
      message: 'HTTP 429: wait',
    })
    await minutes(shop, 6)
    const { items } = await viewSendings(shop.ports, ALL)
    expect(items.map(({ state, message }) => [state, message])).toEqual([
      ['COMPLETE', null],
      ['NOT_TAKEN', 'HTTP 429: wait'],
    ])
  })

  it('whose answer was lost is unknown', async () => {
    const shop = await twoChanges()
    const lost = { kind: 'unavailable', carriedOut: 'maybe', message: 'no answer' } as const
    shop.ports.carrefour.failNext('STO01', lost)
    await minutes(shop, 12)
    const { items } = await viewSendings(shop.ports, ALL)
    expect(items.at(-1)).toMatchObject({ state: 'UNKNOWN', importId: null })
    expect(items.at(-1)?.endedAt).not.toBeNull()
  })

  it('is found by its import and by a SKU of it', async () => {
    const shop = await twoChanges()
    await minutes(shop, 4)
    shop.ports.store.sell(idOf(1), 9)
    await notify(shop, 1)
    await minutes(shop, 4)
    const found = async (search: string) =>
      (await viewSendings(shop.ports, { ...ALL, search })).items.map(({ skus }) => skus)
    const [newest] = (await viewSendings(shop.ports, ALL)).items
    expect(await found('')).toEqual([1, 2])
    expect(await found(` ${newest?.importId ?? ''} `)).toEqual([1])
    expect(await found('2')).toEqual([2])
    expect(await found('1')).toEqual([1, 2])
    expect(await found('999')).toEqual([])
    expect(await found('%')).toEqual([])
  })

  it('never holds the ShopKey', async () => {
    const shop = await twoChanges()
    const key = shop.ports.configurations.saved?.shopKey.key.reveal() ?? ''
    await minutes(shop, 4)
    const kept = [...shop.ports.sendings.attachments.values()].map(textOf)
    expect(JSON.stringify([kept, shop.ports.sendings.all])).not.toContain(key)
    expect(shop.ports.sendings.all[0]?.key).toBe(key.slice(-4))
  })

  it('is listed once, with its end, wherever a process dies', async () => {
    for (let at = 1; ; at += 1) {
      const shop = await twoChanges()
      const count = { calls: 0 }
      const dying = crashing(shop.ports, { at, when: 'after' }, count)
      await minutes({ ports: { ...dying, clock: shop.ports.clock } }, 1).catch(() => undefined)
      if (count.calls < at) break
      await minutes(shop, 12)
      const ended = shop.ports.sendings.all
      expect(ended.filter(({ state }) => state === 'COMPLETE').length).toBeGreaterThanOrEqual(1)
      expect(ended.filter(({ endedAt }) => endedAt === null)).toEqual([])
    }
  })
})

it.each(['', 'x', '2026-11-02.b.1', '../../control/connection.json'])(
  '%j is no sending',
  async id => {
    expect(await takeSendingFiles(makePorts(), id)).toBeNull()
  }
)

describe('rules', () => {
  const MORNING = Date.parse('2026-11-02T06:00:00Z')
  const sentAt = (minute: number, more: Parameters<typeof aSending>[0] = {}) =>
    aSending({
      id: sendingId(`b${minute}`, MORNING + minute * MINUTE),
      sentAt: MORNING + minute * MINUTE,
      ...more,
    })

  describe('the sendings of a day', () => {
    it('are brought up to date, and an ended one never goes back', () => {
      const sent = sentAt(1, { kept: { file: 5 } })
      const ended = { ...sent, state: 'COMPLETE' as const, endedAt: MORNING, kept: { answers: 2 } }
      const book = [sent, ended, sent].reduce(withSending, EMPTY_BOOK)
      expect(book.sendings).toEqual([{ ...ended, kept: { file: 5, answers: 2 } }])
    })

    it('are at most as many as Carrefour allows in a day, the newest', () => {
      const times = Array.from({ length: MAX_A_DAY + 5 }, (_, minute) => minute)
      const book = { sendings: times.map(minute => sentAt(minute)) }
      const { sendings } = withSending(book, sentAt(-9))
      expect([sendings.length, sendings[0]?.sentAt]).toEqual([MAX_A_DAY, MORNING + 5 * MINUTE])
    })

    it('beyond their bytes the oldest lose their attachments and keep their line', () => {
      const half = { kept: { file: DAY_BYTES / 2 } }
      const before = { sendings: [sentAt(1, half), sentAt(2, half)] }
      const after = withSending(before, sentAt(3, { kept: { file: 1 } }))
      expect(after.sendings.map(({ kept }) => kept.file ?? 0)).toEqual([0, DAY_BYTES / 2, 1])
      expect(withoutAttachments(before, after).map(({ id }) => id)).toEqual([sentAt(1).id])
    })
  })

  describe('a sending', () => {
    it('names its day in its id, and no other text is an id', () => {
      expect(dayInId(sendingId('b-1', MORNING))).toBe(dayOf(MORNING))
      for (const text of ['', '2026-11-02', '2026-11-02.b', '2026-11-02.../x.1', 'x.b.1'])
        expect(dayInId(text)).toBeNull()
    })

    it('counts what Carrefour took, refused and left open', () => {
      const rejected = { 1: { cause: 'NOT_CATALOGED' }, 2: { cause: 'UNCONFIRMED' } } as const
      expect(countsOf(5, rejected)).toEqual({ accepted: 3, refused: 1, unconfirmed: 1 })
    })

    it('carries a bounded number of answers of bounded length', () => {
      let trail = begunTrail(1, 'e871', 'import 7')
      for (let at = 2; at < 50; at += 1)
        trail = withAnswer(trail, 'STO02', at, 'x'.repeat(9_000)).sending ?? trail
      expect(trail.answers.length).toBeLessThanOrEqual(12)
      expect(JSON.stringify(trail).length).toBeLessThan(5_000)
    })

    it('is kept for some days', () => {
      const days = keptDays(MORNING)
      expect(days).toHaveLength(KEPT_DAYS)
      expect(days).not.toContain(dayOf(MORNING - KEPT_DAYS * DAY))
    })
  })
})

function aStore(files = new FakeFiles(), clock = new FakeClock(), ids = new FakeIds()) {
  return { files, clock, ids, store: new VBaseSendings(files, files, clock, ids) }
}

const at = (sentAt: number, batchId: string) =>
  aSending({ id: sendingId(batchId, sentAt), batchId, sentAt })

const NOW = new FakeClock().now()

sendingsContract(
  'VBase in memory',
  async () => {
    const { files, clock, ids, store } = aStore()
    return [store, aStore(files, clock, ids).store]
  },
  NOW
)
sendingsContract(
  'fake',
  async () => {
    const fake = new FakeSendings()
    return [fake, fake]
  },
  NOW
)

describe('stored sendings', () => {
  it('leave out an attachment that is too large, as it is or compressed, and keep the line', async () => {
    const { store } = aStore()
    const attachments = { file: Buffer.alloc(MAX_ATTACHMENT + 1), report: randomBytes(1_100_000) }
    await store.save(aSending(), attachments)
    expect(await store.read([dayOf(aSending().sentAt)])).toMatchObject([{ kept: {} }])
    expect(await store.readAttachment(aSending().id, 'file')).toBeNull()
  })

  it('of a day that holds too much lose the files of the oldest', async () => {
    const { store, clock } = aStore()
    const big = { report: DAY_BYTES }
    const [old, next] = [at(clock.now(), 'old'), at(clock.now() + 1, 'new')]
    await store.save(old, { file: Buffer.from('old') })
    await store.save({ ...next, kept: big }, { file: Buffer.from('new') })
    expect(await store.readAttachment(old.id, 'file')).toBeNull()
    expect((await store.read([dayOf(clock.now())])).map(({ id }) => id)).toEqual([old.id, next.id])
  })

  it('of days that are no longer kept are removed, some at a time', async () => {
    const { store, clock, files } = aStore()
    const old = at(clock.now(), 'old')
    await store.save(old, { file: Buffer.from('x'), answers: Buffer.from('[]') })
    clock.pass(KEPT_DAYS * DAY)
    for (let hour = 0; hour < 3; hour += 1) {
      clock.pass(HOUR)
      await store.save(at(clock.now(), `new-${hour}`), {})
    }
    expect(files.names().filter(name => name.includes(dayOf(old.sentAt)))).toEqual([])
  })

  it('read whatever is stored, and leave out what is no sending', async () => {
    const { store, files } = aStore()
    const day = dayOf(aSending().sentAt)
    for (const content of [null, [], { sendings: 'x' }, { sendings: [1, {}, { id: '../x' }] }]) {
      files.put(`sendings/${day}/book.json`, content)
      expect(await store.read([day])).toEqual([])
    }
    files.put(`sendings/${day}/book.json`, { sendings: [{ ...aSending(), kept: ['file'] }] })
    expect(await store.read([day])).toEqual([{ ...aSending(), kept: {} }])
  })
})

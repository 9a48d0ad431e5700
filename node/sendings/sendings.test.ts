import { gunzipSync } from 'zlib'

import { describe, expect, it } from '@jest/globals'

import { crashing, makePorts } from '../testing/fakes'
import { aShop, idOf, minutes, notify } from '../testing/workday'
import { takeSendingFiles, viewSendings } from './viewSendings'

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

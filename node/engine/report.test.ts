import { describe, expect, it } from '@jest/globals'
import { lineOutcome } from '../jobs/job.logic'
import type { CallFailure, Offer } from '../ports'
import { Crash, wrapped } from '../testing/deaths'
import { aConfiguration, skuId } from '../testing/factories'
import { type Shop, aShop, brokenLimits, idOf, minutes, notify } from '../testing/workday'
import { runEngine, WORK_BUDGET } from './engine'
import { judgeLines, lookupsFor, MAX_LOOKUPS, withReasons } from './judged.logic'

const REFUSED = 'Oferta bloqueada'
const NOBODY = '"99";"Erro #77";"desconhecido"'

/** SKUs 1 to `count`, each with another quantity; Carrefour refuses those in `refused`. */
async function aShopOf(count: number, ...refused: readonly number[]): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= count; id += 1) shop.sell(id, 100 + id)
  for (const id of refused) shop.ports.carrefour.rejections.set(String(id), REFUSED)
  for (let id = 1; id <= count; id += 1) await notify(shop, id)
  return shop
}

const causes = ({ ports }: Shop) =>
  Object.fromEntries(ports.ledger.all().map(({ skuId, cause }) => [skuId, cause]))
const callsOf = ({ ports: { carrefour } }: Shop, operation: string) =>
  carrefour.calls.filter(call => call.operation === operation)

describe('what the report leaves open', () => {
  it('reads taken lines back, and sends no second file, when more lines are in error than the report names', async () => {
    const shop = await aShopOf(4, 2)
    shop.ports.carrefour.counts = { inError: 3, inSuccess: 1 }
    await minutes(shop, 6)
    expect(causes(shop)).toEqual({ 1: null, 2: 'OFFER_LINE_REJECTED', 3: null, 4: null })
    expect(callsOf(shop, 'STO01')).toHaveLength(1)
    // A part seemed to be missing: fetched twice, not more often.
    expect(callsOf(shop, 'STO03')).toHaveLength(2)
    expect(brokenLimits(shop)).toEqual([])
  })

  it('fetches the report when the count has lines in error although the flag says there is no report', async () => {
    const shop = await aShopOf(4, 2, 3)
    shop.ports.carrefour.counts = { hasReport: false }
    await minutes(shop, 6)
    expect(causes(shop)).toMatchObject({ 1: null, 2: 'OFFER_LINE_REJECTED', 4: null })
  })

  it.each([
    ['nulls', { hasReport: null, inError: null, inSuccess: null }],
    ['fewer lines taken than were sent', { hasReport: false, inError: 0, inSuccess: 2 }],
    ['no line taken', { hasReport: false, inError: 0, inSuccess: 0 }],
    ['counts that are none', { hasReport: false, inError: -1, inSuccess: -1 }],
  ])('records no success with %s and refused lines without a report', async (_, said) => {
    const shop = await aShopOf(4, 2, 3)
    shop.ports.carrefour.counts = said
    shop.ports.carrefour.errorReport = () =>
      Promise.resolve({ kind: 'notFound', message: 'HTTP 404' })
    await minutes(shop, 4)
    expect(causes(shop)).toEqual({ 1: null, 2: 'UNCONFIRMED', 3: 'UNCONFIRMED', 4: null })
    expect(callsOf(shop, 'STO01')).toHaveLength(1)
  })

  it.each<CallFailure>([
    {
      kind: 'unavailable',
      message: 'HTTP 302: a redirect, which is not followed',
      carriedOut: 'no',
    },
    { kind: 'unavailable', message: 'HTTP 500', carriedOut: 'unlikely' },
    { kind: 'limited', retryAfter: null, message: 'HTTP 429' },
  ])('goes on without a report that alone is out of reach for good (%j)', async failure => {
    const shop = await aShopOf(3, 2)
    shop.ports.carrefour.errorReport = () => Promise.resolve(failure)
    await minutes(shop, 3)
    shop.sell(1, 55)
    await notify(shop, 1)
    await minutes(shop, 7)
    expect(shop.ports.carrefour.offers.get('1')).toBe(55)
    expect(causes(shop)).toEqual({ 1: null, 2: 'UNCONFIRMED', 3: null })
    expect((await shop.ports.connectionState.read()).incident).toBeNull()
  })

  it('waits for the report while Carrefour answers for nothing', async () => {
    const shop = await aShopOf(3, 2)
    const { carrefour } = shop.ports
    const report = carrefour.errorReport.bind(carrefour)
    const away = { kind: 'unavailable', message: 'HTTP 503', carriedOut: 'no' } as const
    carrefour.errorReport = () => Promise.resolve(away)
    carrefour.ping = () => Promise.resolve(away)
    await minutes(shop, 30)
    expect(causes(shop)).toEqual({})
    carrefour.errorReport = report
    await minutes(shop, 16)
    expect(causes(shop)).toEqual({ 1: null, 2: 'OFFER_LINE_REJECTED', 3: null })
  })

  it('keeps the words of an unreadable report, goes on by itself, and ends', async () => {
    const shop = await aShopOf(2, 2)
    shop.ports.carrefour.report = NOBODY
    await minutes(shop, 3)
    const row = await shop.ports.ledger.get(idOf(2))
    expect(causes(shop)).toEqual({ 1: null, 2: 'UNCONFIRMED' })
    expect(row).toMatchObject({ status: 'WARNING', message: '99 Erro #77 desconhecido' })
    expect(row?.nextCheckAt).not.toBeNull()
    shop.ports.carrefour.report = null
    shop.ports.carrefour.rejections.clear()
    await minutes(shop, 10)
    expect(causes(shop)).toEqual({ 1: null, 2: null })
  })

  it('waits for cataloguing when an open SKU has no offer', async () => {
    const shop = await aShopOf(1)
    shop.ports.store.sell(idOf(9), 5)
    await notify(shop, 9)
    shop.ports.carrefour.report = NOBODY
    await minutes(shop, 3)
    expect(causes(shop)).toEqual({ 1: null, 9: 'NOT_CATALOGED' })
  })

  it('pages through the offers instead of one call for each of many SKUs', async () => {
    const shop = await aShopOf(450, 7, 444)
    shop.ports.carrefour.report = NOBODY
    await minutes(shop, 6)
    const bad = Object.entries(causes(shop)).filter(([, cause]) => cause !== null)
    expect(bad).toEqual([
      ['7', 'UNCONFIRMED'],
      ['444', 'UNCONFIRMED'],
    ])
    expect(callsOf(shop, 'OF21').length).toBeLessThan(12)
  })

  it.each([
    ['after', (offers: readonly Offer[], other: Offer) => [...offers, other]],
    ['before', (offers: readonly Offer[], other: Offer) => [other, ...offers]],
  ])(
    'believes no list that holds an offer twice, another quantity %s the one sent',
    async (_, list) => {
      const shop = await aShopOf(250, 7)
      const { carrefour } = shop.ports
      carrefour.report = NOBODY
      const offerPage = carrefour.offerPage.bind(carrefour)
      carrefour.offerPage = async (access, offset) => {
        const answer = await offerPage(access, offset)
        if (answer.kind !== 'done') return answer
        const { offers } = answer.value
        const twofold = offers.find(({ code }) => code === '9')
        const all = twofold ? list(offers, { ...twofold, quantity: 1 }) : offers
        return { kind: 'done', value: { ...answer.value, offers: all, received: offers.length } }
      }
      await minutes(shop, 4)
      expect(causes(shop)).toMatchObject({ 7: 'UNCONFIRMED', 8: null, 9: 'UNCONFIRMED' })
    }
  )

  it('asks for unlisted offers one by one, in steps', async () => {
    const shop = await aShopOf(260)
    shop.ports.carrefour.report = NOBODY
    shop.ports.carrefour.offerPage = () =>
      Promise.resolve({ kind: 'done', value: { offers: [], received: 0, total: 0 } })
    await minutes(shop, 6)
    expect(new Set(Object.values(causes(shop)))).toEqual(new Set([null]))
  })
})

describe('quantities that cannot be read back', () => {
  const fail = (shop: Shop, failure: CallFailure) => {
    shop.ports.carrefour.report = NOBODY
    shop.ports.carrefour.offer = () => Promise.resolve(failure)
  }

  it.each<[string, CallFailure]>([
    ['an outage', { kind: 'unavailable', message: 'HTTP 503' }],
    ['429 with a long pause', { kind: 'limited', retryAfter: 86_400_000, message: 'HTTP 429' }],
    ['a key without the right', { kind: 'refused', httpStatus: 403, message: '403' }],
    ['an answer that is not as documented', { kind: 'rejected', httpStatus: 200, message: 'x' }],
  ])(
    'with %s: warns, never succeeds, and sends the next file within the hour',
    async (_, failure) => {
      const shop = await aShopOf(1)
      fail(shop, failure)
      await minutes(shop, 50)
      expect(causes(shop)).toEqual({ 1: 'UNCONFIRMED' })
      shop.ports.carrefour.report = null
      shop.sell(2, 5)
      await notify(shop, 2)
      await minutes(shop, 4)
      expect(causes(shop)).toMatchObject({ 2: null })
    }
  )

  it('SKUs wait for the next key when theirs is refused meanwhile, and then end right', async () => {
    const shop = await aShopOf(2)
    const { carrefour } = shop.ports
    const offer = carrefour.offer.bind(carrefour)
    carrefour.report = NOBODY
    carrefour.offer = (access, skuId) => {
      carrefour.revoked.add(aConfiguration().shopKey.key.reveal())
      return offer(access, skuId)
    }
    await minutes(shop, 30)
    expect(causes(shop)).toEqual({})
    expect((await shop.ports.connectionState.read()).incident).toMatchObject({
      cause: 'AUTH_INVALID',
    })
    carrefour.revoked.clear()
    carrefour.offer = offer
    const { saved } = shop.ports.configurations
    if (saved)
      shop.ports.configurations.saved = {
        ...saved,
        shopKey: { ...saved.shopKey, version: saved.shopKey.version + 1 },
      }
    await minutes(shop, 4)
    expect(causes(shop)).toEqual({ 1: null, 2: null })
  })
})

describe('a report that kills the process', () => {
  /**
   * Runs each minute until the batch is in the ledger; a run dies as soon as a call that `isDeadly` has been answered.
   */
  async function minutesOfDeath(shop: Shop, count: number, isDeadly: () => boolean) {
    let deaths = 0
    for (let minute = 0; minute < count && shop.ports.ledger.all().length === 0; minute += 1) {
      let dead = false
      const ports = wrapped(shop.ports, async call => {
        if (dead) throw new Crash('dead')
        const result = await call()
        dead = isDeadly()
        if (dead) throw new Crash('dead')
        return result
      })
      try {
        await runEngine(ports, WORK_BUDGET)
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        deaths += 1
      }
      shop.ports.clock.pass(61_000)
    }
    return deaths
  }

  it.each([
    ['its report', 'STO03'],
    ['the offers that it asks for', 'OF21'],
  ])('three deaths of %s, then an end and the next file', async (_, operation) => {
    const shop = await aShopOf(2, 2)
    if (operation === 'OF21') shop.ports.carrefour.report = NOBODY
    let seen = 0
    const deaths = await minutesOfDeath(shop, 12, () => {
      const calls = callsOf(shop, operation).length
      const isNew = calls > seen
      seen = calls
      return isNew
    })
    expect(deaths).toBe(3)
    expect(causes(shop)[2]).toBe('UNCONFIRMED')
    shop.ports.carrefour.report = null
    shop.sell(3, 5)
    await notify(shop, 3)
    await minutes(shop, 4)
    expect(causes(shop)).toMatchObject({ 3: null })
  })

  it('leaves a report too long for its file unread and reads the quantities back', async () => {
    const shop = await aShopOf(2, 2)
    shop.ports.carrefour.report = '\n'.repeat(200_000)
    await minutes(shop, 3)
    expect(causes(shop)).toEqual({ 1: null, 2: 'UNCONFIRMED' })
    expect(callsOf(shop, 'STO03')).toHaveLength(1)
  })
})

describe('a receipt', () => {
  it('shows an unconfirmed line as waiting, never as a success', () => {
    expect(lineOutcome('UNCONFIRMED')).toBe('WAITING')
  })
})

describe('the lines of a report', () => {
  const line = (id: number, message: string) => ({ skuId: skuId(id), message })

  describe('why a line was refused', () => {
    it.each([
      ['no offer, whatever the words', 'blá blá', false, 'NOT_CATALOGED'],
      ['an offer, whatever the words', 'The product does not exist', true, 'OFFER_LINE_REJECTED'],
      ['not asked, English', 'The product does not exist', undefined, 'NOT_CATALOGED'],
      ['not asked, Portuguese', 'O produto não existe', undefined, 'NOT_CATALOGED'],
      ['not asked, Spanish', 'El producto no existe', undefined, 'NOT_CATALOGED'],
      ['not asked, French', "L'offre n'existe pas", undefined, 'NOT_CATALOGED'],
      ['not asked, other words', 'Cor fora do padrão', undefined, 'OFFER_LINE_REJECTED'],
      ['an offer, words of a class', 'A quantidade não é válida', true, 'INVALID_QUANTITY'],
      ['no offer, words of a class', 'A quantidade não é válida', false, 'NOT_CATALOGED'],
      ['an offer, no words', '', true, 'UNKNOWN'],
      ['not asked, no words', '  ', undefined, 'UNKNOWN'],
      [
        'an offer, words with 401 in a name',
        'Oferta "Unauthorized 401" bloqueada',
        true,
        'OFFER_LINE_REJECTED',
      ],
    ])('%s (%p, offer: %p) is %s', (_, message, hasOffer, cause) => {
      const offers = new Map(hasOffer === undefined ? [] : [[skuId(1), hasOffer]])
      expect(judgeLines(withReasons([line(1, message)]), offers)).toEqual({
        '1': { cause, message },
      })
    })

    it('asks about a sample of a long list of one reason and applies the answer to the rest', () => {
      const lines = withReasons(
        Array.from({ length: 300 }, (_, index) => line(index + 1, `SKU ${index + 1} recusado`))
      )
      const asked = lookupsFor(lines)
      expect(asked).toHaveLength(50)
      const judged = judgeLines(lines, new Map(asked.map(id => [id, false])))
      expect(judged['300']?.cause).toBe('NOT_CATALOGED')
    })

    it('applies mixed answers of a reason to no other SKU', () => {
      const lines = withReasons([1, 2, 3].map(id => line(id, `SKU ${id} recusado`)))
      const judged = judgeLines(
        lines,
        new Map([
          [skuId(1), false],
          [skuId(2), true],
        ])
      )
      expect(judged['3']?.cause).toBe('OFFER_LINE_REJECTED')
    })

    it('bounds the calls for a list of very many reasons', () => {
      const lines = withReasons(
        Array.from({ length: 5_000 }, (_, index) =>
          line(index + 1, `motivo ${'abcdefghij'.repeat(index % 20)}${index % 100}x`)
        )
      )
      expect(lookupsFor(lines).length).toBeLessThanOrEqual(MAX_LOOKUPS)
    })
  })
})

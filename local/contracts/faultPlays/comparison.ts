import { request } from 'node:http'

import { expect } from '@jest/globals'

import type { PlayCase } from './type'

/** What Carrefour's list of offers and other writers do to a comparison. */
export const COMPARISON_PLAYS: Readonly<Record<string, PlayCase>> = {
  'c1-comparison-with-one-bad-sku': async play => {
    const right = await play.held(10_001)
    await play.writeAtCarrefour(10_001, right + 7)
    const last = await play.compare()
    await play.until(
      () => play.held(10_001),
      held => held === right,
      10
    )
    expect(last).toMatchObject({ unread: 1, problem: 'STORE_INCOMPLETE' })
  },
  'c7-offset-ignored': async play => {
    const last = await play.compare()
    expect(last.problem).toBe('OFFERS_INCOMPLETE')
    expect(last.offersSeen).toBeLessThan(last.offersTotal ?? 0)
    expect(last.compared).toBeLessThanOrEqual(last.offersSeen)
    expect(last.vanished).toBe(0)
  },
  'c7-empty-page': async play => {
    const before = await play.connection()
    const last = await play.compare()
    expect(last).toMatchObject({ problem: 'OFFERS_INCOMPLETE', vanished: 0 })
    expect((await play.connection()).error).toBe(before.error)
  },
  'c7-total-zero': async play => {
    const last = await play.compare()
    expect(last.compared > 0 || last.problem === 'OFFERS_INCOMPLETE').toBe(true)
    expect(last.problem).not.toBeNull()
    expect(last.vanished).toBe(0)
  },
  'c7-no-total': async play => {
    const last = await play.compare()
    expect(last.problem).toMatch(/^OFFERS_/)
    expect(last.vanished).toBe(0)
  },
  'c7-cut-answer': async play => {
    const last = await play.compare()
    if (last.problem === null) expect(last.offersSeen).toBe(last.offersTotal)
    else expect(last.problem).toMatch(/OFFERS_INCOMPLETE|MARKETPLACE_UNAVAILABLE/)
    expect(last.vanished).toBe(0)
  },
  'c10-two-writers': async play => {
    for (let round = 0; round < 4; round += 1) {
      for (const sku of [10_001, 10_002]) await play.writeAtCarrefour(sku, 3 + round)
      const last = await play.compare()
      expect(last.drift).toBeGreaterThanOrEqual(2)
    }
    const { otherWriters } = await play.connection()
    expect(otherWriters.skus).toBeGreaterThanOrEqual(2)
    expect(otherWriters.samples.map(({ skuId }) => skuId)).toEqual(
      expect.arrayContaining(['10001', '10002'])
    )
  },
  'c2-codes-with-zeros': async play => {
    await play.send('POST', '/console/carrefour/api/products', {
      products: [
        {
          shopId: 2001,
          sku: '00010001',
          ean: '7891000315507',
          title: 'Of another system',
          category: 'Outros',
          price: 10,
          state: 'catalogued',
          quantity: 44,
        },
      ],
    })
    const last = await play.compare()
    expect(last.unknownSamples).toContain('00010001')
    await play.minutes(3)
    expect(await play.held('00010001')).toBe(44)
    const answer = await play.send('POST', await webhookOf(play), {
      IdSku: '00010001',
      An: 'lojademo',
    })
    expect(answer.status).toBeLessThan(500)
    await play.minutes(5)
    expect(await play.row('00010001')).toBeNull()
    expect(await play.held('00010001')).toBe(44)
  },
}

const AFFILIATE = '/api/fulfillment/pvt/affiliates/CRF'

/** Path of the webhook, as the app registered it with the store. */
async function webhookOf({ workspace }: Parameters<PlayCase>[0]): Promise<string> {
  const token = workspace.parts.platform.tokens.issue('lojademo', 'owner@lojademo.example')
  const text = await new Promise<string>((resolve, reject) => {
    const sent = request(
      {
        port: workspace.port,
        path: AFFILIATE,
        headers: { host: 'lojademo.vtexcommercestable.com.br', VtexIdclientAutCookie: token },
      },
      answer => {
        let said = ''
        answer.on('data', (chunk: Buffer) => (said += chunk.toString()))
        answer.on('end', () => resolve(said))
      }
    )
    sent.on('error', reject)
    sent.end()
  })
  return new URL((JSON.parse(text) as { searchURIEndpoint: string }).searchURIEndpoint).pathname
}

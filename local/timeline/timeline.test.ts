import { afterEach, describe, expect, it } from '@jest/globals'

import { serve, type Served, testClock } from '../console/testing'

import { eventsOfStore, merged, type TimelineEvent, type TimelineSource, type Told } from './events'
import { createTimeline, TIMELINE } from './page'

const told = (at: number, skuId: number, more: Partial<Told> = {}): Told => ({
  at,
  skuId,
  target: 'broadcaster',
  ok: true,
  ...more,
})

describe('what the store tells', () => {
  it('is one change for all that is told within a second, and a line for each hearer', () => {
    const events = eventsOfStore([
      told(1_400, 7, { target: 'affiliate CRF', ok: false }),
      told(1_000, 7),
      told(1_200, 8, { ok: null }),
      told(9_000, 7),
    ])
    expect(events).toEqual([
      { step: 'change', at: 1_000, skuIds: [7, 8] },
      {
        step: 'notification',
        at: 1_000,
        target: 'broadcaster',
        skuIds: [7, 8],
        failed: 0,
        open: 1,
      },
      { step: 'notification', at: 1_000, target: 'affiliate CRF', skuIds: [7], failed: 1, open: 0 },
      { step: 'change', at: 9_000, skuIds: [7] },
      { step: 'notification', at: 9_000, target: 'broadcaster', skuIds: [7], failed: 0, open: 0 },
    ])
  })
})

describe('the page', () => {
  let served: Served | undefined
  afterEach(() => served?.close())

  const all: readonly TimelineEvent[] = [
    { step: 'file', at: 3_000, importId: 'abcdef01-x', bytes: 1_500 },
    { step: 'import', at: 4_000, importId: 'abcdef01-x', status: 'COMPLETE' },
    { step: 'outcome', at: 4_000, importId: 'abcdef01-x', taken: 2, refused: 1, sku: null },
    { step: 'report', at: 5_000, importId: 'abcdef01-x', status: 200 },
  ]
  const source = (events: readonly TimelineEvent[]): TimelineSource => ({ timeline: () => events })

  async function page(path = '', language = 'pt') {
    const sources = [source(eventsOfStore([told(1_000, 7)])), source(all)]
    const rowOf = (sku: string) => `/row/${sku}`
    served = await serve({ [TIMELINE]: createTimeline({ sources, clock: testClock(), rowOf }) })
    const headers = { Cookie: `admin_language=${language}` }
    return fetch(served.url + TIMELINE + path, { headers })
  }

  it('shows every station, the newest first, as JSON too', () => {
    const steps = merged([source(all), source(eventsOfStore([told(1_000, 7)]))], {
      limit: 10,
      sku: '',
    }).map(({ step }) => step)
    expect(steps).toEqual(['report', 'outcome', 'import', 'file', 'notification', 'change'])
  })

  it.each([
    ['pt', 'Linha do tempo', 'aceitos: 2, recusados: 1', '1,5 kB'],
    ['en', 'Timeline', '2 accepted, 1 rejected', '1.5 kB'],
    ['es', 'Línea de tiempo', 'aceptados: 2, rechazados: 1', '1,5 kB'],
  ])('speaks %s, and links files and SKUs', async (language, title, judged, size) => {
    const text = await (await page('', language)).text()
    for (const words of [title, judged, size, 'data-live', '/console/carrefour/imports/abcdef01-x'])
      expect(text).toContain(words)
    expect(text).toContain(`${TIMELINE}?sku=7`)
  })

  it('follows one SKU, with what came from outside as text', async () => {
    const text = await (await page('?sku=%3Cb%3E7')).text()
    expect(text).toContain('/row/&lt;b&gt;7')
    expect(text).not.toContain('<b>7')
  })
})

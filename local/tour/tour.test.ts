import { expect, it } from '@jest/globals'

import { serve, testClock } from '../console/testing'
import { openDatabase } from '../database'
import type { TimelineEvent } from '../timeline/events'

import { createTourConsole, TOUR } from './page'
import { createTour, isAskedFor, STEPS, type TourFacts } from './tour'

function aTour() {
  const clock = testClock()
  const events: TimelineEvent[] = []
  const seen = new Set<string>()
  const facts: TourFacts = {
    sources: [{ timeline: () => events }],
    cataloguedSince: () => seen.has('catalogue'),
    refusedSince: () => seen.has('refused'),
    newKeySince: () => seen.has('newKey'),
    reprocessed: () => Promise.resolve(seen.has('reprocess')),
    viewerSince: () => seen.has('viewer'),
    clockMoved: () => seen.has('clock'),
  }
  const db = openDatabase(':memory:')
  return {
    tour: createTour(db, clock, facts),
    again: () => createTour(db, clock, facts),
    clock,
    events,
    seen,
  }
}

const change = (at: number): TimelineEvent => ({ step: 'change', at, skuIds: [1] })
const outcome = (at: number): TimelineEvent => ({
  step: 'outcome',
  at,
  importId: 'a',
  taken: 1,
  refused: 0,
  sku: null,
})

it('ticks nothing of what the first start did by itself', async () => {
  const { tour, clock, events } = aTour()
  events.push(change(clock.now()), outcome(clock.now() + 1))
  clock.forward(1_000)
  tour.begin()
  expect(Object.values(await tour.look())).toEqual(STEPS.map(() => false))
})

it('ticks a change once Carrefour has taken a file after it, not before', async () => {
  const { tour, clock, events } = aTour()
  tour.begin()
  events.push(change(clock.now() + 5))
  expect((await tour.look()).change).toBe(false)
  events.push(outcome(clock.now() + 9))
  expect((await tour.look()).change).toBe(true)
})

it.each(STEPS.filter(step => step !== 'change'))(
  'ticks %s when it has happened, and keeps the tick after it is over and after a restart',
  async step => {
    const { tour, again, seen } = aTour()
    tour.begin()
    seen.add(step)
    expect(await tour.look()).toMatchObject({ [step]: true })
    seen.clear()
    expect(await again().look()).toMatchObject({ [step]: true })
  }
)

it('does not count the reprocess that a new ShopKey starts as the person’s own', () => {
  const ofNewKey = { key: 'blocked-2-846395ba' }
  expect(isAskedFor([])).toBe(false)
  expect(isAskedFor([ofNewKey])).toBe(false)
  expect(isAskedFor([ofNewKey, { key: '1fef9f7a' }])).toBe(true)
})

it.each([
  ['pt', 'Roteiro', '0 de 7 passos feitos'],
  ['en', 'Tour', '0 of 7 steps done'],
  ['es', 'Recorrido', '0 de 7 pasos hechos'],
])('has a page in %s', async (language, title, count) => {
  const { tour } = aTour()
  const served = await serve({ [TOUR]: createTourConsole(tour) })
  const answer = await fetch(served.url + TOUR, {
    headers: { Cookie: `admin_language=${language}` },
  })
  const page = await answer.text()
  await served.close()
  expect(page).toContain(title)
  expect(page).toContain(count)
})

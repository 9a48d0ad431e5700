import { afterEach, describe, expect, it } from '@jest/globals'

import { sendJson, serve, type Served } from '../console/testing'
import { openDatabase } from '../database'

import { createClockApi, createClockConsole } from './console'
import { type ClockMover, createMovableClock, LONGEST_MOVE_MS } from './movable'

const DAY_MS = 24 * 60 * 60 * 1000
const machine = { now: () => Date.parse('2026-01-15T12:00:00Z') }

describe('the clock of a workspace', () => {
  it("is the machine's until it is moved, and stays moved at the next start", async () => {
    const db = openDatabase(':memory:')
    const clock = createMovableClock(db, machine)
    expect(clock.now()).toBe(machine.now())
    await clock.advance(3 * DAY_MS)
    expect(clock.now()).toBe(machine.now() + 3 * DAY_MS)
    expect(createMovableClock(db, machine).offset()).toBe(3 * DAY_MS)
  })

  it('tells those who follow before anybody reads the new time', async () => {
    const clock = createMovableClock(openDatabase(':memory:'), machine)
    const seen: [number, number][] = []
    clock.follow(offset => void seen.push([offset, clock.offset()]))
    await Promise.all([clock.advance(1_000), clock.advance(2_000)])
    expect(seen).toEqual([
      [1_000, 0],
      [3_000, 1_000],
    ])
  })

  it.each([0, -1, 1.5, NaN, LONGEST_MOVE_MS + 1])('cannot be moved by %p', async ms => {
    const clock = createMovableClock(openDatabase(':memory:'), machine)
    await expect(clock.advance(ms)).rejects.toThrow(RangeError)
    expect(clock.offset()).toBe(0)
  })
})

describe('its page and its API', () => {
  let served: Served | undefined
  afterEach(() => served?.close())

  async function aClock(fixed: ClockMover['fixed'] = null) {
    const clock = createMovableClock(openDatabase(':memory:'), machine)
    const mover = { ...clock, fixed }
    served = await serve({
      '/_local/clock': createClockApi(mover),
      '/console/clock': createClockConsole({ mover }),
    })
    return { clock, url: served.url }
  }

  it.each([
    [{ advanceMs: 60_000 }, 60_000],
    [{ minutes: 15 }, 900_000],
  ])('given %j, expect the clock moved by %i ms', async (body, ms) => {
    const { clock, url } = await aClock()
    const answer = await sendJson(`${url}/_local/clock`, 'POST', body)
    expect(await answer.json()).toMatchObject({ offsetMs: ms })
    expect(clock.offset()).toBe(ms)
  })

  it.each([{}, { advanceMs: -1 }, { minutes: '3' }, { advanceMs: 1e15 }, { minutes: 0.5e-9 }])(
    'given %j, expect 400 and the clock as it was',
    async body => {
      const { clock, url } = await aClock()
      expect((await sendJson(`${url}/_local/clock`, 'POST', body)).status).toBe(400)
      expect(clock.offset()).toBe(0)
    }
  )

  it('given real hosts, expect it to stay', async () => {
    const { clock, url } = await aClock('live')
    expect((await sendJson(`${url}/_local/clock`, 'POST', { minutes: 1 })).status).toBe(409)
    expect(clock.offset()).toBe(0)
    expect(await (await fetch(`${url}/console/clock`)).text()).toContain('--live')
  })

  it.each(['pt', 'en', 'es'])('has a page in %s', async language => {
    const { url } = await aClock()
    const headers = { Cookie: `admin_language=${language}` }
    const page = await (await fetch(`${url}/console/clock`, { headers })).text()
    expect(page).toContain('2026-01-15 12:00:00 UTC')
    expect(page).toContain('name="advanceMs"')
  })
})

import { CallError } from '../shared/callError'
import { DAY, HOUR, MINUTE } from '../shared/time'
import { FakeClock } from '../testing/fakes'
import { MOST_A_SECOND, MOST_AT_ONCE, Pace, SAFE_A_SECOND } from './pace'
import { OwnMasterData } from './masterData'
import { SimulatedClock } from '../testing/simulated'
import { anIoContext } from '../testing/vtex'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { plainErrors } from './middleware'
import { type Reply, throughProxy } from '../testing/httpServer'

const server = throughProxy()
const ENTITY = 'vendor_app_process'
/** Each test has an account of its own: a replica remembers the pace of each. */
let account = 'lojademo'
let tests = 0
const client = () =>
  new OwnMasterData(anIoContext({ account }), {
    retries: 0,
    // The library's second is short on a busy machine, and no test here is about it.
    timeout: MINUTE,
    memoizable: false,
    middlewares: [plainErrors],
  })
const put = () =>
  client().updateEntireDocument({ dataEntity: ENTITY, id: '1', fields: {}, schema: 'v1' })

const json = (status: number, body: unknown = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'rest-content-range': 'resources 0-1/1' },
  body: status === 304 ? '' : JSON.stringify(body),
})
const answer = (...replies: readonly Reply[]) => {
  server().replies = [...replies]
}
const asked = () =>
  server().seen.map(
    ({ method, url }) => `${method} ${new URL(url).pathname.split('/').slice(4).join('/')}`
  )

beforeEach(() => {
  account = `lojademo${(tests += 1)}`
  server().seen.length = 0
})

describe('the app’s schemas', () => {
  it.each([400, 404])(
    'creates the schema and repeats the write after a refusal (%s)',
    async status => {
      answer(json(status), json(200), json(204))
      await put()
      expect(asked()).toEqual(['PUT documents/1', 'PUT schemas/v1', 'PUT documents/1'])
      expect(JSON.parse(server().seen[1]?.body ?? '')).toMatchObject({ title: 'process' })
    }
  )

  it('reports the refusal when the schema exists', async () => {
    answer(json(400), json(304), json(400))
    await expect(put()).rejects.toMatchObject({ httpStatus: 400 })
    expect(asked()).toHaveLength(3)
  })

  it('repeats a throttled call (429) after a pause', async () => {
    answer(json(429), json(429), json(204))
    const began = Date.now()
    await put()
    expect(asked()).toEqual(['PUT documents/1', 'PUT documents/1', 'PUT documents/1'])
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_200)
  })

  it('reports the refusal after four throttled calls', async () => {
    answer(json(429), json(429), json(429), json(429))
    const read = client().getDocument({ dataEntity: ENTITY, id: '1', fields: ['_all'] })
    await expect(read).rejects.toMatchObject({ httpStatus: 429 })
    expect(asked()).toHaveLength(4)
  })

  it.each([403, 500])('creates no schema after %s', async status => {
    answer(json(status))
    await expect(put()).rejects.toMatchObject({ httpStatus: status })
    expect(asked()).toEqual(['PUT documents/1'])
  })

  it('does the same for a search and the first step of a scroll; later steps go unchanged', async () => {
    const query = { dataEntity: ENTITY, fields: ['id'], schema: 'v1' }
    answer(json(404), json(200), json(200, []))
    await client().searchDocumentsWithPaginationInfo({
      ...query,
      pagination: { page: 1, pageSize: 1 },
    })
    answer(json(404), json(200), json(200, []))
    await client().scrollDocuments({ ...query, size: 10 })
    answer(json(400))
    const later = client().scrollDocuments({ ...query, size: 10, mdToken: 'token' })
    await expect(later).rejects.toMatchObject({ httpStatus: 400 })
    expect(asked().filter(call => call.startsWith('PUT'))).toEqual([
      'PUT schemas/v1',
      'PUT schemas/v1',
    ])
  })

  it('given more searches than may run at once after an update, expect none to wait for itself', async () => {
    const query = { dataEntity: ENTITY, fields: ['id'], schema: 'v2' }
    answer(...Array.from({ length: 30 }, () => json(200, [])))
    const pagination = { page: 1, pageSize: 1 }
    const found = await Promise.all(
      Array.from({ length: 10 }, () =>
        client().searchDocumentsWithPaginationInfo({ ...query, pagination })
      )
    )
    expect(found.map(({ data }) => data)).toEqual(Array.from({ length: 10 }, () => []))
  })

  it('creates no schema for an entity of another app', async () => {
    answer(json(400), json(400))
    const foreign = client().updateEntireDocument({
      dataEntity: 'CL',
      id: '1',
      fields: {},
      schema: 'v1',
    })
    await expect(foreign).rejects.toMatchObject({ httpStatus: 400 })
    expect(asked()).toEqual(['PUT documents/1', 'PUT documents/1'])
  })
})

describe('every call of Master Data', () => {
  const one = { dataEntity: ENTITY, id: '1' }
  const fields = ['id']
  const page = { dataEntity: ENTITY, fields, pagination: { page: 1, pageSize: 1 } }
  it.each<[string, (masterdata: OwnMasterData) => Promise<unknown>]>([
    ['getDocument', masterdata => masterdata.getDocument({ ...one, fields })],
    ['updateEntireDocument', masterdata => masterdata.updateEntireDocument({ ...one, fields: {} })],
    [
      'updatePartialDocument',
      masterdata => masterdata.updatePartialDocument({ ...one, fields: {} }),
    ],
    ['deleteDocument', masterdata => masterdata.deleteDocument(one)],
    ['search', masterdata => masterdata.searchDocumentsWithPaginationInfo(page)],
    ['scroll', masterdata => masterdata.scrollDocuments({ dataEntity: ENTITY, fields })],
    ['ensureSchema', masterdata => masterdata.ensureSchema(ENTITY, 'v1')],
  ])('goes at the account’s pace, which repeats one that is throttled: %s', async (_, call) => {
    answer(json(429), json(200, []))
    await call(client())
    expect(asked()).toHaveLength(2)
  })
})

/** A platform in virtual time: counts the calls that run together, and answers as told. */
function given() {
  const clock = new FakeClock()
  const pace = new Pace(clock)
  const starts: number[] = []
  let running = 0
  let together = 0
  const call = (answer: () => number | CallError) => async () => {
    starts.push(clock.now())
    running += 1
    together = Math.max(together, running)
    // Lets calls that may start now do so.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    running -= 1
    const given = answer()
    if (given instanceof CallError) throw given
    clock.pass(given)
  }
  const many = (count: number, answer: () => number | CallError) =>
    Promise.allSettled(Array.from({ length: count }, () => pace.run(call(answer))))
  return { clock, pace, starts, many, together: () => together }
}

const throttled = (retryAfter: number | null = null, status = 429) =>
  new CallError('masterdata-get', status, null, retryAfter)

describe('the pace of an account', () => {
  it('never makes more than eight calls at a time, and gets there while answers are good', async () => {
    const { many, pace, together } = given()
    await many(200, () => 5)
    expect(pace.atOnce).toBe(MOST_AT_ONCE)
    expect(together()).toBeLessThanOrEqual(MOST_AT_ONCE)
  })

  it('starts at most 50 calls a second when answers take as long as in the cloud', async () => {
    const { many, starts, clock } = given()
    const began = clock.now()
    await many(400, () => 100)
    expect(starts.length / ((clock.now() - began) / 1_000)).toBeLessThanOrEqual(50)
  })

  it('halves the calls at a time when one is throttled, and waits before the next', async () => {
    const { many, pace, starts } = given()
    await many(200, () => 5)
    let isFirst = true
    const before = starts.length
    await many(1, () => {
      if (!isFirst) return 5
      isFirst = false
      return throttled()
    })
    expect(pace.atOnce).toBe(MOST_AT_ONCE / 2)
    expect((starts[before + 1] ?? 0) - (starts[before] ?? 0)).toBeGreaterThanOrEqual(400)
  })

  it('starts no more in any second after a pause of the caller, or of its own', async () => {
    const clock = new SimulatedClock()
    const pace = new Pace(clock)
    const starts: number[] = []
    const calls = (count: number, isLastThrottled = false) =>
      Promise.all(
        Array.from({ length: count }, (_, at) => {
          let isRefused = isLastThrottled && at === count - 1
          return pace.run(async () => {
            starts.push(clock.now())
            await clock.sleep(100)
            if (!isRefused) return
            isRefused = false
            throw throttled()
          })
        })
      )
    await calls(100)
    await clock.sleep(5_000)
    await calls(100, true)
    await calls(100)
    const inSecond = starts.map(at => starts.filter(one => one >= at && one < at + 1_000).length)
    expect(Math.max(...inSecond)).toBeLessThanOrEqual(50)
    expect(Math.max(...inSecond)).toBeGreaterThanOrEqual(40)
  })

  it('catches up after a short pause of the caller within the same second', async () => {
    const clock = new SimulatedClock()
    const pace = new Pace(clock)
    const starts: number[] = []
    const calls = (count: number) =>
      Promise.all(
        Array.from({ length: count }, () =>
          pace.run(async () => {
            starts.push(clock.now())
            await clock.sleep(100)
          })
        )
      )
    await calls(200)
    for (let pause = 0; pause < 5; pause += 1) {
      await clock.sleep(150)
      await calls(98)
    }
    const inSecond = starts.map(at => starts.filter(one => one >= at && one < at + 1_000).length)
    expect(Math.max(...inSecond)).toBeLessThanOrEqual(MOST_A_SECOND)
    const took = ((starts.at(-1) ?? 0) - (starts[200] ?? 0)) / 1_000
    expect(490 / took).toBeGreaterThanOrEqual(47.5)
  })

  it('tries again after an hour, however long it was asked to wait', async () => {
    const { many, clock, starts } = given()
    await many(1, () => throttled(1e12))
    clock.pass(HOUR)
    await many(1, () => 5)
    expect(starts).toHaveLength(2)
  })

  it('waits no longer for a pause or a turn of before when the clock is set back', async () => {
    const { many, clock, pace } = given()
    await many(20, () => 100)
    await many(1, () => throttled(30 * MINUTE))
    clock.pass(-DAY)
    const from = clock.now()
    await pace.run(() => Promise.resolve())
    await many(20, () => 100)
    expect(clock.now() - from).toBeLessThan(MINUTE)
  })

  it('makes a tenth fewer calls a second after a throttled one, and comes back within a minute', async () => {
    const { many, pace } = given()
    await many(100, () => 100)
    let isFirst = true
    await many(1, () => {
      if (!isFirst) return 100
      isFirst = false
      return throttled()
    })
    expect(pace.aSecond).toBeCloseTo(SAFE_A_SECOND * 0.9)
    await many(200, () => 100)
    expect(pace.aSecond).toBeLessThan(MOST_A_SECOND - 2)
    await many(60 * MOST_A_SECOND, () => 100)
    expect(pace.aSecond).toBe(MOST_A_SECOND)
  })

  it('tries the last call a second after good seconds, and not again for ten minutes once it was throttled', async () => {
    const { many, pace, clock } = given()
    await many(100, () => 100)
    expect(pace.aSecond).toBe(SAFE_A_SECOND)
    await many(400, () => 100)
    expect(pace.aSecond).toBe(MOST_A_SECOND)
    let isFirst = true
    await many(1, () => {
      if (!isFirst) return 100
      isFirst = false
      return throttled()
    })
    await many(60 * MOST_A_SECOND, () => 100)
    expect(pace.aSecond).toBe(SAFE_A_SECOND)
    clock.pass(10 * MINUTE)
    await many(300, () => 100)
    expect(pace.aSecond).toBe(MOST_A_SECOND)
  })

  it('makes fewer calls at a time when answers become slow', async () => {
    const { many, pace } = given()
    await many(200, () => 100)
    await many(4, () => 2_000)
    expect(pace.atOnce).toBeLessThan(MOST_AT_ONCE)
  })

  it.each([429, 503])('makes no call before the Retry-After of a %s is over', async status => {
    const { many, pace, starts, clock } = given()
    const [first] = await many(1, () => throttled(60_000, status))
    expect(first).toMatchObject({ reason: { retryAfter: 60_000 } })
    const [second] = await many(1, () => 5)
    expect(second).toMatchObject({ status: 'rejected', reason: { httpStatus: 429 } })
    expect(starts).toHaveLength(1)
    clock.pass(60_000)
    await pace.run(async () => undefined)
  })

  it('repeats a 503 only when that does no harm', async () => {
    const { pace } = given()
    let calls = 0
    const call = async () => {
      calls += 1
      throw throttled(null, 503)
    }
    await expect(pace.run(call, false)).rejects.toMatchObject({ httpStatus: 503 })
    expect(calls).toBe(1)
  })

  it('takes calls that are throttled together as one sign', async () => {
    const { many, pace } = given()
    await many(200, () => 5)
    let left = 8
    await many(8, () => (left-- > 0 ? throttled() : 5))
    expect(pace.atOnce).toBeGreaterThanOrEqual(2)
  })
})

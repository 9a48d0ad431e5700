import { describe, expect, it } from '@jest/globals'

import { handlerOf } from '../../http/handler'
import { ask, atEnd, createBench, serve } from '../testing'

import { createScheduler } from './index'
import { nextRun, parseJob } from './job'
import { createJobs, type StoredJob } from './jobs'

const job = {
  id: 'tick',
  scheduler: { expression: '*/5 * * * *', endDate: '2100-01-01T23:30:00' },
  request: {
    uri: 'https://master--lojademo.myvtex.com/_v/tick',
    method: 'POST',
    headers: { 'x-tick': 's' },
    body: { a: 1 },
  },
}

const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`)

describe('parseJob', () => {
  it('keeps what is needed', () => {
    expect(parseJob(job, '')).toEqual(job)
  })

  it.each([
    [{ ...job, id: '' }, 'id'],
    [{ ...job, scheduler: { expression: '*/10 * * * * *' } }, 'five fields'],
    [{ ...job, scheduler: { expression: '99 * * * *' } }, 'scheduler.expression'],
    [{ ...job, request: { uri: 'nowhere' } }, 'request.uri'],
  ])('refuses %j', (raw, words) => {
    expect(() => parseJob(raw, '')).toThrow(words)
  })

  it('tells the next run, in UTC, until the end date', () => {
    expect(nextRun(parseJob(job, ''), at('12:03:30'))).toBe(at('12:05:00'))
    const ended = { ...job, scheduler: { ...job.scheduler, endDate: '2020-01-01T00:00:00' } }
    expect(nextRun(parseJob(ended, ''), at('12:03:30'))).toBeNull()
  })
})

async function setup({ host = 'lojademo.myvtex.com', query = '?version=4' } = {}) {
  const bench = createBench()
  const ran: StoredJob[] = []
  const outcome = { ok: true }
  const scheduler = createScheduler({
    ...bench,
    run: due => {
      ran.push(due)
      return Promise.resolve(outcome.ok)
    },
  })
  atEnd(() => scheduler.stop())
  const handle = handlerOf(scheduler.app)
  const origin = await serve((req, res) => {
    req.headers.host = host
    void handle(req, res)
  })
  const call = (method: string, path = '', body?: unknown, account = 'lojademo') =>
    ask(`${origin}/api/scheduler/master/app${path}${query}`, method, {
      headers: {
        vtexidclientautcookie: bench.tokenOf(account),
      },
      body,
    })
  return { ...bench, scheduler, ran, outcome, call }
}

describe('scheduler', () => {
  it('takes due jobs once, and moves them on', () => {
    const { db, clock } = createBench()
    const jobs = createJobs(db)
    const parsed = parseJob(job, '')
    jobs.put('lojademo', 'app', parsed, nextRun(parsed, clock.now()))
    const take = () => jobs.takeDue(clock.now(), due => nextRun(due, clock.now()))
    expect(take()).toEqual([])
    clock.advance(5 * 60_000)
    expect(take()).toEqual([{ account: 'lojademo', app: 'app', job: parsed }])
    expect(take()).toEqual([])
    clock.advance(60 * 60_000)
    expect(take()).toHaveLength(1)
  })

  it('keeps what was put, runs it on demand, and forgets it', async () => {
    const { call, scheduler, ran } = await setup()
    expect((await call('PUT', '', job)).status).toBe(200)
    const again = await call('POST', '', job)
    expect([again.status, again.body]).toEqual([304, null])
    expect((await call('PUT', '', { ...job, request: { ...job.request, body: {} } })).status).toBe(
      200
    )
    expect((await call('PUT', '', job)).status).toBe(200)
    expect((await call('GET')).body).toEqual([job])
    expect((await call('GET', '/tick')).body).toEqual(job)
    expect(scheduler.runAll()).toBe(1)
    expect(ran).toEqual([{ account: 'lojademo', app: 'app', job }])
    expect((await call('DELETE', '/tick')).status).toBe(204)
    expect((await call('GET')).body).toEqual([])
    expect((await call('DELETE', '/tick')).status).toBe(404)
  })

  it('serves an account on the host of the portal, named by the query', async () => {
    const portal = 'portal.vtexcommercestable.com.br'
    const { call } = await setup({ host: portal, query: '?version=4&an=lojademo' })
    expect((await call('PUT', '', job)).status).toBe(200)
    expect((await call('GET')).body).toEqual([job])
    expect((await call('GET', '', undefined, 'outraloja')).status).toBe(403)
    const { call: nameless } = await setup({ host: portal })
    expect((await nameless('GET')).status).toBe(403)
  })

  it('makes a failed call again as its retry block says, and no oftener', async () => {
    const { call, clock, scheduler, ran, outcome } = await setup()
    const retry = { delay: { addMinutes: 2, addHours: 0, addDays: 0 }, times: 2, backOffRate: 2 }
    const hourly = { ...job, scheduler: { expression: '0 * * * *' }, retry }
    expect((await call('PUT', '', hourly)).body).toEqual(hourly)
    outcome.ok = false
    const runs: number[] = []
    for (let minute = 0; minute <= 75; minute += 1) {
      const before = ran.length
      scheduler.runDue()
      await Promise.resolve()
      if (ran.length > before) runs.push(minute)
      clock.advance(60_000)
    }
    expect(runs).toEqual([60, 62, 66])
  })

  it.each<['drain' | 'stop', number]>([
    ['drain', 1],
    ['stop', 0],
  ])('given a call that fails after %s, expect %i retries noted', async (end, expected) => {
    const bench = createBench()
    let fail = (): void => undefined
    const failed = new Promise<boolean>(resolve => (fail = () => resolve(false)))
    const scheduler = createScheduler({ ...bench, run: () => failed })
    atEnd(() => scheduler.stop())
    const jobs = createJobs(bench.db)
    const retry = { delay: { addMinutes: 1 }, times: 1 }
    jobs.put('lojademo', 'app', parseJob({ ...job, retry }, ''), null)
    scheduler.runAll()
    scheduler[end]()
    fail()
    await failed
    await Promise.resolve()
    expect(jobs.takeRetries(bench.clock.now() + 3_600_000)).toHaveLength(expected)
  })

  it('refuses a caller of another account', async () => {
    const { call } = await setup()
    expect((await call('GET', '', undefined, 'outraloja')).status).toBe(403)
  })
})

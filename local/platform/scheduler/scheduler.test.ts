import { describe, expect, it } from 'vitest'

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

async function setup() {
  const bench = createBench()
  const ran: StoredJob[] = []
  const scheduler = createScheduler({ ...bench, run: due => void ran.push(due) })
  atEnd(() => scheduler.stop())
  const handle = handlerOf(scheduler.app)
  const origin = await serve((req, res) => {
    req.headers.host = 'lojademo.myvtex.com'
    void handle(req, res)
  })
  const call = (method: string, path = '', body?: unknown, account = 'lojademo') =>
    ask(`${origin}/api/scheduler/master/app${path}?version=4`, method, {
      headers: {
        vtexidclientautcookie: bench.tokenOf(account),
      },
      body,
    })
  return { ...bench, scheduler, ran, call }
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
    expect(take()).toEqual([{ account: 'lojademo', job: parsed }])
    expect(take()).toEqual([])
    clock.advance(60 * 60_000)
    expect(take()).toHaveLength(1)
  })

  it('keeps what was put, runs it on demand, and forgets it', async () => {
    const { call, scheduler, ran } = await setup()
    expect((await call('PUT', '', job)).status).toBe(200)
    expect((await call('POST', '', job)).status).toBe(200)
    expect((await call('GET')).body).toEqual([job])
    expect((await call('GET', '/tick')).body).toEqual(job)
    expect(scheduler.runAll()).toBe(1)
    expect(ran).toEqual([{ account: 'lojademo', job }])
    expect((await call('DELETE', '/tick')).status).toBe(204)
    expect((await call('GET')).body).toEqual([])
    expect((await call('DELETE', '/tick')).status).toBe(404)
  })

  it('refuses a caller of another account', async () => {
    const { call } = await setup()
    expect((await call('GET', '', undefined, 'outraloja')).status).toBe(403)
  })
})

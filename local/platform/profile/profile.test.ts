import { describe, expect, it } from '@jest/globals'

import { sendJson } from '../../http/handler'
import { ask, manualClock, serve } from '../testing'

import { CLOUD, type PlatformProfile } from './cloud'
import { createProfile } from './with-profile'

const profile: PlatformProfile = {
  calls: [
    { part: 'slow', begins: /^GET \/search/, latencyMs: [100, 300], source: 'test' },
    { part: 'slow', latencyMs: [10, 20], source: 'test' },
  ],
  limits: [{ part: 'slow', perSecond: 3, source: 'test' }],
  searchLagMs: [500, 600],
}

async function setup(seed: number) {
  const clock = manualClock()
  const waits: number[] = []
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms)
    return Promise.resolve()
  }
  const { withProfile, searchLagMs } = createProfile(profile, { seed, clock, sleep })
  const url = await serve(withProfile('slow', (_req, res) => sendJson(res, 200, {})))
  return { clock, waits, url, searchLagMs }
}

describe('a profile', () => {
  it('has each kind of call wait within its bounds, the same for the same seed', async () => {
    const run = async (seed: number) => {
      const { url, waits, clock } = await setup(seed)
      for (const path of ['/search?an=a', '/documents/1?an=a', '/search?an=a']) {
        await ask(url + path, 'GET')
        clock.advance(1_000)
      }
      return waits
    }
    const [first, again, other] = [await run(1), await run(1), await run(2)]
    expect(first).toEqual(again)
    expect(first).not.toEqual(other)
    expect(first.map(ms => (ms >= 100 ? 'search' : 'document'))).toEqual([
      'search',
      'document',
      'search',
    ])
    for (const ms of first) expect(ms >= 10 && ms <= 300 && (ms <= 20 || ms >= 100)).toBe(true)
  })

  it('answers 429 beyond the limit of an account, and lets the other account and the next second through', async () => {
    const { url, clock } = await setup(1)
    const statuses = async (account: string, times: number) => {
      const seen: number[] = []
      for (let time = 0; time < times; time += 1)
        seen.push((await ask(`${url}/documents/1?an=${account}`, 'GET')).status)
      return seen
    }
    expect(await statuses('one', 4)).toEqual([200, 200, 200, 429])
    expect(await statuses('other', 1)).toEqual([200])
    clock.advance(1_000)
    expect(await statuses('one', 1)).toEqual([200])
  })

  it('says of every figure of the cloud where it comes from, and bounds it', () => {
    for (const { latencyMs, source } of CLOUD.calls) {
      expect(source.length).toBeGreaterThan(5)
      expect(latencyMs[0]).toBeLessThan(latencyMs[1])
    }
    for (const { perSecond, source } of CLOUD.limits) {
      expect(source.length).toBeGreaterThan(5)
      expect(perSecond).toBeGreaterThan(0)
    }
  })
})

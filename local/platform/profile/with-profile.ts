import type { IncomingMessage } from 'node:http'

import type { Clock } from '../../clock'
import { type Handler, header, sendJson } from '../../http/handler'

import type { PlatformProfile } from './cloud'

/** Gives a part the speed and the limits of a profile. */
export type WithProfile = (part: string, handler: Handler) => Handler

/** Numbers from 0 up to 1, the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SECOND = 1_000

/** Calls of the last second by part and account. */
function createMeter(clock: Clock): (key: string, perSecond: number) => boolean {
  const windows = new Map<string, number[]>()
  return (key, perSecond) => {
    const now = clock.now()
    const recent = (windows.get(key) ?? []).filter(at => now - at < SECOND)
    windows.set(key, recent)
    if (recent.length >= perSecond) return false
    recent.push(now)
    return true
  }
}

/** Whose call it is: Master Data names the account in the query, other services in the host. */
function accountOf(req: IncomingMessage): string {
  const named = /[?&]an=([^&]*)/.exec(req.url ?? '')?.[1]
  return named ?? header(req, 'host').split('.', 1)[0] ?? ''
}

/**
 * Has every call wait as long as the profile says, and refuses those beyond its limits with 429. The waits follow
 * from the seed and the order of the calls. `sleep` may be replaced by a test.
 */
export function createProfile(
  profile: PlatformProfile,
  {
    seed,
    clock,
    sleep = wait,
  }: { seed: number; clock: Clock; sleep?: (ms: number) => Promise<void> }
): { withProfile: WithProfile; searchLagMs: () => number } {
  const random = seededRandom(seed)
  const between = ([shortest, longest]: readonly [number, number]): number =>
    shortest + random() * (longest - shortest)
  const mayPass = createMeter(clock)

  return {
    searchLagMs: () => between(profile.searchLagMs),
    withProfile: (part, handler) => async (req, res) => {
      const call = `${req.method ?? 'GET'} ${req.url ?? '/'}`
      const found = profile.calls.find(
        one => one.part === part && (one.begins === undefined || one.begins.test(call))
      )
      const limit = profile.limits.find(one => one.part === part)
      const passes = limit === undefined || mayPass(`${part}/${accountOf(req)}`, limit.perSecond)
      if (found !== undefined) await sleep(between(found.latencyMs))
      if (!passes) return sendJson(res, 429, { Message: 'Too many requests' })
      return handler(req, res)
    },
  }
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

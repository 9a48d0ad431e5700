import { FAULT_KINDS } from '../local/carrefour/faults'
import { EVENT_KINDS, HTTP_KINDS } from '../local/platform/faults/fault'
import type { Action, CarrefourFault, PlatformFault, Step } from './actions'
import { Random } from './random'
import { SKUS, unitsFor } from './world'

const WEIGHTS: Readonly<Record<Action['kind'], number>> = {
  stock: 30,
  reprocess: 5,
  reprocessBlocked: 3,
  job: 10,
  jobAgain: 2,
  cancelJob: 5,
  breakKey: 4,
  fixKey: 6,
  saveWrongKey: 1,
  catalogue: 4,
  block: 3,
  unblock: 2,
  switch: 2,
  kill: 8,
  platformFault: 14,
  carrefourFault: 12,
  importTime: 2,
  tick: 4,
  scheduler: 3,
  searchLag: 3,
  listed: 0,
  rest: 0,
}

/** Longest gap between two steps, in milliseconds of the workspace's time. */
const LONGEST_GAP = 25_000

/** The steps that a seed stands for: the same seed always gives the same steps. */
export function planOf(seed: number, steps: number): readonly Step[] {
  const random = new Random(seed)
  // Trouble during the first load for some, jobs from the first step on for the others.
  const first: readonly Step[] = random.chance(0.5)
    ? [{ after: 0, side: 0, action: { kind: 'listed' } }]
    : []
  const others = Array.from({ length: steps }, (): Step => {
    const side = random.chance(0.5) ? 1 : 0
    const hurried = random.chance(0.4)
    return {
      after: random.whole(0, hurried ? 500 : LONGEST_GAP),
      side,
      action: actionOf(random, side),
    }
  })
  return [...first, ...others]
}

function actionOf(random: Random, side: 0 | 1): Action {
  const kind = random.weighted(WEIGHTS)
  switch (kind) {
    case 'stock':
      return {
        kind,
        skus: someSkus(random, random.chance(0.1) ? SKUS : 3),
        units: unitsFor(side, random.whole(2, 400)),
        via: random.pick(['webhook', 'event', 'both']),
      }
    case 'reprocess':
      return { kind, skus: someSkus(random, 3) }
    case 'job': {
      const skus = random.chance(0.4) ? 'all' : someSkus(random, SKUS)
      return { kind, skus, key: `wish-${random.whole(1, 5)}` }
    }
    case 'breakKey':
      return { kind, how: random.pick(['revoke', 'rotate']) }
    case 'block':
      return { kind, sku: random.whole(0, SKUS - 1) }
    case 'kill':
      return { kind, replica: random.whole(0, 1) }
    case 'platformFault':
      return { kind, fault: platformFault(random) }
    case 'carrefourFault':
      return { kind, fault: carrefourFault(random) }
    case 'importTime':
      return { kind, ms: random.pick([700, 8_000, 70_000]) }
    case 'tick':
      return { kind, times: random.whole(1, 3) }
    case 'scheduler':
      return { kind, on: random.chance(0.5) }
    case 'searchLag':
      return { kind, ms: random.pick([100, 2_000, 20_000]) }
    default:
      return { kind }
  }
}

function someSkus(random: Random, most: number): readonly number[] {
  const count = random.whole(1, most)
  return [...new Set(Array.from({ length: count }, () => random.whole(0, SKUS - 1)))]
}

function platformFault(random: Random): PlatformFault {
  const times = random.whole(1, 5)
  const lossy = random.weighted({ answer: 8, event: 2 })
  if (lossy === 'event') {
    const match = random.pick(['carrefour.work', 'carrefour.work', 'broadcaster'])
    return { part: 'events', kind: random.pick(EVENT_KINDS), match, times }
  }
  const part = random.pick([
    'vbase',
    'vbase',
    'masterdata',
    'masterdata',
    'apps',
    'store',
    'events',
  ])
  const kind = random.pick(HTTP_KINDS)
  const match = random.chance(0.4) ? { match: random.pick(['PUT ', 'GET ', 'DELETE ']) } : {}
  return {
    part,
    kind,
    ...match,
    times,
    ...(kind === 'latency' ? { ms: random.pick([300, 2_000, 6_000]) } : {}),
    ...(kind === 'status' ? { status: random.pick([500, 503, 429]) } : {}),
  }
}

function carrefourFault(random: Random): CarrefourFault {
  const operation = random.pick(['STO01', 'STO01', 'STO02', 'STO03', 'OF21', 'all'])
  const times = random.whole(1, 2)
  // An HTTP error is the commonest.
  const kind = random.pick(['http', ...FAULT_KINDS])
  if (kind === 'http') {
    const status = random.pick([429, 429, 500, 502, 503])
    const retryAfter = status === 429 ? { retryAfter: random.pick([20, 90]) } : {}
    return { operation, kind, status, ...retryAfter, times }
  }
  if (kind === 'html' || kind === 'empty') return { operation, kind, status: 503, times }
  if (kind === 'latency') return { operation, kind, latencyMs: random.pick([500, 4_000]), times }
  return { operation, kind, times: kind === 'import-never-ends' ? 1 : times }
}

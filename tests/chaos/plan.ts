import { type FaultKind, FAULT_KINDS } from '../../local/carrefour/faults'
import { EVENT_KINDS, HTTP_KINDS } from '../../local/platform/faults/fault'
import type { Action, CarrefourFault, PlatformFault, Step } from './actions'
import { Random } from '../../node/testing/cases'
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
  // What a file in the wrong shop means depends on what else happens: a scene plays it.
  leaveShopToKey: 0,
  moveKey: 0,
  catalogue: 4,
  block: 3,
  unblock: 2,
  switch: 2,
  saveTogether: 2,
  disconnectMeanwhile: 1,
  saveElsewhere: 1,
  poison: 3,
  cure: 3,
  // A held 0 may last longer than a seed: scenes play it.
  emptyStore: 0,
  // Others' work would break it: scenes play it.
  silence: 0,
  foreignOffer: 1,
  compare: 2,
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
      return { kind, skus, key: `key-${random.whole(1, 5)}` }
    }
    case 'breakKey':
      return { kind, how: random.pick(['revoke', 'rotate']) }
    case 'block':
      return { kind, sku: random.whole(0, SKUS - 1) }
    case 'saveTogether':
      return { kind, people: random.whole(2, 4) }
    case 'poison':
      return { kind, sku: random.whole(0, SKUS - 1), where: random.pick(['store', 'ledger']) }
    case 'foreignOffer':
      return { kind, sku: random.whole(0, SKUS - 1) }
    case 'compare':
      return { kind, cut: random.chance(0.5) }
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
    case 'silence':
      return { kind, minutes: random.whole(6, 12), sku: random.whole(0, SKUS - 1) }
    case 'emptyStore':
      return { kind, empty: random.chance(0.5) }
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

type FaultOperation = CarrefourFault['operation']

/** Calls that a kind of trouble can hit; the others can hit any. */
const OPERATIONS_OF: Readonly<Partial<Record<FaultKind, FaultOperation>>> = {
  'accepted-202': 'STO01',
  'no-import-id': 'STO01',
  'import-never-ends': 'STO01',
  'import-fails': 'STO01',
  'import-cancelled': 'STO01',
  'import-ends-late': 'STO01',
  'status-queued': 'STO02',
  'status-custom': 'STO02',
  'status-lower-case': 'STO02',
  'counts-contradict': 'STO02',
  'counts-null': 'STO02',
  'report-pipe': 'STO03',
  'report-utf16': 'STO03',
  'report-headless': 'STO03',
  'report-localised': 'STO03',
  'report-cut': 'STO03',
  'report-foreign': 'STO03',
  'offers-lag': 'OF21',
  'offers-cut': 'OF21',
}

/** Each keeps a run waiting for half an hour of its time: seldom. */
const ENDLESS: readonly FaultKind[] = ['import-never-ends', 'import-ends-late']
const BRIEF = FAULT_KINDS.filter(kind => !ENDLESS.includes(kind))

/** What `Retry-After` may say: seconds, nonsense, and days that are over. */
const RETRY_AFTER = [20, 90, '0', '-1', '2.5', 'soon', 'Wed, 21 Oct 2015 07:28:00 GMT'] as const

function carrefourFault(random: Random): CarrefourFault {
  const times = random.whole(1, 3)
  const [first = 'http', ...others] = random.chance(0.05) ? ENDLESS : BRIEF
  // An HTTP error is the commonest.
  const kind = random.chance(0.25) ? 'http' : random.pick([first, ...others])
  const operation =
    OPERATIONS_OF[kind] ?? random.pick(['STO01', 'STO01', 'STO02', 'STO03', 'OF21', 'P31', 'all'])
  if (kind === 'http') {
    // 404 of STO02: the import is not known yet.
    if (operation === 'STO02' && random.chance(0.3)) return { operation, kind, status: 404, times }
    const status = random.pick([429, 429, 500, 502, 503])
    const retryAfter = status === 429 ? { retryAfter: random.pick(RETRY_AFTER) } : {}
    return { operation, kind, status, ...retryAfter, times }
  }
  // A firewall answers 401 and 403 as well.
  if (kind === 'html') return { operation, kind, status: random.pick([503, 401, 403]), times }
  if (kind === 'empty') return { operation, kind, status: random.pick([200, 503]), times }
  if (kind === 'latency') return { operation, kind, latencyMs: random.pick([500, 4_000]), times }
  return { operation, kind, times: ENDLESS.includes(kind) ? 1 : times }
}

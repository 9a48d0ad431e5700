import type { Action, CarrefourFault, PlatformFault, Step } from '../actions'
import { unitsFor } from '../world'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** After this much quiet the next file may leave at once. */
const WINDOW = 65 * SECOND

const then = (after: number, action: Action, side: 0 | 1 = 0): Step => ({ after, side, action })

const stock = (skus: readonly number[], units: number, side: 0 | 1 = 0): Action => ({
  kind: 'stock',
  skus,
  units: unitsFor(side, units),
  via: 'webhook',
})

const carrefour = (fault: CarrefourFault): Action => ({ kind: 'carrefourFault', fault })
const platform = (fault: PlatformFault): Action => ({ kind: 'platformFault', fault })
const job = (skus: readonly number[] | 'all', key = 'key'): Action => ({ kind: 'job', skus, key })

/** Writes of the first SKU's row in the first account, and nothing else: only they name a schema. */
const ROW_WRITE = 'documents/101?an=loja0a&_schema'

/** Ten SKUs of a larger shop. */
const tenFrom = (first: number): readonly number[] =>
  Array.from({ length: 10 }, (_, index) => first + index)

/** Time for what a scene has started, before its faults end. */
export const A_MINUTE = then(MINUTE, { kind: 'tick', times: 1 })

/** The first load and its comparison are over, so neither repairs by chance what a scene breaks. */
const atRest: Step = then(0, { kind: 'rest' })

/**
 * The simplest situations in which a promise may break, for those that random steps reach too rarely.
 */
export const SCENES = {
  /** Some stock changes. */
  changes: [atRest, then(WINDOW, stock([0], 40)), then(0, stock([0], 41, 1), 1)],
  /** Both accounts change at the same time, again and again. */
  interleaved: [0, 1, 2, 3].flatMap(round => [
    then(5 * SECOND, stock([0], 40 + 4 * round)),
    then(0, stock([0], 60 + 4 * round, 1), 1),
  ]),
  /** Requests come while the queue cannot be written. */
  queueDown: [
    atRest,
    then(
      WINDOW,
      platform({ part: 'vbase', kind: 'status', match: 'requests/files/0-', status: 503, times: 8 })
    ),
    then(0, stock([0, 1], 40)),
  ],
  /** Outcomes come while the ledger cannot be written, for longer than a call is repeated at once. */
  ledgerDown: [
    atRest,
    then(
      WINDOW,
      platform({ part: 'masterdata', kind: 'status', match: ROW_WRITE, status: 503, times: 10 })
    ),
    then(0, stock([0, 1, 2], 40)),
  ],
  /** The ledger writes an outcome, and its answer is lost. */
  ledgerAnswerLost: [
    atRest,
    then(WINDOW, platform({ part: 'masterdata', kind: 'lost-answer', match: ROW_WRITE, times: 2 })),
    then(0, stock([0], 40)),
  ],
  /** A run ends after it has written the outcomes of a job and before it could let go of the batch. */
  settledTwice: [
    atRest,
    then(
      WINDOW,
      platform({ part: 'vbase', kind: 'status', match: '/activity/', status: 503, times: 4 })
    ),
    then(0, job('all')),
    // The fault must still be there when the outcomes have been written.
    then(3 * MINUTE, { kind: 'tick', times: 1 }),
  ],
  /** Carrefour does not answer for a moment. */
  outage: [
    atRest,
    then(WINDOW, carrefour({ operation: 'STO01', kind: 'http', status: 503, times: 1 })),
    then(0, stock([0], 40)),
  ],
  /** A SKU changes again while Carrefour works on the change before. */
  changesMeanwhile: [
    atRest,
    then(WINDOW, { kind: 'importTime', ms: 40 * SECOND }),
    then(0, stock([0], 40)),
    then(15 * SECOND, stock([0], 60)),
  ],
  /** Changes come faster than files may leave; some lines are refused, so that reports are fetched. */
  busy: [
    atRest,
    then(0, { kind: 'block', sku: 5 }),
    ...[0, 1, 2, 3, 4, 5, 6].map(round => then(20 * SECOND, stock([round % 3, 5], 40 + 2 * round))),
  ],
  /** Carrefour asks for a pause. */
  askedToWait: [
    atRest,
    then(
      WINDOW,
      carrefour({ operation: 'STO01', kind: 'http', status: 429, retryAfter: 90, times: 1 })
    ),
    then(0, stock([0], 40)),
    then(3 * MINUTE, stock([1], 42)),
  ],
  /** Imports take longer than the distance of two files. */
  slowImports: [
    atRest,
    then(WINDOW, { kind: 'importTime', ms: 100 * SECOND }),
    ...[0, 1, 2, 3].map(round => then(25 * SECOND, stock([round], 40))),
    then(MINUTE, stock([4], 40)),
  ],
  /** An import fails as a whole. */
  failedImport: [
    atRest,
    then(WINDOW, carrefour({ operation: 'STO01', kind: 'import-fails', times: 1 })),
    then(0, stock([0, 1], 40)),
    then(30 * SECOND, stock([2], 40)),
  ],
  /** Carrefour refuses a line. */
  refusedLine: [atRest, then(0, { kind: 'block', sku: 0 }), then(WINDOW, stock([0, 1], 40))],
  /** The key is refused, and for a while nobody reacts. */
  refusedKey: [
    atRest,
    then(WINDOW, { kind: 'breakKey', how: 'revoke' }),
    then(0, stock([0], 40)),
    then(6 * MINUTE, stock([1], 42)),
  ],
  /** The key is refused, as slowly as the app waits for an answer; meanwhile other SKUs change. */
  refusedSlowly: [
    atRest,
    then(WINDOW, { kind: 'breakKey', how: 'revoke' }),
    then(0, carrefour({ operation: 'STO01', kind: 'latency', latencyMs: 10 * SECOND, times: 1 })),
    then(0, stock([0], 40)),
    // However late the file leaves, some of these come after it and before its answer.
    ...[1, 2, 3, 4, 5].map(sku => then(4 * SECOND, stock([sku], 60))),
    then(MINUTE, { kind: 'tick', times: 1 }),
  ],
  /** A product is catalogued. */
  catalogued: [atRest, then(0, { kind: 'catalogue' }), then(8 * MINUTE, { kind: 'catalogue' })],
  /** Stock changed, nobody told, and a person reprocesses the SKU. */
  reprocessLater: [
    atRest,
    then(WINDOW, { kind: 'stock', skus: [0, 1], units: 60, via: 'nothing' }),
    then(MINUTE, { kind: 'reprocess', skus: [0] }),
    then(0, job([1])),
  ],
  /** Somebody tries to save a key that does not work. */
  wrongKey: [atRest, then(0, { kind: 'saveWrongKey' })],
  /** One job with every outcome, asked for twice. */
  wholeJob: [
    atRest,
    then(0, { kind: 'block', sku: 5 }),
    then(WINDOW, job('all')),
    then(SECOND, { kind: 'jobAgain' }),
    then(0, { kind: 'rest' }),
    then(0, job([0, 5, 6], 'named')),
  ],
  /** A job is cancelled while it waits for its file. */
  cancelledBefore: [
    atRest,
    then(WINDOW, stock([0], 40)),
    then(15 * SECOND, job('all')),
    then(2 * SECOND, { kind: 'cancelJob' }),
    then(2 * MINUTE, { kind: 'tick', times: 1 }),
  ],
  /** A job is cancelled while Carrefour works on its file. */
  cancelledInFlight: [
    atRest,
    then(0, { kind: 'importTime', ms: 60 * SECOND }),
    then(WINDOW, job('all')),
    then(25 * SECOND, { kind: 'cancelJob' }),
  ],
  /** A replica dies while it works on a job, and another, and the job is asked for again. */
  killedJob: [
    atRest,
    then(WINDOW, job('all')),
    then(2 * SECOND, { kind: 'kill', replica: 0 }),
    then(3 * SECOND, { kind: 'kill', replica: 1 }),
    then(20 * SECOND, { kind: 'jobAgain' }),
  ],
  /** A line is refused, and the report that says so ends in the middle. */
  cutReport: [
    atRest,
    then(0, { kind: 'block', sku: 5 }),
    then(WINDOW, carrefour({ operation: 'STO03', kind: 'report-cut', times: 6 })),
    then(0, stock([0, 5], 40)),
    then(3 * MINUTE, { kind: 'tick', times: 1 }),
  ],
  /** An upload takes long, and more changes wait for the next file. */
  slowCalls: [
    atRest,
    then(
      WINDOW,
      carrefour({ operation: 'STO01', kind: 'latency', latencyMs: 10 * SECOND, times: 1 })
    ),
    then(0, stock([0], 40)),
    then(20 * SECOND, stock([1], 42)),
    then(MINUTE, { kind: 'tick', times: 1 }),
  ],
  /** Carrefour refuses to list its offers, and asks for no pause. */
  noPause: [
    atRest,
    then(
      0,
      carrefour({ operation: 'OF21', kind: 'http', status: 429, retryAfter: '0', times: 200 })
    ),
    then(0, { kind: 'compare', cut: false }),
  ],
  /** The store cannot answer about one SKU, and others change. */
  poisonInStore: [
    atRest,
    then(WINDOW, { kind: 'poison', sku: 0, where: 'store' }),
    then(SECOND, stock([0, 1, 2], 40)),
    then(6 * MINUTE, { kind: 'tick', times: 1 }),
  ],
  /**
   * The ledger takes one SKU's document no more, and others change, one after the other: files leave beside what is still to
   * be written, but only so many of them.
   */
  poisonInLedger: [
    atRest,
    // Late enough that retries of the first saves, as on a busy machine, do not count as faults of this time.
    then(11 * MINUTE, { kind: 'poison', sku: 0, where: 'ledger' }),
    then(SECOND, stock([0, 1], 40)),
    ...[2, 3, 4, 5, 1].map(sku => then(80 * SECOND, stock([sku], 44))),
    then(6 * MINUTE, { kind: 'tick', times: 1 }),
  ],
  /** The store seems sold out, in two readings within ten minutes. */
  soldOutStore: [
    atRest,
    then(WINDOW, { kind: 'emptyStore', empty: true }),
    then(SECOND, stock([0, 1, 2, 3, 4, 5], 40)),
    then(2 * MINUTE, stock([0, 1, 2, 3, 4, 5], 60)),
    then(3 * MINUTE, { kind: 'emptyStore', empty: false }),
    then(WINDOW, stock([0, 1, 2, 3, 4, 5], 80)),
  ],
  /** The store of a larger shop seems sold out, ten SKUs at a time. */
  soldOutSlowly: [
    atRest,
    then(WINDOW, { kind: 'emptyStore', empty: true }),
    ...[0, 10, 20].map(first => then(90 * SECOND, stock(tenFrom(first), 40))),
    then(3 * MINUTE, { kind: 'emptyStore', empty: false }),
    ...[0, 10, 20].map(first => then(first === 0 ? WINDOW : 0, stock(tenFrom(first), 80))),
  ],
  /** Nothing calls the app for some minutes, and then the store does. */
  silence: [
    atRest,
    then(WINDOW, { kind: 'silence', minutes: 7, sku: 0 }),
    then(2 * MINUTE, stock([1], 44)),
  ],
  /** The key opens another shop while stock changes and a job runs; after minutes the merchant saves a new key. */
  otherShop: [
    then(0, { kind: 'leaveShopToKey' }),
    // A file since that save: Carrefour has named the shop that it went to.
    then(0, stock([0], 40)),
    atRest,
    then(WINDOW, { kind: 'moveKey' }),
    then(0, stock([0, 1], 60)),
    then(SECOND, job('all')),
    then(3 * MINUTE, stock([2], 44)),
    then(2 * MINUTE, { kind: 'fixKey' }),
  ],
  /** Four people save the same version at once. */
  savedTogether: [atRest, then(0, { kind: 'saveTogether', people: 4 })],
  /** Somebody saves while somebody else disconnects. */
  disconnected: [atRest, then(0, { kind: 'disconnectMeanwhile' }), then(MINUTE, stock([0], 40))],
  /** Somebody saves another address without typing the key. */
  elsewhere: [atRest, then(0, { kind: 'saveElsewhere' })],
  /** Carrefour's list of offers lacks one. */
  cutList: [atRest, then(0, { kind: 'compare', cut: true })],
  /** Carrefour lists an offer whose code is nearly a SKU's. */
  nearlyOurs: [
    atRest,
    then(0, { kind: 'foreignOffer', sku: 0 }),
    then(0, { kind: 'compare', cut: false }),
  ],
} as const satisfies Readonly<Record<string, readonly Step[]>>

export type SceneName = keyof typeof SCENES

/** Scenes that need a shop of another size. */
export const SIZES: Readonly<Partial<Record<SceneName, number>>> = { soldOutSlowly: 42 }

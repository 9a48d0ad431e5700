import { CAUSES } from '../../api/causes'
import { fieldRules } from '../../../node/connection/form.logic'
import type { HistoryEntry, Hour, Problem, Process } from '../../api/generated'
import {
  aConfiguration,
  aConnection,
  aPage,
  aProcess,
  KEY_REFUSED,
  NOT_CATALOGED_MESSAGE,
  UNAUTHORIZED_MESSAGE,
} from '../samples'
import type { WholeConnection } from '../samples'
import type { Answers } from '../scripted'
import { minutesAgo } from './scene'

export const MAY_ALL = { view: true, reprocess: true, configure: true }
export const MAY_VIEW = { view: true, reprocess: false, configure: false }

const OTHER_WORDS = 'O preço da oferta é inferior ao mínimo permitido para a categoria.'

/** The connection as it stands now; its numbers are those of the rows. */
/** No file is due while the connection is off or the ShopKey is refused. */
const sends = ({ configuration, incident }: Partial<WholeConnection>): boolean =>
  configuration?.active !== false && incident?.actor !== 'MERCHANT'

export const connection = (change: Partial<WholeConnection> = {}): WholeConnection =>
  aConnection({
    ...numbersOf(rows()),
    configuration: aConfiguration({
      shopKey: {
        last4: '9f3c',
        savedBy: 'owner@lojademo.example',
        savedAt: minutesAgo(60 * 24 * 12),
        verifiedAt: minutesAgo(60 * 24),
      },
    }),
    lastConfirmedAt: minutesAgo(3),
    nextSendAt: sends(change) ? minutesAgo(-0.7) : null,
    ...change,
  })

export const keyRefused = () => ({
  ...KEY_REFUSED,
  since: minutesAgo(90),
})

export const unavailable = () => ({
  cause: 'MARKETPLACE_UNAVAILABLE' as const,
  actor: 'APP' as const,
  since: minutesAgo(35),
  message: '503 Service Unavailable',
  nextTryAt: minutesAgo(-6),
  shops: null,
})

const attempt = (minutes: number, change: Partial<Process['attempts'][number]> = {}) => ({
  at: minutesAgo(minutes),
  reason: 'NOTIFICATION' as const,
  status: 'SUCCESS' as const,
  cause: null,
  quantity: 12,
  message: null,
  importId: '4102',
  sentLine: 'offer-sku;quantity\n1001;12',
  ...change,
})

export const confirmed = () =>
  aProcess({ processedAt: minutesAgo(3), attempts: [attempt(3), attempt(1500, { quantity: 20 })] })

export const notCatalogued = () =>
  aProcess({
    skuId: '1002',
    name: 'Panela de Pressão Elétrica 5 L',
    status: 'WARNING',
    cause: 'NOT_CATALOGED',
    actor: 'CARREFOUR',
    message: NOT_CATALOGED_MESSAGE,
    quantity: 9,
    available: 9,
    processedAt: minutesAgo(50),
    lastCheckedAt: minutesAgo(20),
    nextCheckAt: minutesAgo(-12),
    attempts: [
      attempt(50, {
        status: 'WARNING',
        cause: 'NOT_CATALOGED',
        quantity: 9,
        message: NOT_CATALOGED_MESSAGE,
        sentLine: 'offer-sku;quantity\n1002;9',
      }),
    ],
  })

export const keyBlocked = () =>
  aProcess({
    skuId: '1003',
    name: 'Jogo de Facas Inox 6 Peças',
    status: 'ERROR',
    cause: 'AUTH_INVALID',
    actor: 'MERCHANT',
    message: UNAUTHORIZED_MESSAGE,
    quantity: 3,
    available: 3,
    processedAt: minutesAgo(90),
    attempts: [
      attempt(90, {
        status: 'ERROR',
        cause: 'AUTH_INVALID',
        quantity: 3,
        message: UNAUTHORIZED_MESSAGE,
        importId: null,
      }),
    ],
  })

export const waiting = () =>
  aProcess({
    skuId: '1004',
    name: 'Liquidificador 1000 W',
    status: 'PENDING',
    requestedAt: minutesAgo(1),
    processedAt: minutesAgo(600),
    attempts: [attempt(600)],
  })

export const waitingAgain = () =>
  aProcess({
    ...otherWords(),
    skuId: '1007',
    name: 'Ventilador de Mesa 40 cm',
    status: 'PENDING',
    requestedAt: minutesAgo(1),
  })

export const otherWords = () =>
  aProcess({
    skuId: '1005',
    name: 'Smart TV 50" 4K',
    status: 'ERROR',
    cause: 'OFFER_LINE_REJECTED',
    actor: 'MERCHANT',
    message: OTHER_WORDS,
    quantity: 5,
    available: 5,
    seen: { units: 0, at: minutesAgo(130) },
    processedAt: minutesAgo(200),
    attempts: [
      attempt(200, {
        status: 'ERROR',
        cause: 'OFFER_LINE_REJECTED',
        quantity: 5,
        message: OTHER_WORDS,
        importId: '4099',
        sentLine: 'offer-sku;quantity\n1005;5',
      }),
    ],
  })

export const belowMinimum = () =>
  aProcess({
    skuId: '1006',
    name: 'Mochila Escolar',
    status: 'WARNING',
    cause: 'BELOW_MIN_STOCK',
    actor: 'NOBODY',
    quantity: 0,
    available: 1,
    processedAt: minutesAgo(1300),
    attempts: [attempt(1300, { status: 'WARNING', cause: 'BELOW_MIN_STOCK', quantity: 0 })],
  })

export const noPrice = () =>
  aProcess({
    skuId: '1008',
    name: 'Luminária de Mesa LED',
    status: 'WARNING',
    cause: 'NO_PRICE',
    actor: 'MERCHANT',
    quantity: 0,
    available: 14,
    processedAt: minutesAgo(700),
    attempts: [attempt(700, { status: 'WARNING', cause: 'NO_PRICE', quantity: 0 })],
  })

export const rows = (): readonly Process[] => [
  confirmed(),
  waiting(),
  notCatalogued(),
  keyBlocked(),
  otherWords(),
  belowMinimum(),
  noPrice(),
]

/** What a row that waits was before, which is what counts say of it. */
const outcomeOf = ({ status, cause }: Process) =>
  status === 'PENDING' ? (cause === null ? 'SUCCESS' : CAUSES[cause].status) : status

const numberOf = <Value>(values: readonly Value[], wanted: Value): number =>
  values.filter(value => value === wanted).length

/** The numbers that a connection tells of these rows. */
export const numbersOf = (items: readonly Process[]) => ({
  success: numberOf(items.map(outcomeOf), 'SUCCESS'),
  warning: numberOf(items.map(outcomeOf), 'WARNING'),
  error: numberOf(items.map(outcomeOf), 'ERROR'),
  pending: numberOf(
    items.map(({ status }) => status),
    'PENDING'
  ),
})

type Filter = Partial<
  Record<'status' | 'actor', string | null> & { causes: readonly string[]; skuIds: string[] }
>

/** The rows that a filter leaves, the newest outcome first. (The scenes that search bring their own.) */
const left = (items: readonly Process[], filter: Filter) =>
  items
    .filter(
      process =>
        (!filter.status ||
          (filter.status === 'PENDING' ? process.status : outcomeOf(process)) === filter.status) &&
        (!filter.causes?.length || filter.causes.includes(process.cause ?? '')) &&
        (!filter.actor || (process.cause !== null && process.actor === filter.actor))
    )
    .sort((a, b) => (b.processedAt ?? '').localeCompare(a.processedAt ?? ''))

const filterOf = (variables: Record<string, unknown>): Filter => variables['filter'] ?? {}

/** The rows as the service lists and counts them: what a filter leaves, and numbers that fit. */
export const listed = (items: readonly Process[]): Answers => ({
  carrefourProcesses: variables => {
    const found = left(items, filterOf(variables))
    return aPage(found.slice(0, 25), { total: found.length, pending: numbersOf(items).pending })
  },
  carrefourProcessCounts: variables => {
    const found = left(items, { ...filterOf(variables), status: null })
    const counted = <Name extends 'cause' | 'actor'>(name: Name) =>
      [...new Set(found.filter(({ cause }) => cause !== null).map(one => one[name]))].map(
        value => ({
          [name]: value,
          count: numberOf(
            found.map(one => one[name]),
            value
          ),
        })
      )
    const { success, warning, error } = numbersOf(found)
    return {
      statuses: [
        { status: 'SUCCESS', count: success },
        { status: 'WARNING', count: warning },
        { status: 'ERROR', count: error },
      ],
      causes: counted('cause'),
      actors: counted('actor'),
    }
  },
})

/** More rows than a page has. */
export const manyRows = (): readonly Process[] =>
  Array.from({ length: 291 }, (_, at) => {
    const samples = rows()
    const sample = samples[at % samples.length] ?? confirmed()
    return { ...sample, skuId: String(1001 + at) }
  })

export const problem = (change: Partial<Problem> = {}): Problem => ({
  id: 'NOT_CATALOGED',
  cause: 'NOT_CATALOGED',
  fingerprint: null,
  actor: 'CARREFOUR',
  count: 1,
  since: minutesAgo(60 * 24 * 9),
  lastDay: 1,
  oversold: 0,
  unoffered: 9,
  isAtLeast: false,
  sampleMessage: NOT_CATALOGED_MESSAGE,
  nextCheckAt: minutesAgo(-12),
  dismissed: false,
  aside: null,
  ...change,
})

/** How a problem was put aside. */
export const aside = () => ({
  until: 'HALF' as const,
  by: 'operator@lojademo.example',
  at: minutesAgo(600),
  reason: 'Carrefour avisado, chamado 4411',
  day: null,
  skus: 54,
})

export const problems = (): readonly Problem[] => [
  problem({
    id: 'OFFER_LINE_REJECTED.ab12',
    cause: 'OFFER_LINE_REJECTED',
    fingerprint: 'ab12',
    actor: 'MERCHANT',
    since: minutesAgo(300),
    unoffered: 5,
    sampleMessage: OTHER_WORDS,
    nextCheckAt: null,
  }),
  problem({
    id: 'NO_PRICE',
    cause: 'NO_PRICE',
    actor: 'MERCHANT',
    unoffered: 14,
    nextCheckAt: null,
  }),
  problem(),
]

/** Those of these rows: one a cause. What nobody must act on is none. */
export const problemsOf = (items: readonly Process[]): readonly Problem[] => {
  const open = items.filter(({ cause, actor }) => cause !== null && actor !== 'NOBODY')
  return [...new Map(open.map(({ cause, actor }) => [cause, actor]))].flatMap(([cause, actor]) =>
    cause === null || actor === null || cause === 'AUTH_INVALID'
      ? []
      : [
          problem({
            id: cause,
            cause,
            actor,
            count: numberOf(
              open.map(one => one.cause),
              cause
            ),
            sampleMessage: null,
            nextCheckAt: actor === 'CARREFOUR' ? minutesAgo(-12) : null,
          }),
        ]
  )
}

/** As many as a bad day brings. */
export const fiveProblems = (): readonly Problem[] => [
  ...problems(),
  problem({ id: 'SKU_INACTIVE', cause: 'SKU_INACTIVE', actor: 'MERCHANT', nextCheckAt: null }),
  problem({ id: 'NO_WAREHOUSE', cause: 'NO_WAREHOUSE', actor: 'MERCHANT', nextCheckAt: null }),
]

export const hours = (): readonly Hour[] =>
  Array.from({ length: 24 }, (_, at) => ({
    at: minutesAgo(60 * (23 - at)),
    success: [0, 0, 2, 5, 9, 14, 22, 18][at % 8] ?? 0,
    warning: at % 5 === 0 ? 3 : 0,
    error: at === 19 ? 20 : 0,
  }))

export const entries = (): readonly HistoryEntry[] =>
  (
    [
      { kind: 'CONFIGURATION_SAVED', fields: ['minimumStock', 'shopKey'] },
      { kind: 'CONNECTION_TESTED', outcome: 'ACCEPTED' },
      { kind: 'REPROCESSED', count: 36 },
      { kind: 'REFUSED', subject: 'saveCarrefourConfiguration', person: 'viewer@lojademo.example' },
      { kind: 'PROBLEM_DISMISSED', subject: 'NO_PRICE' },
      { kind: 'TURNED_OFF' },
      { kind: 'CONFIGURED', fields: ['shopKey', 'active', 'tradePolicy', 'carrefourUrl'] },
    ] as const
  ).map((entry, at) => ({
    id: String(at),
    at: minutesAgo(90 * (at + 1)),
    person: 'owner@lojademo.example',
    from: '203.0.113.7',
    fields: [],
    count: null,
    subject: null,
    outcome: null,
    ...entry,
  }))

/** A service where all is well but for a few SKUs. */
export const service = (change: Answers = {}): Answers => ({
  ...listed(rows()),
  carrefourConnection: connection(),
  carrefourPermissions: MAY_ALL,
  carrefourReprocessJobs: [],
  carrefourProblems: { problems: problems(), lastConfirmedAt: minutesAgo(3) },
  carrefourActivity: hours(),
  carrefourHealth: { since: minutesAgo(1440), success: 2, warning: 3, error: 2 },
  carrefourReconcile: {
    run: null,
    last: {
      endedAt: minutesAgo(500),
      problem: null,
      offersTotal: 7,
      offersSeen: 7,
      compared: 5,
      onTheWay: 1,
      unknownOffers: 1,
      queued: 1,
    },
    nextAt: minutesAgo(-900),
  },
  carrefourConfigurationRules: fieldRules(),
  carrefourTradePolicies: [
    { id: '1', name: 'Loja principal', active: true },
    { id: '2', name: 'Carrefour', active: true },
  ],
  carrefourComparison: ({ skuId }: Record<string, unknown>) => ({
    skuId,
    at: minutesAgo(0),
    store: { units: 9, missing: null },
    carrefour: { units: 7, missing: null },
    minimumStock: 2,
  }),
  carrefourHistory: { items: entries(), total: entries().length, page: 1, pageSize: 50 },
  carrefourSendings: { items: [], total: 0, page: 1, pageSize: 25, nextFileAt: null },
  ...change,
})

/** Every operation fails: the session ended, the role does not allow it, or nothing answers. */
export const everything = (answer: Error | object): Answers =>
  Object.fromEntries(Object.keys(service()).map(operation => [operation, answer]))

import { Integrations } from '../../integrations/Integrations'
import type { Brake, Connection } from '../../api/generated'
import { aConfiguration, KEY_OF_OTHER_SHOP, STORE_OUTAGE } from '../samples'
import { NEVER, Refused } from '../scripted'
import type { Answers } from '../scripted'
import {
  connection,
  everything,
  keyRefused,
  listed,
  manyRows,
  MAY_VIEW,
  numbersOf,
  service,
  unavailable,
} from './samples'
import { minutesAgo } from './scene'
import type { Scene, SceneGroup, SceneStep } from './scene'

const scene = (
  id: string,
  title: string,
  answers: () => Answers = service,
  steps: readonly SceneStep[] = []
): Scene => ({
  id: `integrations-${id}`,
  title,
  answers,
  steps,
  path: '/admin/carrefour-inventory/integrations',
  Show: Integrations,
})

const gear = (option: string): readonly SceneStep[] => [
  { press: 'integrations.gear' },
  { press: `integrations.${option}` },
]

const aGap = (differed: number | null): Connection['gap'] => ({
  from: minutesAgo(90),
  to: minutesAgo(60),
  compared: differed === null ? null : 7,
  differed,
})

const someHeldZeros = (): Brake => ({
  since: minutesAgo(4),
  held: 190,
  stocked: 260,
  reason: 'STORE_EMPTY',
  waitsForPerson: false,
  decision: null,
  nextReadingAt: minutesAgo(-6),
})

/** An account with as many SKUs as are held. */
const holding = (change: Partial<Brake>) => {
  const { success, warning, error, pending } = numbersOf(manyRows())
  return service({
    ...listed(manyRows()),
    carrefourHealth: { since: minutesAgo(1440), success, warning, error },
    carrefourConnection: connection({
      success,
      warning,
      error,
      pending,
      brake: { ...someHeldZeros(), ...change },
    }),
    carrefourReconcile: { run: null, last: null, nextAt: minutesAgo(-900) },
  })
}

const tested = (outcome: object) => () => service({ testCarrefourShopKey: outcome })

const accepted = (shop: object) =>
  tested({
    __typename: 'CarrefourShopKeyAccepted',
    shop: { shopId: '2001', name: 'Loja Demo', state: 'OPEN', ...shop },
    nameless: null,
    nextShopCheckAt: minutesAgo(-60 * 24),
  })

const off = () =>
  service({ carrefourConnection: connection({ configuration: aConfiguration({ active: false }) }) })

export const INTEGRATIONS: SceneGroup = {
  id: 'integrations',
  title: 'Integrations',
  scenes: [
    scene('on', 'On'),
    scene('loading', 'Loading', () => everything(NEVER)),
    scene('not-configured', 'Not configured', () =>
      service({ carrefourConnection: connection({ configuration: null, nextSendAt: null }) })
    ),
    scene('off', 'Off', off),
    scene('incident-key', 'Incident: ShopKey refused', () =>
      service({
        carrefourConnection: connection({ incident: keyRefused(), blocked: 1 }),
      })
    ),
    scene('incident-other-shop', 'Incident: ShopKey of another shop', () =>
      service({
        carrefourConnection: connection({
          incident: { ...KEY_OF_OTHER_SHOP, since: minutesAgo(20) },
        }),
      })
    ),
    scene('incident-unavailable', 'Incident: Carrefour does not answer', () =>
      service({ carrefourConnection: connection({ incident: unavailable() }) })
    ),
    scene('outages', 'Outages of the store and of Master Data', () =>
      service({
        carrefourConnection: connection({
          outages: [STORE_OUTAGE, { ...STORE_OUTAGE, cause: 'LEDGER_UNAVAILABLE' }],
          blocked: null,
          success: null,
          warning: null,
          error: null,
        }),
      })
    ),
    scene('standstill', 'Stock stands still without a known reason', () =>
      service({
        carrefourConnection: connection({
          lastConfirmedAt: minutesAgo(55),
          waitingSince: minutesAgo(50),
          standstill: { kind: 'QUEUE', since: minutesAgo(50) },
        }),
      })
    ),
    scene('gap-comparing', 'After an outage: the comparison is under way', () =>
      service({ carrefourConnection: connection({ gap: aGap(null) }) })
    ),
    scene('gap', 'After an outage: what was compared', () =>
      service({ carrefourConnection: connection({ gap: aGap(2) }) })
    ),
    scene('standstill-key', 'The ShopKey has not worked for a day', () =>
      service({
        carrefourConnection: connection({
          lastConfirmedAt: minutesAgo(60 * 25),
          standstill: { kind: 'KEY', since: minutesAgo(60 * 25) },
        }),
      })
    ),
    scene('shop-suspended', 'The shop is suspended at Carrefour', () =>
      service({
        carrefourConnection: connection({
          closedShop: {
            since: minutesAgo(90),
            name: 'Loja Demo',
            state: 'SUSPENDED',
            suspension: 'INCOMPLETE_PROFILE',
            closedFrom: null,
            closedTo: null,
          },
        }),
      })
    ),
    scene('other-writers', 'Another integration writes stock too', () =>
      service({
        carrefourConnection: connection({
          otherWriters: {
            skus: 3,
            samples: ['1001', '1004'].map(skuId => ({
              skuId,
              changes: [
                { at: minutesAgo(60), ours: 9, theirs: 4 },
                { at: minutesAgo(60 * 25), ours: 9, theirs: 7 },
              ],
            })),
          },
        }),
      })
    ),
    scene('brake', 'Zeros are held until the store is read again', () => holding({})),
    scene('brake-person', 'Zeros are held until a person decides', () =>
      holding({ reason: 'MINIMUM_STOCK', waitsForPerson: true })
    ),
    scene('brake-kept', 'Zeros are kept back', () => holding({ decision: 'KEEP' })),
    scene('blocked', 'Offer to send what was blocked', () =>
      service({ carrefourConnection: connection({ blocked: 1 }) })
    ),
    scene('comparing', 'Comparison under way', () =>
      service({
        carrefourReconcile: {
          run: { progress: 0.4, compared: 3, queued: 1 },
          last: null,
          nextAt: null,
        },
      })
    ),
    scene('part-down', 'Partial failure: only the connection answers', () => ({
      ...everything(new Error('down')),
      carrefourConnection: connection(),
    })),
    scene('down', 'Service down', () => everything(new Error('down'))),
    scene('signed-out', 'Signed out', () => everything(new Refused('UNAUTHENTICATED'))),
    scene('forbidden', 'No permission to view', () => everything(new Refused('FORBIDDEN'))),
    scene('gear', 'The gear', service, [{ press: 'integrations.gear' }]),
    scene(
      'gear-viewer',
      'The gear of one who may only view',
      () => service({ carrefourPermissions: MAY_VIEW }),
      [{ press: 'integrations.gear' }]
    ),
    scene('turn-off', 'Turn off?', service, gear('turn-off')),
    scene('disconnect', 'Disconnect?', service, gear('disconnect')),
    scene(
      'not-disconnected',
      'Disconnecting stopped half-way',
      () =>
        service({ disconnectCarrefour: { __typename: 'CarrefourStoreUnreachable', message: '' } }),
      [...gear('disconnect'), { press: 'integrations.disconnect' }]
    ),
    scene('testing', 'Test under way', tested(NEVER), gear('test')),
    scene('test-accepted', 'Test: accepted', accepted({}), gear('test')),
    scene('test-suspended', 'Test: shop suspended', accepted({ state: 'SUSPENDED' }), gear('test')),
    scene(
      'test-other-shop',
      'Test: a key of another shop',
      () =>
        service({
          testCarrefourShopKey: {
            __typename: 'CarrefourOtherShop',
            opens: { shopId: '2002', name: 'Loja B' },
            shopId: '2001',
          },
        }),
      gear('test')
    ),
    scene(
      'test-refused',
      'Test: refused',
      tested({ __typename: 'CarrefourShopKeyRefused', httpStatus: 401, message: 'Unauthorized' }),
      gear('test')
    ),
    scene(
      'test-limited',
      'Test: too soon',
      tested({ __typename: 'CarrefourTestLimited', waitSeconds: 28 }),
      gear('test')
    ),
    scene(
      'test-unreachable',
      'Test: Carrefour does not answer',
      tested({
        __typename: 'CarrefourUnreachable',
        message: '503 Service Unavailable',
        retryAfterSeconds: 30,
      }),
      gear('test')
    ),
  ],
}

import { ConfigurationEditor } from '../../configuration/ConfigurationEditor'
import { aConfiguration } from '../samples'
import { NEVER, Refused } from '../scripted'
import type { Answers } from '../scripted'
import { connection, everything, MAY_VIEW, service } from './samples'
import type { Scene, SceneGroup, SceneStep } from './scene'

const scene = (
  id: string,
  title: string,
  answers: () => Answers = service,
  steps: readonly SceneStep[] = []
): Scene => ({
  id: `configuration-${id}`,
  title,
  answers,
  steps,
  path: '/admin/carrefour-inventory/integrations/configuration',
  Show: ConfigurationEditor,
})

const SAVE: readonly SceneStep[] = [
  { type: '7', into: 'field.minimum-stock' },
  { press: 'configuration.save' },
]
const saved = (answer: object) => () => service({ saveCarrefourConfiguration: answer })

export const CONFIGURATION: SceneGroup = {
  id: 'configuration',
  title: 'Configuration',
  scenes: [
    scene('filled', 'Filled in'),
    scene('loading', 'Loading', () => everything(NEVER)),
    scene('first', 'First configuration', () =>
      service({ carrefourConnection: connection({ configuration: null }) })
    ),
    scene('viewer', 'May only view', () => service({ carrefourPermissions: MAY_VIEW })),
    scene('unsaved', 'Changed, not saved', service, [{ type: '7', into: 'field.minimum-stock' }]),
    scene('problems', 'Fields that need a change', service, [
      { type: 'x', into: 'field.shop-id' },
      { type: '-3', into: 'field.minimum-stock' },
      { type: 'estoque@', into: 'field.notification-email' },
      { press: 'configuration.save' },
    ]),
    scene('saving', 'Saving', saved(NEVER), SAVE),
    scene(
      'saved',
      'Saved',
      saved({ __typename: 'CarrefourSaved', connection: connection(), blocked: 0 }),
      SAVE
    ),
    scene(
      'saved-blocked',
      'Saved: offer to send what was blocked',
      saved({ __typename: 'CarrefourSaved', connection: connection(), blocked: 1 }),
      SAVE
    ),
    scene(
      'refused',
      'ShopKey refused',
      saved({ __typename: 'CarrefourShopKeyRefused', httpStatus: 401, message: 'Unauthorized' }),
      SAVE
    ),
    scene(
      'other-shop',
      'A ShopKey of another shop',
      saved({
        __typename: 'CarrefourOtherShop',
        opens: { shopId: '2002', name: 'Loja B' },
        shopId: '2001',
      }),
      SAVE
    ),
    scene(
      'shop-to-confirm',
      'Without a ShopId: whose key it is',
      saved({
        __typename: 'CarrefourShopToConfirm',
        shop: { shopId: '2002', name: 'Loja B' },
        formerShopId: '2001',
        formerShopName: 'Loja Demo',
      }),
      SAVE
    ),
    scene(
      'gone',
      'Disconnected meanwhile',
      saved({ __typename: 'CarrefourConfigurationConflict', current: null }),
      SAVE
    ),
    scene(
      'unreachable',
      'Carrefour does not answer',
      saved({
        __typename: 'CarrefourUnreachable',
        message: '503 Service Unavailable',
        retryAfterSeconds: 30,
      }),
      SAVE
    ),
    scene(
      'limited',
      'Too soon to test a key again',
      saved({ __typename: 'CarrefourTestLimited', waitSeconds: 28 }),
      SAVE
    ),
    scene(
      'store-unreachable',
      'VTEX does not answer',
      saved({
        __typename: 'CarrefourStoreUnreachable',
        message: 'store-policies: 503 Service Unavailable',
      }),
      SAVE
    ),
    scene(
      'conflict',
      'Somebody else saved meanwhile',
      saved({
        __typename: 'CarrefourConfigurationConflict',
        current: aConfiguration({
          minimumStock: 5,
          notificationEmail: 'outra@loja.example',
          version: 4,
        }),
      }),
      SAVE
    ),
    scene('switch-off', 'Turn off?', service, [{ press: 'field.active' }]),
    scene('save-down', 'No answer to the save', saved(new Error('down')), SAVE),
    scene('down', 'Service down', () => everything(new Error('down'))),
    scene('signed-out', 'Signed out', () => everything(new Refused('UNAUTHENTICATED'))),
    scene('forbidden', 'No permission to view', () => everything(new Refused('FORBIDDEN'))),
  ],
}

import type { Sending } from '../../api/generated'
import { Sendings } from '../../sendings/Sendings'
import { NEVER, Refused } from '../scripted'
import type { Answers } from '../scripted'
import { everything, service } from './samples'
import { minutesAgo } from './scene'
import type { Scene, SceneGroup } from './scene'

const PATH = '/admin/carrefour-inventory/inventory/sendings'

const sending = (minutes: number, change: Partial<Sending> = {}): Sending => ({
  id: `2026-11-24.batch-${minutes}.mvz7`,
  importId: String(4102 - (minutes % 97)),
  state: 'COMPLETE',
  sentAt: minutesAgo(minutes),
  endedAt: minutesAgo(minutes - 0.5),
  skus: 7,
  accepted: 6,
  refused: 1,
  unconfirmed: 0,
  shop: 'https://marketplace.carrefour.example 2001',
  keyEnding: '9f3c',
  fileBytes: 96,
  reportBytes: 203,
  hasFile: true,
  hasReport: true,
  message: null,
  nextCall: null,
  nextCallAt: null,
  ...change,
})

const NO_COUNTS = { accepted: null, refused: null, unconfirmed: null }

/** One of each state. */
const sendings = (): readonly Sending[] => [
  sending(1, {
    ...NO_COUNTS,
    state: 'SENT',
    endedAt: null,
    reportBytes: null,
    hasReport: false,
    nextCall: 'STO02',
    nextCallAt: minutesAgo(-0.2),
  }),
  sending(4),
  sending(7, { skus: 2, accepted: 1, refused: 0, unconfirmed: 1 }),
  sending(12, {
    ...NO_COUNTS,
    state: 'NOT_TAKEN',
    importId: null,
    message: '"status":401,"message":"Unauthorized"',
    reportBytes: null,
    hasReport: false,
  }),
  sending(31, {
    ...NO_COUNTS,
    state: 'UNKNOWN',
    importId: null,
    reportBytes: null,
    hasReport: false,
  }),
  sending(55, {
    ...NO_COUNTS,
    state: 'FAILED',
    message: 'FAILED',
    reportBytes: null,
    hasReport: false,
  }),
  sending(9_000, { hasFile: false, hasReport: false }),
]

const page = (items: readonly Sending[], change = {}): Answers =>
  service({
    carrefourSendings: {
      items,
      total: items.length,
      page: 1,
      pageSize: 25,
      nextFileAt: minutesAgo(-0.7),
      ...change,
    },
  })

const scene = (
  id: string,
  title: string,
  answers: () => Answers,
  more: Partial<Scene> = {}
): Scene => ({ id: `sendings-${id}`, title, answers, path: PATH, Show: Sendings, ...more })

export const SENDINGS: SceneGroup = {
  id: 'sendings',
  title: 'Sendings',
  scenes: [
    scene('list', 'One of each state', () => page(sendings())),
    scene('sku', 'The sendings of one SKU', () => page(sendings().slice(1, 3)), {
      path: `${PATH}?search=10001`,
    }),
    scene('menu', 'What can be downloaded', () => page(sendings().slice(6)), {
      steps: [{ press: 'sendings.actions-of', values: { id: String(4102 - (9_000 % 97)) } }],
    }),
    scene('loading', 'Loading', () => everything(NEVER)),
    scene('empty', 'Empty', () => page([], { nextFileAt: null })),
    scene('no-match', 'No result', () => page([]), { path: `${PATH}?search=99` }),
    scene('down', 'Service down', () => everything(new Error('down'))),
    scene('signed-out', 'Signed out', () => everything(new Refused('UNAUTHENTICATED'))),
    scene('forbidden', 'No permission to view', () => everything(new Refused('FORBIDDEN'))),
  ],
}

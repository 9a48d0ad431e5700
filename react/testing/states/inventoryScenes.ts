import type { Process, ReprocessReceiptAnswer } from '../../api/generated'
import { Inventory } from '../../inventory/Inventory'
import { aConfiguration, aJob, aPage, aPlan, aProcess } from '../samples'
import { NEVER, Refused } from '../scripted'
import type { Answers } from '../scripted'
import {
  aside,
  belowMinimum,
  confirmed,
  connection,
  everything,
  fiveProblems,
  keyBlocked,
  listed,
  keyRefused,
  manyRows,
  MAY_VIEW,
  notCatalogued,
  numbersOf,
  otherWords,
  problem,
  problems,
  problemsOf,
  service,
  unavailable,
  waiting,
  waitingAgain,
} from './samples'
import { minutesAgo } from './scene'
import type { Scene, SceneGroup } from './scene'

const NOTHING_OPEN = { problems: [], lastConfirmedAt: minutesAgo(3) }
const RECEIPT: ReprocessReceiptAnswer = {
  items: [
    { skuId: '1001', outcome: 'SUCCEEDED', cause: null, quantity: 12, at: minutesAgo(1) },
    { skuId: '1002', outcome: 'FAILED', cause: 'UNKNOWN', quantity: 3, at: minutesAgo(1) },
    { skuId: '1003', outcome: 'WAITING', cause: 'NOT_CATALOGED', quantity: 8, at: minutesAgo(1) },
    { skuId: '1004', outcome: 'SKIPPED', cause: null, quantity: null, at: null },
  ],
  total: 4,
  page: 1,
  pageSize: 50,
}

const full = () => account(manyRows())

/** The filter of a job whose SKUs were chosen in the list. */
const chosen = (count: number) => ({ ...aJob().filter, named: count })

/** The list with one SKU, and nothing else to see. */
const only = (process: () => Process) => () => account([process()])

/** An account with these SKUs, and the problems that they have. */
const account = (items: readonly Process[]) =>
  service({
    ...listed(items),
    carrefourConnection: connection(numbersOf(items)),
    carrefourProblems: { problems: problemsOf(items), lastConfirmedAt: minutesAgo(3) },
  })

/** What a store and Carrefour may write: long, without a space, right to left, beyond the letters. */
const odd = () => {
  const endless = 'Kitpanelasantiaderente'.repeat(14)
  const words = `Oferta recusada: ${'motivo-sem-espaço_'.repeat(220)}`
  const names = [
    endless,
    'كرسي مكتب مريح قابل للتعديل',
    'Vela 🕯️👩‍👩‍👧 "à moda" <b>&amp;</b>',
    '\u202eoirártnoc oa',
  ]
  const refused = names.map((name, at) =>
    aProcess({
      ...otherWords(),
      skuId: String(1001 + at),
      name,
      message: words,
      attempts: otherWords().attempts.map(one => ({ ...one, message: words })),
    })
  )
  const refusal = {
    id: 'OFFER_LINE_REJECTED.cd34',
    cause: 'OFFER_LINE_REJECTED',
    fingerprint: 'cd34',
    actor: 'MERCHANT',
    count: refused.length,
    lastDay: refused.length,
    unoffered: 5 * refused.length,
    sampleMessage: words,
    nextCheckAt: null,
  } as const
  return service({
    ...listed(refused),
    carrefourConnection: connection(numbersOf(refused)),
    carrefourProblems: { problems: [problem(refusal)], lastConfirmedAt: minutesAgo(3) },
  })
}

const scene = (
  id: string,
  title: string,
  answers: () => Answers = service,
  rest: Omit<Partial<Scene>, 'id' | 'title'> & { search?: string } = {}
): Scene => {
  const { search = '', ...others } = rest
  const path = `/admin/carrefour-inventory/inventory${search}`
  return { id: `inventory-${id}`, title, answers, path, Show: Inventory, ...others }
}

export const INVENTORY: SceneGroup = {
  id: 'inventory',
  title: 'Inventory',
  scenes: [
    scene('list', 'Rows, problems, picture'),
    scene('long', 'A whole page of rows', full),
    scene('long-compact', 'A whole page of compact rows', full, { search: '?density=compact' }),
    scene('troubled', 'Five problems and an incident', () => ({
      ...full(),
      carrefourProblems: { problems: fiveProblems(), lastConfirmedAt: minutesAgo(3) },
      carrefourConnection: connection({
        ...numbersOf(manyRows()),
        incident: unavailable(),
      }),
    })),
    scene('loading', 'Loading', () => everything(NEVER)),
    scene('calm', 'No problem open', () => account([confirmed(), waiting()])),
    scene('not-configured', 'Empty: not configured', () =>
      service({
        ...listed([]),
        carrefourProblems: NOTHING_OPEN,
        carrefourConnection: connection({
          ...numbersOf([]),
          configuration: null,
          nextSendAt: null,
        }),
      })
    ),
    scene('empty', 'Empty: waits for the first change', () => account([])),
    scene(
      'no-result',
      'No result',
      () => service({ carrefourProcesses: aPage([]), carrefourProcessCounts: null }),
      { search: '?search=geladeira&status=error' }
    ),
    scene('filters', 'Filters in use', () => service(), {
      search: '?status=error&cause=offer-line-rejected&waiting=merchant&period=7d&density=compact',
    }),
    scene(
      'error-waits',
      'Rows that wait, in the tab of their last outcome',
      () => account([waitingAgain(), keyBlocked(), otherWords()]),
      { search: '?status=error' }
    ),
    scene(
      'success-waits',
      'A row that waits after a success',
      () => account([waiting(), confirmed()]),
      { search: '?status=success' }
    ),
    scene('off', 'Turned off: nothing is sent', () =>
      service({
        carrefourConnection: connection({ configuration: aConfiguration({ active: false }) }),
      })
    ),
    scene('incident-key', 'Incident: ShopKey refused', () =>
      service({
        carrefourConnection: connection({ incident: keyRefused(), blocked: 1 }),
      })
    ),
    scene(
      'key-fix',
      'A new ShopKey beside the incident',
      () =>
        service({
          carrefourConnection: connection({ incident: keyRefused(), blocked: 1 }),
        }),
      { steps: [{ press: 'incident.fix-shop-key' }] }
    ),
    scene('job', 'Reprocess: one runs, one waits', () => ({
      ...full(),
      carrefourReprocessJobs: [
        aJob({
          filter: chosen(40),
          id: 'job-2',
          state: 'WAITING',
          createdAt: minutesAgo(0),
          startedAt: null,
          settled: 0,
          succeeded: 0,
          failed: 0,
          waiting: 0,
        }),
        aJob({ filter: chosen(40), startedAt: minutesAgo(1), createdAt: minutesAgo(1) }),
      ],
    })),
    scene('job-ended', 'Reprocess: just ended', () => ({
      ...full(),
      carrefourReprocessJobs: [
        aJob({
          filter: chosen(40),
          state: 'DONE',
          createdAt: minutesAgo(4),
          startedAt: minutesAgo(4),
          endedAt: minutesAgo(1),
          settled: 40,
          succeeded: 37,
          failed: 2,
        }),
      ],
    })),
    scene(
      'receipt',
      'Reprocess: its receipt',
      () =>
        service({
          carrefourReprocessJobs: [
            aJob({
              state: 'DONE',
              createdAt: minutesAgo(4),
              startedAt: minutesAgo(4),
              endedAt: minutesAgo(1),
              filter: chosen(4),
              expected: 4,
              total: 4,
              settled: 4,
              succeeded: 1,
              failed: 1,
              waiting: 1,
              skipped: 1,
            }),
          ],
          carrefourReprocessReceipt: RECEIPT,
        }),
      { search: '?job=job-1' }
    ),
    scene(
      'jobs',
      'Reprocess: the last ones',
      () => ({
        ...full(),
        carrefourReprocessJobs: [
          aJob({ filter: chosen(40), startedAt: minutesAgo(1), createdAt: minutesAgo(1) }),
          aJob({
            filter: chosen(40),
            id: 'job-0',
            state: 'CANCELLED',
            createdAt: minutesAgo(90),
          }),
        ],
      }),
      { search: '?job=all' }
    ),
    scene(
      'plan',
      'Reprocess: the plan',
      () =>
        service({
          carrefourReprocessPlan: aPlan({ total: 6, waiting: 1, blocked: 1, files: 1 }),
        }),
      { steps: [{ press: 'inventory.reprocess-all' }] }
    ),
    scene(
      'plan-refused',
      'Reprocess: nothing may be sent',
      () => service({ carrefourReprocessPlan: aPlan({ total: 7, refusal: 'CONNECTION_OFF' }) }),
      { steps: [{ press: 'inventory.reprocess-all' }] }
    ),
    scene('selected', 'Rows chosen', service, { steps: [{ press: 'selection.page' }] }),
    scene('incident-unavailable', 'Incident: Carrefour does not answer', () =>
      service({ carrefourConnection: connection({ incident: unavailable() }) })
    ),
    scene('blocked', 'The key works again: offer to send what was blocked', () =>
      service({ carrefourConnection: connection({ blocked: 1 }) })
    ),
    scene('part-down', 'Partial failure: only the list answers', () => ({
      ...everything(new Error('down')),
      carrefourProcesses: service().carrefourProcesses ?? {},
    })),
    scene('down', 'Service down', () => everything(new Error('down'))),
    scene('signed-out', 'Signed out', () => everything(new Refused('UNAUTHENTICATED'))),
    scene('forbidden', 'No permission to view', () => everything(new Refused('FORBIDDEN'))),
    scene(
      'viewer',
      'May only view: menu of a row',
      () => service({ carrefourPermissions: MAY_VIEW }),
      {
        steps: [{ press: 'inventory.actions.label', values: { sku: '1003' } }],
      }
    ),
    scene('display', 'What to show', service, { steps: [{ press: 'inventory.display' }] }),
    scene('export', 'Taking the list as a file', service, {
      steps: [{ press: 'export.label', values: { count: 7 } }],
    }),
    scene('dismissed', 'Many problems, some put aside', () =>
      service({
        carrefourProblems: {
          problems: [
            ...problems(),
            problem({
              id: 'SKU_INACTIVE',
              cause: 'SKU_INACTIVE',
              actor: 'MERCHANT',
              nextCheckAt: null,
            }),
            problem({
              id: 'NO_WAREHOUSE',
              cause: 'NO_WAREHOUSE',
              actor: 'MERCHANT',
              nextCheckAt: null,
            }),
            problem({
              id: 'STALE',
              cause: 'STALE',
              actor: 'APP',
              nextCheckAt: null,
              dismissed: true,
              aside: aside(),
            }),
          ],
          lastConfirmedAt: minutesAgo(3),
        },
      })
    ),
    scene('aside', 'Putting a problem aside', service, {
      covers: true,
      steps: [{ press: 'problems.details' }, { press: 'problems.dismiss' }],
    }),
    scene('detail-not-catalogued', 'Detail: not catalogued', only(notCatalogued), {
      search: '?sku=1002',
    }),
    scene(
      'detail-key',
      'Detail: ShopKey refused',
      () => ({
        ...account([keyBlocked()]),
        carrefourConnection: connection({
          ...numbersOf([keyBlocked()]),
          incident: keyRefused(),
          blocked: 1,
        }),
      }),
      { search: '?sku=1003' }
    ),
    scene('detail-other-words', 'Detail: refused in words of its own', only(otherWords), {
      search: '?sku=1005',
      steps: [{ press: 'sent.title' }],
    }),
    scene('detail-success', 'Detail: confirmed, compared with both sides', only(confirmed), {
      search: '?sku=1001',
      steps: [{ press: 'comparison.ask' }],
    }),
    scene('detail-odd', 'Detail: names and messages without end, in both directions', odd, {
      search: '?sku=1001',
      steps: [{ press: 'problems.details' }],
    }),
    scene('detail-pending', 'Detail: waiting to be sent', only(waiting), { search: '?sku=1004' }),
    scene('detail-minimum', 'Detail: below the minimum stock', only(belowMinimum), {
      search: '?sku=1006',
    }),
  ],
}

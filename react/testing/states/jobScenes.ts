import { LineOutcome } from '../../api/generated'
import type { Job } from '../../api/generated'
import { Inventory } from '../../inventory/Inventory'
import { countFor } from '../../jobs/job.logic'
import { aJob, aPage, aPlan } from '../samples'
import { NEVER } from '../scripted'
import type { Answers } from '../scripted'
import {
  connection,
  keyRefused,
  listed,
  manyRows,
  MAY_VIEW,
  numbersOf,
  problemsOf,
  service as whole,
} from './samples'
import { minutesAgo } from './scene'
import type { Scene, SceneGroup, SceneStep } from './scene'

/** An account that has as many SKUs as the jobs, and nothing else to see on the page. */
const service = (change: Answers = {}): Answers =>
  whole({
    ...listed(manyRows()),
    carrefourConnection: connection(numbersOf(manyRows())),
    carrefourProblems: { problems: problemsOf(manyRows()), lastConfirmedAt: minutesAgo(3) },
    ...change,
  })

const scene = (
  id: string,
  title: string,
  answers: () => Answers,
  rest: Partial<Scene> = {}
): Scene => ({
  id: `reprocess-${id}`,
  title,
  answers,
  path: '/admin/carrefour-inventory/inventory',
  Show: Inventory,
  ...rest,
})

const job = (change: Partial<Job> = {}): Job =>
  aJob({
    startedBy: 'owner@lojademo.example',
    filter: { ...aJob().filter, named: 40 },
    createdAt: minutesAgo(4),
    startedAt: minutesAgo(4),
    ...change,
  })

const done = (change: Partial<Job> = {}) =>
  job({
    state: 'DONE',
    settled: 40,
    filesLeft: 0,
    succeeded: 33,
    failed: 3,
    waiting: 2,
    skipped: 2,
    endedAt: minutesAgo(1),
    ...change,
  })

const NONE_YET = { succeeded: 0, failed: 0, waiting: 0 }

const jobs = (...list: readonly Job[]) => service({ carrefourReprocessJobs: list })

const CHOOSE_PAGE: readonly SceneStep[] = [{ press: 'selection.page' }]
const PLAN: readonly SceneStep[] = [...CHOOSE_PAGE, { press: 'selection.reprocess' }]

const planned = (plan: object) => () => service({ carrefourReprocessPlan: plan })
const plan = (id: string, title: string, answer: object) =>
  scene(`plan-${id}`, title, planned(answer), { steps: PLAN, covers: true })

/** An account with more SKUs than one file takes. */
const large = (change: Answers) =>
  service({
    carrefourConnection: connection({ success: 8_400, warning: 3_100, error: 539, pending: 0 }),
    carrefourProcesses: aPage(manyRows().slice(0, 25), { total: 12_039 }),
    carrefourProcessCounts: {
      statuses: [
        { status: 'SUCCESS', count: 8_400 },
        { status: 'WARNING', count: 3_100 },
        { status: 'ERROR', count: 539 },
      ],
      causes: [],
      actors: [],
    },
    ...change,
  })

/** One outcome a line, as often as the job `done` counts it. */
const lines = () =>
  Object.values(LineOutcome).flatMap((outcome, at) =>
    Array.from({ length: countFor(done(), outcome) }, () => ({
      outcome,
      cause: [null, 'OFFER_LINE_REJECTED', 'NOT_CATALOGED', null][at] ?? null,
      quantity: outcome === 'SKIPPED' ? null : 12,
      at: outcome === 'SKIPPED' ? null : minutesAgo(2),
    }))
  )

const receipt = (change: Partial<Job> = {}) =>
  service({
    carrefourReprocessJobs: [done(change)],
    carrefourReprocessJob: done(change),
    carrefourReprocessReceipt: {
      items: lines().map((line, at) => ({ skuId: String(1001 + at), ...line })),
      total: 40,
      page: 1,
      pageSize: 50,
    },
  })

export const REPROCESS: SceneGroup = {
  id: 'reprocess',
  title: 'Reprocess many, and fix the ShopKey in place',
  scenes: [
    scene('selection', 'A page is chosen', () => jobs(), { steps: CHOOSE_PAGE }),
    scene('selection-all', 'All that match are chosen', () => jobs(), {
      steps: [...CHOOSE_PAGE, { press: 'selection.choose-all', values: { count: 291 } }],
    }),
    plan('one-file', 'Plan: one file', aPlan({ total: 25, nextSendAt: minutesAgo(-0.7) })),
    scene(
      'plan-waiting',
      'Plan: some wait for Carrefour, some are blocked',
      () =>
        large({
          carrefourReprocessPlan: aPlan({
            total: 12_000,
            waiting: 36,
            blocked: 3,
            files: 2,
            jobsAhead: 1,
          }),
        }),
      { steps: [{ press: 'inventory.reprocess-all' }], covers: true }
    ),
    plan('loading', 'Plan: loading', NEVER),
    plan(
      'incident',
      'Plan: refused, an incident is open',
      aPlan({ total: 25, refusal: 'INCIDENT_OPEN' })
    ),
    plan('down', 'Plan: no answer', new Error('down')),
    scene('running', 'A job runs, another waits', () =>
      jobs(
        job({ id: 'job-2', state: 'WAITING', settled: 0, ...NONE_YET, createdAt: minutesAgo(2) }),
        job()
      )
    ),
    scene('planned', 'A job reads its list', () =>
      jobs(job({ state: 'PLANNED', total: null, settled: 0, ...NONE_YET }))
    ),
    scene('running-viewer', 'A job, seen by one who may only view', () => ({
      ...jobs(job()),
      carrefourPermissions: MAY_VIEW,
    })),
    scene('cancel', 'Cancel?', () => jobs(job()), { steps: [{ press: 'job.cancel' }] }),
    scene('cancelling', 'Being cancelled', () => jobs(job({ state: 'CANCELLING' }))),
    scene('done', 'A job has ended', () => jobs(done())),
    scene('receipt', 'Receipt', receipt, {
      path: '/admin/carrefour-inventory/inventory?job=job-1',
    }),
    scene(
      'receipt-cancelled',
      'Receipt of a cancelled job',
      () => receipt({ state: 'CANCELLED' }),
      {
        path: '/admin/carrefour-inventory/inventory?job=job-1',
      }
    ),
    scene(
      'receipt-gone',
      'Receipt that is not kept any more',
      () => service({ carrefourReprocessJob: null, carrefourReprocessJobs: [] }),
      { path: '/admin/carrefour-inventory/inventory?job=job-0' }
    ),
    scene('all', 'All jobs', () => jobs(job({ id: 'job-2' }), done({ createdAt: minutesAgo(9) })), {
      path: '/admin/carrefour-inventory/inventory?job=all',
    }),
    scene(
      'fix-key',
      'The ShopKey is put right beside the incident',
      () =>
        service({
          carrefourConnection: connection({
            ...numbersOf(manyRows()),
            incident: keyRefused(),
            blocked: 1,
          }),
        }),
      { steps: [{ press: 'incident.fix-shop-key' }] }
    ),
  ],
}

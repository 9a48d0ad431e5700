import { isDeepStrictEqual } from 'node:util'

import Router from '@koa/router'
import type Koa from 'koa'

import type { Clock } from '../../clock'
import { WORKSPACE } from '../../config'
import type { Database } from '../../database'
import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { refuse } from '../../http/problem'
import { authenticate } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { nextRun, parseJob, retryAfter } from './job'
import { createJobs, type StoredJob } from './jobs'

export interface SchedulerDeps {
  db: Database
  clock: Clock
  tokens: Tokens
  /** Makes the call; answers whether it was answered with a status below 300. */
  run: (job: StoredJob) => Promise<boolean>
}

export interface Scheduler {
  app: Koa
  start(): void
  /** Runs every job now, as if its minute had come. Answers how many. */
  runAll(): number
  /** Runs what is due, also what failed and is due again. */
  runDue(): void
  /** Starts no more calls; the ends of those under way are still recorded. */
  drain(): void
  /** Touches the database no more. */
  stop(): void
}

const CHECK_MS = 1_000

/**
 * The scheduler, host `{account}.myvtex.com` or `portal.vtexcommercestable.com.br?an={account}`, path
 * `/api/scheduler/{workspace}/{app}`.
 *
 * VTEX documents none of it; the calls are those of public apps. An entry that is saved again as it is
 * answers 304. A job whose time passed while the workspace was off runs once at the next start.
 */
export function createScheduler({ db, clock, tokens, run }: SchedulerDeps): Scheduler {
  const jobs = createJobs(db)
  const router = new Router({ prefix: '/api/scheduler/:workspace/:app' })

  router.use((ctx, next) => {
    ctx.state.account = accountOf(ctx.hostname, ctx.query.an)
    authenticate(tokens, ctx.req.headers, String(ctx.state.account))
    return next()
  })
  for (const method of ['put', 'post'] as const) {
    router[method](['/', '/:id'], async ctx => {
      const account = String(ctx.state.account)
      const app = placeOf(ctx.params)
      const job = parseJob(await readRecord(ctx.req), ctx.params.id ?? '')
      if (isDeepStrictEqual(jobs.get(account, app, job.id), job)) {
        ctx.status = 304
        return
      }
      jobs.put(account, app, job, nextRun(job, clock.now()))
      ctx.body = job
    })
  }
  router.get('/', ctx => {
    ctx.body = jobs.list(String(ctx.state.account), placeOf(ctx.params))
  })
  router.get('/:id', ctx => {
    const job = jobs.get(String(ctx.state.account), placeOf(ctx.params), ctx.params.id ?? '')
    if (job === undefined) throw refuse(404, 'NotFound', 'No such schedule')
    ctx.body = job
  })
  router.delete('/:id', ctx => {
    const found = jobs.delete(String(ctx.state.account), placeOf(ctx.params), ctx.params.id ?? '')
    if (!found) throw refuse(404, 'NotFound', 'No such schedule')
    ctx.status = 204
  })

  const app = createPartApp()
  app.use(router.routes())

  // A call that ends after the workspace was stopped finds the database closed.
  let stopped = false
  const attempt = async (due: StoredJob, failedBefore: number): Promise<void> => {
    if ((await run(due)) || stopped) return
    const failed = failedBefore + 1
    const wait = retryAfter(due.job, failed)
    if (wait !== null) jobs.retryAt(due, clock.now() + wait, failed)
  }
  const runDue = (): void => {
    const now = clock.now()
    for (const due of jobs.takeDue(now, job => nextRun(job, now))) {
      jobs.forgetRetry(due)
      void attempt(due, 0)
    }
    for (const due of jobs.takeRetries(now)) void attempt(due, due.attempts)
  }
  let timer: NodeJS.Timeout | undefined
  return {
    app,
    start() {
      stopped = false
      timer = setInterval(runDue, CHECK_MS)
    },
    runAll() {
      const all = jobs.all()
      for (const job of all) void attempt(job, 0)
      return all.length
    },
    runDue,
    drain: () => clearInterval(timer),
    stop() {
      stopped = true
      clearInterval(timer)
    },
  }
}

/** The host `portal` serves every account, which the query then names. */
function accountOf(host: string, an: unknown): string {
  const inHost = /^(?:[^.]*--)?([^.]+)\./.exec(host)?.[1] ?? ''
  if (inHost !== 'portal') return inHost
  return typeof an === 'string' ? an : ''
}

/** An app's entries in a workspace. Those of production go by the app's name alone. */
const placeOf = ({ workspace = '', app = '' }: Record<string, string>): string =>
  workspace === WORKSPACE ? app : `${workspace}/${app}`

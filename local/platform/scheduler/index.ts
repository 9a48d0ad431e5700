import Router from '@koa/router'
import type Koa from 'koa'

import type { Clock } from '../../clock'
import type { Database } from '../../database'
import { readRecord } from '../../http/body'
import { createPartApp } from '../../http/part'
import { refuse } from '../../http/problem'
import { authenticate } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { nextRun, parseJob } from './job'
import { createJobs, type StoredJob } from './jobs'

export interface SchedulerDeps {
  db: Database
  clock: Clock
  tokens: Tokens
  /** Makes the call; its failures are its own matter. */
  run: (job: StoredJob) => void
}

export interface Scheduler {
  app: Koa
  start(): void
  /** Runs every job now, as if its minute had come. Answers how many. */
  runAll(): number
  stop(): void
}

const CHECK_MS = 1_000

/**
 * The scheduler, host `{account}.myvtex.com`, path `/api/scheduler/{workspace}/{app}`.
 *
 * VTEX documents none of it; the calls are those of public apps. A job whose time passed while the
 * workspace was off runs once at the next start.
 */
export function createScheduler({ db, clock, tokens, run }: SchedulerDeps): Scheduler {
  const jobs = createJobs(db)
  const accountOf = (host: string): string => /^(?:[^.]*--)?([^.]+)\./.exec(host)?.[1] ?? ''
  const router = new Router({ prefix: '/api/scheduler/:workspace/:app' })

  router.use((ctx, next) => {
    ctx.state.account = accountOf(ctx.hostname)
    authenticate(tokens, ctx.req.headers, String(ctx.state.account))
    return next()
  })
  for (const method of ['put', 'post'] as const) {
    router[method](['/', '/:id'], async ctx => {
      const job = parseJob(await readRecord(ctx.req), ctx.params.id ?? '')
      jobs.put(String(ctx.state.account), ctx.params.app ?? '', job, nextRun(job, clock.now()))
      ctx.body = job
    })
  }
  router.get('/', ctx => {
    ctx.body = jobs.list(String(ctx.state.account), ctx.params.app ?? '')
  })
  router.get('/:id', ctx => {
    const job = jobs.get(String(ctx.state.account), ctx.params.app ?? '', ctx.params.id ?? '')
    if (job === undefined) throw refuse(404, 'NotFound', 'No such schedule')
    ctx.body = job
  })
  router.delete('/:id', ctx => {
    const found = jobs.delete(String(ctx.state.account), ctx.params.app ?? '', ctx.params.id ?? '')
    if (!found) throw refuse(404, 'NotFound', 'No such schedule')
    ctx.status = 204
  })

  const app = createPartApp()
  app.use(router.routes())

  let timer: NodeJS.Timeout | undefined
  return {
    app,
    start() {
      timer = setInterval(() => {
        for (const job of jobs.takeDue(clock.now(), due => nextRun(due, clock.now()))) run(job)
      }, CHECK_MS)
    },
    runAll() {
      const all = jobs.all()
      all.forEach(run)
      return all.length
    },
    stop: () => clearInterval(timer),
  }
}

import Koa from 'koa'

import { Problem } from './problem'

/**
 * A Koa app that answers a thrown Problem as JSON and any other error as a 500 that it also prints. A caller that
 * hung up while sending is no error: there is no caller left to answer, and nothing went wrong here.
 */
export function createPartApp(): Koa {
  const app = new Koa()
  app.silent = true
  app.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (ctx.req.readableAborted) return
      if (!(error instanceof Problem)) process.stderr.write(`${describe(error)}\n`)
      const problem =
        error instanceof Problem ? error : new Problem(500, { message: String(error) })
      ctx.status = problem.status
      ctx.set(problem.headers)
      ctx.body = problem.body
    }
  })
  return app
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

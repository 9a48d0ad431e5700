import type { HttpContext } from '../compose'
import { portsOf } from '../compose'
import { acceptNotification } from '../useCases/acceptNotification'
import { NOTIFY_PATH } from '../useCases/registration'
import type { RouteAnswer } from './answer'
import { answer, NOT_FOUND } from './answer'
import { readJson } from './body'
import { SeenSecrets } from './seenSecrets'

/** The affiliate's webhook. VTEX signs nothing, so a secret in the path tells the store from others. */
export const notifyWith =
  (seen: SeenSecrets) =>
  (ctx: HttpContext): Promise<void> => {
    // The runtime prints the path of every request when it has ended. Made anew, not edited: it may end in a slash.
    ctx.path = `${NOTIFY_PATH}secret`
    return answer(ctx, 'notify', () => handle(ctx, seen))
  }

export const notify = notifyWith(new SeenSecrets())

async function handle(ctx: HttpContext, seen: SeenSecrets): Promise<RouteAnswer> {
  const ports = portsOf(ctx)
  const { account, workspace, route } = ctx.vtex
  if (!(await seen.accepts(route.params.secret, `${account}/${workspace}`, ports))) return NOT_FOUND
  const body = await readJson(ctx.req)
  if (!body.ok)
    return {
      status: body.error.httpStatus,
      body: { code: body.error.code, message: body.error.message },
    }
  const accepted = await acceptNotification(ports, body.value)
  if (!accepted.ok) return { status: 400, body: { ...accepted.error } }
  return { status: 200, body: { skuId: accepted.value } }
}

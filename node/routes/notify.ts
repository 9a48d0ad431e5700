import type { HttpContext } from '../compose'
import { portsOf } from '../compose'
import { acceptNotification } from '../useCases/acceptNotification'
import type { RouteAnswer } from './answer'
import { answer, NOT_FOUND } from './answer'
import { readJson } from './body'
import { sameSecret } from './sameSecret'

/** The affiliate's webhook. VTEX signs nothing, so a secret in the path tells the store from others. */
export const notify = (ctx: HttpContext): Promise<void> => {
  // The runtime prints the path of every request when it has ended.
  ctx.path = ctx.path.replace(/[^/]+$/, 'secret')
  return answer(ctx, 'notify', () => handle(ctx))
}

async function handle(ctx: HttpContext): Promise<RouteAnswer> {
  const ports = portsOf(ctx)
  const secrets = await ports.secrets.read()
  if (!secrets || !sameSecret(ctx.vtex.route.params.secret, secrets.webhook)) return NOT_FOUND
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

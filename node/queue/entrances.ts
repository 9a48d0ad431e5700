import type { EventContext } from '@vtex/api'
import { type Clients, type HttpContext, portsOf } from '../compose'
import { refusals } from '../guard/errors'
import { Watch } from '../alerts/alert'
import { Admissions, acceptNotification } from './notification'
import { SECOND } from '../shared/time'
import { NOTIFY_PATH, webhooksOf } from '../connection/configuration.logic'
import { type RouteAnswer, answer, refuse, readJson, SeenSecrets } from '../guard/http'

/** `broadcaster.notification`: a refusal is final, because the same event would be redelivered for ever. */
export async function skuChanged(ctx: EventContext<Clients>): Promise<void> {
  await acceptNotification(portsOf(ctx), ctx.body as unknown)
}

/** The affiliate's webhook. VTEX does not sign its calls, so a secret in the path authenticates the store. */
export const notifyWith =
  (seen: SeenSecrets, admissions: Admissions, watch = new Watch()) =>
  (ctx: HttpContext): Promise<void> => {
    // The runtime logs each request's path when it ends. Replaced as a whole, because the path may end in a slash.
    ctx.path = `${NOTIFY_PATH}secret`
    return answer(ctx, 'notify', () => handle(ctx, { seen, admissions, watch }))
  }

export const notify = notifyWith(new SeenSecrets(webhooksOf), new Admissions())

async function handle(
  ctx: HttpContext,
  {
    seen,
    admissions,
    watch,
  }: { readonly seen: SeenSecrets; readonly admissions: Admissions; readonly watch: Watch }
): Promise<RouteAnswer> {
  const ports = portsOf(ctx)
  const { account, workspace, route } = ctx.vtex
  const owner = `${account}/${workspace}`
  if (!(await seen.accepts(route.params.secret, owner, ports)))
    return refuse(ports, 'notify', 'WRONG_SECRET')
  const body = await readJson(ctx.req)
  if (!body.ok) return refuse(ports, 'notify', body.error)
  const accepted = await acceptNotification(ports, body.value, request =>
    admissions.admit(ports, owner, request)
  )
  if (accepted.ok) {
    await watch.check(ports, owner)
    return { status: 200, body: { skuId: accepted.value } }
  }
  const { code, message } = accepted.error
  refusals.note(ports, 'notify.refused', { reason: code })
  if (code !== 'TOO_MANY_UNKNOWN') return { status: 400, body: { code, message } }
  const seconds = Math.max(Math.ceil((accepted.error.retryAt - ports.clock.now()) / SECOND), 1)
  return { status: 429, body: { code, message }, retryAfter: seconds }
}

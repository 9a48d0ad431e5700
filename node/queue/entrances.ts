import type { EventContext } from '@vtex/api'

import type { Clients } from '../clients'
import { type HttpContext, portsOf } from '../compose'
import { refusals } from '../guard/errors'
import { Watch } from '../alerts/alert'
import { type Admission, Admissions } from './admission'
import { type Millis, SECOND } from '../shared/time'
import { NOTIFY_PATH, webhooksOf } from './ownSecrets.logic'
import { type RouteAnswer, answer, refuse, readJson, SeenSecrets } from '../guard/http'
import { type Priority, type SkuId, type StockRequest, parseSkuId } from './stockRequest.logic'
import { type Result, err, ok } from '../shared/result'
import type { Ports } from '../ports'

interface NotificationRefusal {
  readonly code: 'MALFORMED' | 'NO_SKU' | 'FOREIGN_ACCOUNT'
  /** In English, for the developer of the calling system. */
  readonly message: string
}

/**
 * Reads a catalog notification: affiliate webhook or `broadcaster.notification`. VTEX's documents disagree on the case
 * of field names and only IdSku is always present, so names are matched in any case and unknown fields ignored. The
 * notification holds no quantity, only the SKU to read again.
 */
export function readNotification(
  body: unknown,
  account: string
): Result<StockRequest, NotificationRefusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return err({ code: 'MALFORMED', message: 'The body must be a JSON object.' })
  }
  const fields = new Map(
    Object.entries(body).map(([name, value]) => [name.toLowerCase(), value as unknown])
  )
  const sender = fields.get('an')
  if (sender !== undefined && sender !== account) {
    return err({ code: 'FOREIGN_ACCOUNT', message: 'The field An names another account.' })
  }
  const skuId = parseSkuId(fields.get('idsku'))
  if (skuId === null)
    return err({
      code: 'NO_SKU',
      message: 'The field IdSku must hold a SKU id: 1 to 18 digits, no zeros before them.',
    })
  const modified = ['hasstockkeepingunitmodified', 'hasstockkeepingunitremovedfromaffiliate'].some(
    name => isTrue(fields.get(name))
  )
  return ok({ skuId, priority: modified ? 'modified' : 'changed' })
}

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && value.toLowerCase() === 'true')

/** There is no room for another SKU unknown to the ledger. */
interface TooManyUnknown {
  readonly code: 'TOO_MANY_UNKNOWN'
  /** In English, for the developer of the calling system. */
  readonly message: string
  /** When to retry. */
  readonly retryAt: Millis
}

const TOO_MANY =
  'Too many SKUs that were never sent before. Ask again later; those that are known are still taken.'

/** VTEX's own events need no admission: their sender is known. */
const admitAsIs = ({ priority }: StockRequest): Promise<Admission> =>
  Promise.resolve({ kind: 'admitted', priority })

/**
 * Queues the SKU of a catalog notification; durable when it resolves.
 *
 * @param admit decides whether it is queued, and with which priority
 */
export async function acceptNotification(
  ports: Ports,
  body: unknown,
  admit: (request: StockRequest) => Promise<Admission> = admitAsIs
): Promise<Result<SkuId, NotificationRefusal | TooManyUnknown>> {
  const read = readNotification(body, ports.account)
  if (!read.ok) {
    refusals.note(ports, 'notification.refused', { reason: read.error.code })
    return read
  }
  const { skuId } = read.value
  const admission = await admit(read.value)
  if (admission.kind === 'full')
    return err({ code: 'TOO_MANY_UNKNOWN', message: TOO_MANY, retryAt: admission.retryAt })
  const priority: Priority = admission.priority
  await ports.queue.enqueue({ skuId, priority }, ports.clock.now())
  ports.log.info('notification.accepted', { skuId, priority })
  await ports.workTrigger.trigger()
  return ok(skuId)
}

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

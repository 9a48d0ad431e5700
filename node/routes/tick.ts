import { wordsOf } from '../clients/callError'
import { asObject } from '../clients/json'
import type { HttpContext } from '../compose'
import { portsOf } from '../compose'
import type { Ports } from '../ports'
import { alert } from '../useCases/alert'
import { work, WORK_BUDGET } from '../useCases/work'
import type { RouteAnswer } from './answer'
import { answer, NOT_FOUND } from './answer'
import { readJson } from './body'
import { sameSecret } from './sameSecret'

/** The scheduler's call each minute. The scheduler adds no identity: a token in the body shows that it is ours. */
export const tick = (ctx: HttpContext): Promise<void> => answer(ctx, 'tick', () => handle(ctx))

async function handle(ctx: HttpContext): Promise<RouteAnswer> {
  const ports = portsOf(ctx)
  const secrets = await ports.secrets.read()
  const body = await readJson(ctx.req)
  if (!body.ok)
    return {
      status: body.error.httpStatus,
      body: { code: body.error.code, message: body.error.message },
    }
  if (!secrets || !sameSecret(asObject(body.value)?.token, secrets.tick)) return NOT_FOUND
  const [worked] = await Promise.all([work(ports, WORK_BUDGET), tell(ports)])
  return { status: 200, body: { ...worked } }
}

/** Mails never stand in the way of the work: what fails is noted, and due again at the next call. */
async function tell(ports: Ports): Promise<void> {
  try {
    await alert(ports)
  } catch (error) {
    ports.log.warn('alert.failed', { reason: wordsOf(error) })
  }
}

import { asObject } from '../clients/json'
import type { HttpContext } from '../compose'
import { portsOf } from '../compose'
import { everyMinute } from '../useCases/everyMinute'
import type { RouteAnswer } from './answer'
import { answer, refuse } from './answer'
import { readJson } from './body'
import { sameSecret } from './sameSecret'

/**
 * The scheduler's call each minute. The scheduler adds no identity that could be relied on: a token in the body
 * shows that it is ours. It only wakes the engine and is answered at once, as how long the scheduler waits is not
 * documented; should no event be taken, the work is done within the call.
 */
export const tick = (ctx: HttpContext): Promise<void> => answer(ctx, 'tick', () => handle(ctx))

async function handle(ctx: HttpContext): Promise<RouteAnswer> {
  const ports = portsOf(ctx)
  const secrets = await ports.secrets.read()
  const body = await readJson(ctx.req)
  if (!body.ok) return refuse(ports, 'tick', body.error)
  if (!secrets || !sameSecret(asObject(body.value)?.token, secrets.tick))
    return refuse(ports, 'tick', 'WRONG_SECRET')
  if (!(await ports.motor.minute())) await everyMinute(ports)
  return { status: 204, body: null }
}

import type { EventContext } from '@vtex/api'
import { type Clients, type HttpContext, portsOf } from '../compose'
import { runEngine, WORK_BUDGET } from './engine'
import { type Throttled, CallError, pauseAfter } from '../shared/callError'
import { type HeldPart, seeHold } from './incident.logic'
import type { Ports } from '../ports'
import { LedgerUnavailable } from '../ports/stores'
import { alertQuietly } from '../alerts/alert'
import { asObject } from '../shared/json'
import { type RouteAnswer, answer, refuse, readJson, SeenSecrets } from '../guard/http'
import { toIso } from '../shared/time'

/** The app's own event: there may be work to do. */
export async function workEvent(ctx: EventContext<Clients>): Promise<void> {
  await workAndTell(portsOf(ctx))
}

/**
 * Runs the engine. A run that the platform throttled or could not serve ends here: thrown, it would be repeated at once
 * by the bus, just when fewer calls are asked for. A defect of ours is thrown: somebody must see it.
 */
export async function work(ports: Ports): Promise<void> {
  try {
    await runEngine(ports, WORK_BUDGET)
  } catch (error) {
    const pause =
      error instanceof LedgerUnavailable ? (error.throttled ?? NO_TIME) : pauseAfter(error)
    if (!pause) throw error
    await holdEngine(ports, partOf(error), pause)
  }
}

/** The platform named no time. */
const NO_TIME: Throttled = { retryAfter: null }

/** Outages of the ledger are the engine's own affair; this one got past it. */
function partOf(error: unknown): HeldPart {
  if (error instanceof LedgerUnavailable) return 'ledger'
  return error instanceof CallError && error.call.startsWith('apps') ? 'settings' : 'vbase'
}

/** What is due, and the mails: whichever entrance still works also tells what does not. */
export async function workAndTell(ports: Ports): Promise<void> {
  await Promise.all([work(ports), alertQuietly(ports)])
}

/** The app's own event, sent by the scheduler's call. */
export async function minute(ctx: EventContext<Clients>): Promise<void> {
  await workAndTell(portsOf(ctx))
}

/**
 * Prepares an account at install and at every update: Master Data schemas, own secrets and the scheduler entry.
 * Idempotent. A connection that a person disconnected stays so until it is configured again.
 */
export async function install(ports: Ports): Promise<void> {
  const { schemas, configurations, secrets, scheduler, connectionState, log } = ports
  await schemas.ensure()
  const { disconnectedAt } = await connectionState.read()
  if (disconnectedAt !== null && !(await configurations.read())) return
  const own = await secrets.ensure()
  if (!own) return
  await scheduler.ensure(own.tick)
  // Disconnected meanwhile, perhaps connected again: the entry would call with a token that is no longer valid.
  const now = await secrets.read()
  if (!now) await scheduler.remove()
  else if (now.tick !== own.tick) await scheduler.ensure(now.tick)
  log.info('app.installed', {})
}

/** An app was installed, perhaps this one; `install` is idempotent. */
export async function installed(ctx: EventContext<Clients>): Promise<void> {
  await install(portsOf(ctx))
}

/**
 * The scheduler's call each minute. The scheduler sends no reliable identity, so a token in the body proves that the
 * call is ours. It only triggers the engine and is answered at once, because the scheduler's time-out is not
 * documented; when the event is not accepted, the work is done within the call.
 */
export const tickWith =
  (seen: SeenSecrets) =>
  (ctx: HttpContext): Promise<void> =>
    answer(ctx, 'tick', () => handle(ctx, seen))

export const tick = tickWith(new SeenSecrets(({ tick }) => [tick]))

/** Anybody can call: nothing is read from the platform before the body has the shape of the scheduler's. */
async function handle(ctx: HttpContext, seen: SeenSecrets): Promise<RouteAnswer> {
  const ports = portsOf(ctx)
  const { account, workspace } = ctx.vtex
  const body = await readJson(ctx.req)
  if (!body.ok) return refuse(ports, 'tick', body.error)
  if (!(await seen.accepts(asObject(body.value)?.token, `${account}/${workspace}`, ports)))
    return refuse(ports, 'tick', 'WRONG_SECRET')
  // The event may be accepted and never delivered: silence is looked for here, beside the engine.
  if (await ports.workTrigger.minute()) await alertQuietly(ports)
  else await workAndTell(ports)
  return { status: 204, body: null }
}

/**
 * Pauses the engine of the account after a call that was throttled or not served, which ends the run instead of being thrown at the platform's
 * bus: that would repeat it at once. If the state cannot be written either, this replica alone keeps the pause.
 */
async function holdEngine(
  { connectionState, clock, log, standby }: Ports,
  part: HeldPart,
  { retryAfter }: Throttled
): Promise<void> {
  const seen = { part, retryAfter }
  const chance = { now: clock.now(), random: clock.random() }
  let { until } = seeHold(null, seen, chance)
  standby.set(until)
  try {
    const state = await connectionState.update(before => ({
      ...before,
      hold: seeHold(before.hold, seen, chance),
    }))
    until = state?.hold?.until ?? until
  } catch {
    log.warn('hold.unwritten', { part })
  }
  standby.set(until)
  log.warn('engine.held', { part, until: toIso(until) })
}

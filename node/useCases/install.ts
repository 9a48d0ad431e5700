import type { Ports } from '../ports'

/**
 * Prepares an account, at install and at every update: Master Data's schemas, own secrets and the scheduler's entry. Doing it again
 * changes nothing. A connection that a person took down stays down until it is configured again.
 */
export async function install(ports: Ports): Promise<void> {
  const { schemas, configurations, secrets, scheduler, control, log } = ports
  await schemas.ensure()
  const { disconnectedAt } = await control.read()
  if (disconnectedAt !== null && !(await configurations.read())) return
  const own = await secrets.ensure()
  if (!own) return
  await scheduler.ensure(own.tick)
  // Taken down meanwhile: the entry would call with a token that nothing accepts.
  if (!(await secrets.read())) await scheduler.remove()
  log.info('app.installed', {})
}

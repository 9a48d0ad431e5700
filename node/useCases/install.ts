import type { Ports } from '../ports'

/**
 * Prepares an account, at install and at every update: Master Data's schemas, own secrets and the scheduler's entry. Doing it again
 * changes nothing. A connection that a person took down stays down until it is configured again.
 */
export async function install({ schemas, secrets, scheduler, control, log }: Ports): Promise<void> {
  await schemas.ensure()
  const { disconnectedAt } = await control.read()
  if (disconnectedAt !== null) return
  const { tick } = await secrets.ensure()
  await scheduler.ensure(tick)
  log.info('app.installed', {})
}

import type { Ports } from '../ports'

/** Prepares an account: own secrets and the scheduler's entry. Doing it again changes nothing. */
export async function install({ secrets, scheduler, log }: Ports): Promise<void> {
  const { tick } = await secrets.ensure()
  await scheduler.ensure(tick)
  log.info('app.installed', {})
}

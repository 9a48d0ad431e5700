import { noteOff } from '../domain/reconcile'
import type { Ports } from '../ports'
import { unregister } from './registration'

export type DisconnectResult =
  | { readonly kind: 'disconnected' }
  /** Something did not answer; what was already taken down stays down, and asking again goes on. */
  | { readonly kind: 'unreachable'; readonly message: string }

/**
 * Takes the connection down: affiliate, scheduler's entry, and last, so that it can be asked again, the
 * configuration with the ShopKey and the app's own secrets (VTEX keeps settings when an app is uninstalled).
 * Quantities at Carrefour, queue and ledger stay as they are.
 */
export async function disconnect(ports: Ports): Promise<DisconnectResult> {
  const { configurations, scheduler, control, secrets, clock, log } = ports
  const configuration = await configurations.read()
  if (configuration) {
    const left = await unregister(ports, configuration.choices.affiliateId)
    if (!left.ok) return { kind: 'unreachable', message: left.error.message }
  }
  try {
    await scheduler.remove()
  } catch (error) {
    log.warn('scheduler.kept', { reason: error instanceof Error ? error.name : 'unknown' })
    return { kind: 'unreachable', message: 'The scheduler did not answer.' }
  }
  await control.update(state => ({
    ...state,
    incident: null,
    outages: [],
    disconnectedAt: clock.now(),
    reconcile: { ...noteOff(state.reconcile), due: null, run: null },
  }))
  await configurations.clear()
  await secrets.clear()
  await ports.history.note({ kind: 'DISCONNECTED' })
  log.info('connection.removed', {})
  return { kind: 'disconnected' }
}

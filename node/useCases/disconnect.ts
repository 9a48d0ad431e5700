import { noteOff } from '../domain/reconcile'
import type { Ports } from '../ports'
import { unregister } from './registration'

export type DisconnectResult =
  | { readonly kind: 'disconnected' }
  /** Something did not answer; what was already taken down stays down, and asking again goes on. */
  | { readonly kind: 'unreachable'; readonly message: string }

/**
 * Takes the connection down: the configuration, the ShopKey and the app's own secrets are forgotten first, at once
 * and for every save that is under way; then affiliate and scheduler's entry are removed. Quantities at Carrefour,
 * queue and ledger stay as they are. To be done before the app is uninstalled: VTEX keeps what an app has stored.
 */
export async function disconnect(ports: Ports): Promise<DisconnectResult> {
  const { configurations, scheduler, control, clock, log } = ports
  const affiliateId = await configurations.takeDown()
  await control.update(state => ({
    ...state,
    incident: null,
    outages: [],
    disconnectedAt: clock.now(),
    reconcile: { ...noteOff(state.reconcile), due: null, run: null },
  }))
  if (affiliateId !== null) {
    const left = await unregister(ports, affiliateId)
    if (!left.ok) return { kind: 'unreachable', message: left.error.message }
  }
  try {
    await scheduler.remove()
  } catch (error) {
    log.warn('scheduler.kept', { reason: error instanceof Error ? error.name : 'unknown' })
    return { kind: 'unreachable', message: 'The scheduler did not answer.' }
  }
  await configurations.tookDown()
  await ports.history.note({ kind: 'DISCONNECTED' })
  log.info('connection.removed', {})
  return { kind: 'disconnected' }
}

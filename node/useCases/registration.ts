import type { Choices, Configuration } from '../domain/configuration'
import type { Result } from '../domain/result'
import { err, ok } from '../domain/result'
import type { Ports } from '../ports'
import type { StoreUnavailable } from '../ports/store'

/** Path of the webhook; the secret follows it. */
export const NOTIFY_PATH = '/_v/carrefour-inventory/notify/'

export type RegistrationProblem = StoreUnavailable | { readonly kind: 'affiliateTaken' }

const addressOf = ({ publicUrl }: Ports): string => `${publicUrl}${NOTIFY_PATH}`

/** Whether an affiliate's endpoint is this app's webhook, whatever its secret. */
const isOurs = (ports: Ports, endpoint: string | null): boolean =>
  endpoint?.startsWith(addressOf(ports)) ?? false

/**
 * Registers the affiliate with the webhook's address, and the scheduler's entry. Both may be done again.
 *
 * @param person e-mail for the affiliate, which must have one, when none is given for notifications
 */
export async function register(
  ports: Ports,
  choices: Choices,
  person: string
): Promise<Result<null, RegistrationProblem>> {
  const found = await ports.store.affiliate(choices.affiliateId)
  if (!found.ok) return found
  const endpoint = found.value?.endpoint ?? null
  if (endpoint && !isOurs(ports, endpoint)) return err({ kind: 'affiliateTaken' })
  const secrets = await ports.secrets.ensure()
  const saved = await ports.store.saveAffiliate(
    affiliateOf(ports, choices, person, secrets.webhook)
  )
  if (!saved.ok) return saved
  await ports.scheduler.ensure(secrets.tick)
  return ok(null)
}

const affiliateOf = (ports: Ports, choices: Choices, person: string, webhook: string) => ({
  id: choices.affiliateId,
  name: 'Carrefour',
  tradePolicy: choices.tradePolicy,
  followUpEmail: choices.notificationEmail || person,
  endpoint: `${addressOf(ports)}${webhook}`,
})

/** Removes an affiliate that leads to this app; one that leads elsewhere, or is gone, stays as it is. */
export async function unregister(
  ports: Ports,
  affiliateId: string
): Promise<Result<null, StoreUnavailable>> {
  const found = await ports.store.affiliate(affiliateId)
  if (!found.ok) return found
  if (!isOurs(ports, found.value?.endpoint ?? null)) return ok(null)
  const removed = await ports.store.removeAffiliate(affiliateId)
  if (removed.ok) ports.log.info('affiliate.removed', { affiliateId })
  return removed
}

/**
 * Looks whether affiliate and scheduler's entry are still there, and makes what is missing. An affiliate that
 * somebody else uses now is left alone and told in the log. Nothing else depends on it, so failures are told only.
 */
export async function repairRegistration(
  ports: Ports,
  { choices, shopKey }: Configuration
): Promise<void> {
  try {
    const secrets = await ports.secrets.ensure()
    if (await ports.scheduler.repair(secrets.tick)) ports.log.warn('scheduler.repaired', {})
    const wanted = affiliateOf(ports, choices, shopKey.savedBy, secrets.webhook)
    const found = await ports.store.affiliate(choices.affiliateId)
    if (found.ok && found.value?.endpoint === wanted.endpoint) return
    const endpoint = found.ok ? (found.value?.endpoint ?? null) : null
    const isFree = found.ok && (endpoint === null || isOurs(ports, endpoint))
    const repaired = isFree && (await ports.store.saveAffiliate(wanted)).ok
    ports.log.warn(repaired ? 'affiliate.repaired' : 'affiliate.lost', {
      affiliateId: choices.affiliateId,
    })
  } catch (error) {
    ports.log.warn('registration.unchecked', {
      reason: error instanceof Error ? error.name : 'unknown',
    })
  }
}

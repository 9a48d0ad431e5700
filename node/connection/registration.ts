import type { CarrefourWebhookRenewal } from '../generated/schema'
import type { Choices, Configuration } from './configuration.logic'
import { type OwnSecrets, NOTIFY_PATH } from '../guard/ownSecrets.logic'
import { type Result, err, ok } from '../shared/result'
import type { Ports } from '../ports'
import type { StoreUnavailable } from '../ports/store'
import { MINUTE } from '../shared/time'

export type RegistrationProblem = StoreUnavailable | { readonly kind: 'affiliateTaken' }

const addressOf = ({ publicUrl }: Ports): string => `${publicUrl}${NOTIFY_PATH}`

/** Whether an endpoint is this app's webhook, with any secret. */
const isOurs = (ports: Ports, endpoint: string | null): boolean =>
  endpoint?.startsWith(addressOf(ports)) ?? false

/**
 * Registers the affiliate with the webhook's address, and the scheduler entry. Idempotent.
 *
 * @param person e-mail for the affiliate, which needs one, when none is configured for notifications
 */
export async function register(
  ports: Ports,
  choices: Choices,
  person: string,
  secrets: OwnSecrets
): Promise<Result<null, RegistrationProblem>> {
  const found = await ports.store.affiliate(choices.affiliateId)
  if (!found.ok) return found
  const endpoint = found.value?.endpoint ?? null
  if (endpoint && !isOurs(ports, endpoint)) return err({ kind: 'affiliateTaken' })
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

/** Removes an affiliate that points to this app; any other, or a missing one, is left as it is. */
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
 * Undoes the registrations of a save that came too late: somebody disconnected, or saved first. The current
 * configuration is registered again. Failures are only logged: `repairRegistration` retries.
 */
export async function withdraw(
  ports: Ports,
  choices: Choices,
  current: Configuration | null
): Promise<void> {
  try {
    if (current?.choices.affiliateId !== choices.affiliateId)
      await unregister(ports, choices.affiliateId)
    if (!current) return await ports.scheduler.remove()
    const secrets = await ports.secrets.read()
    if (secrets) await register(ports, current.choices, current.shopKey.savedBy, secrets)
  } catch (error) {
    ports.log.warn('registration.kept', {
      reason: error instanceof Error ? error.name : 'unknown',
    })
  }
}

/** Removes what was registered during a disconnect. */
async function unregisterIfDisconnected(ports: Ports, choices: Choices): Promise<void> {
  if (!(await ports.configurations.read())) await withdraw(ports, choices, null)
}

/**
 * Renews the webhook's secret and the affiliate's address with it; the previous one is accepted for a day. False when
 * the affiliate could not be updated: it uses the previous one until `repairRegistration` succeeds.
 */
export async function renewRegistration(
  ports: Ports,
  { choices, shopKey }: Configuration
): Promise<boolean> {
  const secrets = await ports.secrets.renew()
  if (!secrets) return false
  const registered = await register(ports, choices, shopKey.savedBy, secrets)
  await unregisterIfDisconnected(ports, choices)
  ports.log[registered.ok ? 'info' : 'warn']('webhook.renewed', {
    affiliateId: choices.affiliateId,
    registered: registered.ok,
  })
  return registered.ok
}

/**
 * Checks affiliate and scheduler entry, and creates what is missing. An affiliate that somebody else uses now is left
 * alone and logged. Nothing else depends on it, so failures are only logged.
 */
export async function repairRegistration(
  ports: Ports,
  configuration: Configuration
): Promise<void> {
  try {
    await repair(ports, configuration)
    await unregisterIfDisconnected(ports, configuration.choices)
  } catch (error) {
    ports.log.warn('registration.unchecked', {
      reason: error instanceof Error ? error.name : 'unknown',
    })
  }
}

async function repair(ports: Ports, { choices, shopKey }: Configuration): Promise<void> {
  const secrets = await ports.secrets.ensure()
  if (!secrets) return
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
}

export type WebhookRenewal = CarrefourWebhookRenewal

/** Minimum time between two renewals: only a few former secrets are accepted, so they must not be used up at once. */
const PAUSE = MINUTE

/** Renews the webhook's secret on a person's request. The previous one is accepted for a day. */
export async function renewWebhook(ports: Ports): Promise<WebhookRenewal> {
  const { clock, connectionState, configurations, history } = ports
  const configuration = await configurations.read()
  if (!configuration) return 'NOT_CONFIGURED'
  const taken = await connectionState.update(state =>
    Math.abs(clock.now() - (state.webhookRenewedAt ?? 0)) < PAUSE
      ? null
      : { ...state, webhookRenewedAt: clock.now() }
  )
  if (!taken) return 'TOO_SOON'
  const outcome = (await renewRegistration(ports, configuration)) ? 'RENEWED' : 'NOT_TOLD'
  await history.note({ kind: 'WEBHOOK_RENEWED', outcome })
  return outcome
}

import type { CarrefourWebhookRenewal } from '../generated/schema'
import {
  type Choices,
  type Configuration,
  type OwnSecrets,
  NOTIFY_PATH,
} from './configuration.logic'
import { type Result, err, ok } from '../shared/result'
import type { Ports, StoreUnavailable } from '../ports'
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
async function unregister(
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

/** What VTEX should call, at one moment; null while nothing is configured. */
interface Wanted {
  readonly configuration: Configuration
  readonly secrets: OwnSecrets
}

async function wantedNow({ configurations, secrets }: Ports): Promise<Wanted | null> {
  const configuration = await configurations.read()
  const own = configuration && (await secrets.ensure())
  return configuration && own ? { configuration, secrets: own } : null
}

const isSame = (one: Wanted | null, other: Wanted | null): boolean =>
  one?.configuration.version === other?.configuration.version &&
  one?.secrets.webhook === other?.secrets.webhook

/** How often a configuration that changes meanwhile is followed; whoever changed it follows it as well. */
const FOLLOWED = 4

/**
 * Brings what VTEX calls in line with the configuration as it is now: the affiliate of no other configuration stays, and
 * neither affiliate nor scheduler entry of none. VTEX has no conditional write, so everybody who has written there
 * follows the configuration afterwards, until it did not change meanwhile: then the last of them leaves what is saved.
 *
 * @param touched affiliates that the caller may have written, or that are to go
 */
export async function follow(
  ports: Ports,
  touched: readonly string[]
): Promise<Result<null, RegistrationProblem>> {
  const ids = new Set(touched)
  let wanted = await wantedNow(ports)
  for (let times = 0; times < FOLLOWED; times += 1) {
    const affiliateId = wanted?.configuration.choices.affiliateId
    for (const id of ids) {
      const left = id === affiliateId ? ok(null) : await unregister(ports, id)
      if (!left.ok) return left
    }
    const isWritten = affiliateId !== undefined && ids.has(affiliateId)
    const done = wanted ? await ensure(ports, wanted, isWritten) : await leave(ports)
    if (!done.ok) return done
    if (affiliateId !== undefined) ids.add(affiliateId)
    const now = await wantedNow(ports)
    if (isSame(wanted, now)) break
    wanted = now
  }
  return ok(null)
}

async function leave({ scheduler }: Ports): Promise<Result<null, never>> {
  await scheduler.remove()
  return ok(null)
}

/** @param isWritten somebody may have written other values: the address alone does not tell */
async function ensure(
  ports: Ports,
  { configuration: { choices, shopKey }, secrets }: Wanted,
  isWritten: boolean
): Promise<Result<null, RegistrationProblem>> {
  const { scheduler, store, log } = ports
  const { affiliateId } = choices
  if (await scheduler.repair(secrets.tick)) log.warn('scheduler.repaired', {})
  const wanted = affiliateOf(ports, choices, shopKey.savedBy, secrets.webhook)
  const found = await store.affiliate(affiliateId)
  if (found.ok && !isWritten && found.value?.endpoint === wanted.endpoint) return ok(null)
  const endpoint = found.ok ? (found.value?.endpoint ?? null) : null
  const isTaken = endpoint !== null && !isOurs(ports, endpoint)
  const saved = !found.ok
    ? found
    : isTaken
      ? err({ kind: 'affiliateTaken' as const })
      : await store.saveAffiliate(wanted)
  if (!isWritten) log.warn(saved.ok ? 'affiliate.repaired' : 'affiliate.lost', { affiliateId })
  return saved
}

/**
 * The same where nothing depends on it: failures are only logged, and tried again at the next comparison or save. False
 * when something failed.
 */
export async function followQuietly(ports: Ports, touched: readonly string[]): Promise<boolean> {
  try {
    const done = await follow(ports, touched)
    if (!done.ok) ports.log.warn('registration.unchecked', { reason: done.error.kind })
    return done.ok
  } catch (error) {
    ports.log.warn('registration.unchecked', {
      reason: error instanceof Error ? error.name : 'unknown',
    })
    return false
  }
}

/**
 * Renews the webhook's secret and the affiliate's address with it; the previous one is accepted for a day. False when
 * the affiliate could not be updated: it uses the previous one until `repairRegistration` succeeds.
 *
 * @param touched as for `follow`
 */
export async function renewRegistration(
  ports: Ports,
  { choices: { affiliateId } }: Configuration,
  touched: readonly string[] = []
): Promise<boolean> {
  const isRenewed = (await ports.secrets.renew()) !== null
  const registered = await followQuietly(ports, [affiliateId, ...touched])
  ports.log[registered ? 'info' : 'warn']('webhook.renewed', { affiliateId, registered })
  return isRenewed && registered
}

/**
 * Checks affiliate and scheduler entry, and creates what is missing. An affiliate that somebody else uses now is left
 * alone and logged. Nothing else depends on it, so failures are only logged.
 */
export const repairRegistration = async (
  ports: Ports,
  { choices }: Configuration
): Promise<void> => {
  const current = await ports.configurations.read()
  const isLeft = current?.choices.affiliateId !== choices.affiliateId
  await followQuietly(ports, isLeft ? [choices.affiliateId] : [])
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

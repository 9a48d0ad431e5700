import { ResolverError } from '@vtex/api'

import { type ShownConfiguration, shownOf, withDefaults } from './configuration.logic'
import { toIso, isoOrNull, SECOND, fromIso } from '../shared/time'
import { actorOf } from '../shared/causes'
import type { Gap } from '../alerts/alerts.logic'
import { alertQuietly } from '../alerts/alert'
import type { OpenBrake } from '../engine/brake.logic'
import type { Incident, Outage } from '../engine/incident.logic'
import { type Pulse, type ConnectionView, viewConnection, viewPulse } from './view'
import type { CheckedShop, Nameless } from './keyChecks.logic'
import { type KeyVerdict, type KeyTest, testKey } from './verifyKey'
import type { Ports } from '../ports'
import type {
  MutationDecideCarrefourBrakeArgs,
  MutationSaveCarrefourConfigurationArgs,
  MutationSwitchCarrefourConnectionArgs,
  MutationTestCarrefourShopKeyArgs,
} from '../generated/schema'
import { type SaveResult, disconnect, saveConfiguration, switchConnection } from './save'
import { fieldRules } from './form.logic'
import { viewing, resolver, configuring, signedIn } from '../guard/resolver'
import { renewWebhook } from './registration'
import { decideBrake } from '../engine/holdZeros'

/** A configuration as `CarrefourConfiguration`. */
export const showConfiguration = ({ choices, shopKey, version }: ShownConfiguration) => ({
  ...choices,
  // Read by its own field when it is asked for: `mailboxOf`.
  notificationEmail: '',
  shopKey: {
    last4: shopKey.last4,
    savedBy: shopKey.savedBy,
    savedAt: toIso(shopKey.savedAt),
    verifiedAt: isoOrNull(shopKey.verifiedAt),
  },
  version,
})

/** The mailbox of a configuration. Most pages do not show it, and it is in no copy. */
export const mailboxOf = viewing(
  async ({ configurations }) => (await configurations.read())?.choices.notificationEmail ?? ''
)

/** The connection as `CarrefourConnection`. */
export const showConnection = (view: ConnectionView) => ({
  configuration: view.configuration && showConfiguration(view.configuration),
  production: view.production,
  boundShop: view.boundShop,
  incident: view.incident && showIncident(view.incident),
  outages: view.outages.map(showIncident),
  lastConfirmedAt: isoOrNull(view.lastConfirmedAt),
  pending: view.pending,
  waitingSince: isoOrNull(view.waitingSince),
  stalledSince: isoOrNull(view.stalledSince),
  gap: view.gap && showGap(view.gap),
  closedShop: view.closedShop && showClosed(view.closedShop),
  otherWriters: {
    skus: view.otherWriters.length,
    samples: view.otherWriters.slice(0, MAX_WRITERS).map(({ skuId, changes }) => ({
      skuId,
      changes: changes.map(({ at, ours, theirs }) => ({ at: toIso(at), ours, theirs })),
    })),
  },
  standstill: view.standstill && { ...view.standstill, since: toIso(view.standstill.since) },
  brake: view.brake && showBrake(view.brake),
  blocked: view.blocked,
  nextSendAt: isoOrNull(view.nextSendAt),
  pulse: showPulse(view.pulse),
  numbersAt: isoOrNull(view.numbersAt),
  success: view.success,
  warning: view.warning,
  error: view.error,
})

const showPulse = ({ mark, at }: Pulse) => ({ mark, at: toIso(at) })

/** SKUs of other writers in an answer. */
const MAX_WRITERS = 10

const showClosed = ({ shop, since }: NonNullable<ConnectionView['closedShop']>) => ({
  since: toIso(since),
  name: shop?.name ?? null,
  state: shop?.state ?? null,
  suspension: shop?.suspension || null,
  closedFrom: isoOrNull(shop?.closedFrom ?? null),
  closedTo: isoOrNull(shop?.closedTo ?? null),
})

const showGap = ({ from, to, report }: Gap) => ({
  from: toIso(from),
  to: toIso(to),
  comparedAt: isoOrNull(report?.at ?? null),
  compared: report?.compared ?? null,
  differed: report?.differed ?? null,
})

const showBrake = ({ isExplained, decision, ...brake }: OpenBrake) => ({
  since: toIso(brake.since),
  held: brake.held,
  stocked: brake.stocked,
  reason: brake.reason,
  waitsForPerson: isExplained && decision === null,
  decision: decision?.kind ?? null,
  nextReadingAt: toIso(brake.nextReadingAt),
})

const showIncident = (incident: Incident | Outage) => {
  const { cause, since, lastSeenAt, message, nextTryAt } = incident
  return {
    cause,
    actor: actorOf(cause),
    since: toIso(since),
    lastSeenAt: toIso(lastSeenAt),
    message,
    nextTryAt: isoOrNull(nextTryAt),
    shops: ('shops' in incident && incident.shops) || null,
  }
}

/** A shop, or why it is missing; both null when it was not asked for. */
const showShop = (shop: CheckedShop | Nameless | null) =>
  typeof shop === 'string' ? { shop: null, nameless: shop } : { shop, nameless: null }

/** Why a ShopKey is not accepted: refused, of another shop, or Carrefour could not be asked. */
function showVerdict(verdict: Exclude<KeyVerdict, { kind: 'accepted' }>) {
  switch (verdict.kind) {
    case 'refused':
      return {
        __typename: 'CarrefourShopKeyRefused' as const,
        httpStatus: verdict.httpStatus,
        message: verdict.message,
      }
    case 'otherShop':
      return {
        __typename: 'CarrefourOtherShop' as const,
        opens: verdict.shop,
        shopId: verdict.shopId,
      }
    case 'limited':
      return {
        __typename: 'CarrefourTestLimited' as const,
        waitSeconds: Math.ceil(verdict.retryAfter / SECOND),
      }
    case 'unreachable':
      return {
        __typename: 'CarrefourUnreachable' as const,
        message: verdict.message,
        retryAfterSeconds:
          verdict.retryAfter === null ? null : Math.ceil(verdict.retryAfter / SECOND),
      }
  }
}

/** The result of a save, as `CarrefourSaveResult`. */
async function showSave(ports: Ports, result: SaveResult) {
  switch (result.kind) {
    case 'saved':
      return {
        __typename: 'CarrefourSaved' as const,
        connection: showConnection(await viewConnection(ports)),
        blocked: result.blocked,
        ...showShop(result.shop),
      }
    case 'invalid':
      return { __typename: 'CarrefourInvalidConfiguration' as const, problems: result.problems }
    case 'refused':
    case 'otherShop':
    case 'limited':
    case 'unreachable':
      return showVerdict(result)
    case 'storeUnreachable':
      return { __typename: 'CarrefourStoreUnreachable' as const, message: result.message }
    case 'shopToConfirm':
      return {
        __typename: 'CarrefourShopToConfirm' as const,
        shop: result.shop,
        formerShopId: result.before?.shopId ?? null,
        formerShopName: result.before?.name || null,
      }
    case 'conflict':
      return {
        __typename: 'CarrefourConfigurationConflict' as const,
        current: result.current && showConfiguration(shownOf(result.current)),
      }
  }
}

export const carrefourConfigurationRules = resolver(ports =>
  Promise.resolve(fieldRules(ports.hosts))
)

/** Whoever looks is also who notices: with the scheduler dead nobody else would send the mail. */
export const carrefourConnection = viewing(async ports => {
  const view = await viewConnection(ports)
  if (view.isUntold) await alertQuietly(ports)
  return showConnection(view)
})

export const carrefourConfiguration = viewing(async ({ configurations }) => {
  const configuration = await configurations.read()
  return configuration && showConfiguration(shownOf(configuration))
})

export const carrefourPulse = viewing(async ports => showPulse(await viewPulse(ports)))

export const carrefourTradePolicies = resolver(async ({ store }) => {
  const policies = await store.tradePolicies()
  if (!policies.ok)
    throw new ResolverError(
      `The store did not answer: ${policies.error.message}`,
      502,
      'STORE_UNAVAILABLE'
    )
  return policies.value
})

export const disconnectCarrefour = configuring('disconnectCarrefour', async ports => {
  const result = await disconnect(ports)
  return result.kind === 'disconnected'
    ? {
        __typename: 'CarrefourDisconnected' as const,
        connection: showConnection(await viewConnection(ports)),
      }
    : { __typename: 'CarrefourStoreUnreachable' as const, message: result.message }
})

export const renewCarrefourWebhook = configuring('renewCarrefourWebhook', ports =>
  renewWebhook(ports)
)

export const saveCarrefourConfiguration = configuring(
  'saveCarrefourConfiguration',
  async (
    ports,
    { input, shopKey, confirmedShopId }: MutationSaveCarrefourConfigurationArgs,
    people
  ) => {
    const form = {
      ...withDefaults(input),
      shopKey: shopKey ?? null,
      version: input.version ?? null,
      confirmedShopId: confirmedShopId ?? null,
    }
    return showSave(ports, await saveConfiguration(ports, form, await signedIn(people)))
  }
)

export const switchCarrefourConnection = configuring(
  'switchCarrefourConnection',
  async (ports, { active }: MutationSwitchCarrefourConnectionArgs, people) =>
    showSave(ports, await switchConnection(ports, active, await signedIn(people)))
)

export const testCarrefourShopKey = resolver(
  async (ports, { shopKey, shopId, carrefourUrl }: MutationTestCarrefourShopKeyArgs) =>
    show(
      await testKey(ports, {
        shopKey: shopKey ?? null,
        shopId: shopId ?? null,
        carrefourUrl: carrefourUrl ?? null,
      })
    )
)

/** The result of a test, as `CarrefourShopKeyTest`. */
function show(result: KeyTest) {
  switch (result.kind) {
    case 'accepted':
      return {
        __typename: 'CarrefourShopKeyAccepted' as const,
        ...showShop(result.shop),
        // A key of another shop is a separate case.
        mismatch: false,
        nextShopCheckAt: toIso(result.nextShopCheckAt),
        blocked: result.blocked,
      }
    case 'invalid':
      return { __typename: 'CarrefourInvalidConfiguration' as const, problems: result.problems }
    default:
      return showVerdict(result)
  }
}

export const decideCarrefourBrake = resolver(
  async (ports, { decision, since }: MutationDecideCarrefourBrakeArgs) => {
    const at = fromIso(since)
    const outcome = at === null ? 'OVER' : await decideBrake(ports, { kind: decision, since: at })
    return { outcome, connection: showConnection(await viewConnection(ports)) }
  }
)

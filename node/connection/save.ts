import { BLOCKED_CAUSES } from '../shared/causes'
import {
  type Choices,
  type Configuration,
  type FieldProblem,
  type NamedShop,
  type SavedKey,
  isWithheld,
  noteOfSave,
} from './configuration.logic'
import { disconnected, releasedByKey, switchedOn } from '../engine/transitions.logic'
import { keyProblemOf, parseKey, problemsOf, sameHost, tidy } from './form.logic'
import type { CheckedShop, Nameless } from './keyChecks.logic'
import { type ShopKey, boundShop, isSameShop } from './shop.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import {
  type RegistrationProblem,
  follow,
  followQuietly,
  register,
  renewRegistration,
} from './registration'
import { type KeyVerdict, outcomeOf, verifyKey } from './verifyKey'

/** The submitted form. */
export interface Form extends Choices {
  /** Empty keeps the saved one. */
  readonly shopKey: string | null
  /** The version the form was loaded with; null on the first save. */
  readonly version: number | null
  /** The shop that the person confirmed as theirs; empty for one Carrefour does not name; null for none. */
  readonly confirmedShopId?: string | null
}

export type SaveResult =
  | {
      readonly kind: 'saved'
      readonly blocked: number
      /** The key's shop according to Carrefour; null when no check was needed. */
      readonly shop: CheckedShop | Nameless | null
    }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  | Exclude<KeyVerdict, { kind: 'accepted' }>
  /** Without a ShopId the key decides where stock goes: a person must confirm that this is their shop. */
  | {
      readonly kind: 'shopToConfirm'
      readonly shop: CheckedShop | null
      /** The shop that receives stock now; null when none is known. */
      readonly before: NamedShop | null
    }
  /** VTEX could not be asked; says nothing about Carrefour. */
  | { readonly kind: 'storeUnreachable'; readonly message: string }
  /** Somebody else saved, or disconnected (null), since the form was loaded. */
  | { readonly kind: 'conflict'; readonly current: Configuration | null }

/**
 * Saves the form completely or not at all. A new ShopKey, shop or address is first tried at Carrefour, and the saved
 * one stays until it works. The write is a compare-and-set on the form's version, so of several saves of one version
 * exactly one succeeds. Afterwards whatever the old key blocked may continue.
 *
 * @param person e-mail of the Admin user, kept with the ShopKey
 */
export async function saveConfiguration(
  ports: Ports,
  form: Form,
  person: string
): Promise<SaveResult> {
  const before = await ports.configurations.read()
  if ((before?.version ?? null) !== form.version) return { kind: 'conflict', current: before }
  const read = await readForm(ports, form, before)
  if ('kind' in read) return read
  const { choices, newKey, key } = read
  const { incident, keyOwner } = await ports.connectionState.read()
  const mustVerify =
    newKey !== null ||
    !before ||
    accessChanged(before.choices, choices) ||
    incident?.cause === 'OTHER_SHOP'
  const boundBefore = before && boundShop(before, keyOwner)
  // Whoever saves the same key in spite of this incident has seen both shops: the next answer that names one decides.
  const isTold = incident?.cause === 'OTHER_SHOP' && newKey === null
  const isSamePlace = before !== null && sameHost(before.choices.carrefourUrl, choices.carrefourUrl)
  const presumed = isSamePlace && !isTold ? boundBefore : null
  const access = { url: choices.carrefourUrl, shopId: choices.shopId, shopKey: key }
  const verdict = mustVerify ? await verifyKey(ports, access) : null
  if (verdict && verdict.kind !== 'accepted') return unverified(ports, verdict)
  const shop = verdict?.shop ?? null
  if (shop !== null && !isConfirmed(form, choices, boundBefore, shop))
    return unverified(ports, {
      kind: 'shopToConfirm',
      shop: typeof shop === 'string' ? null : shop,
      before: boundBefore,
    })
  const secrets = (await ports.secrets.read()) ?? (await ports.secrets.fresh())
  const registered = await register(ports, choices, person, secrets)
  if (!registered.ok) return notRegistered(registered.error)
  const now = ports.clock.now()
  const saved = await ports.configurations.replace(form.version, {
    next: version => ({
      choices,
      shopKey: savedKey(
        before?.shopKey ?? null,
        { key, newKey, person, now, version, shop, presumed },
        choices
      ),
      version,
    }),
    secrets,
  })
  if (!saved) return lost(ports, choices)
  await followSave(ports, { before, saved, hasNewKey: newKey !== null, isVerified: mustVerify })
  return { kind: 'saved', blocked: await ports.ledger.count({ causes: BLOCKED_CAUSES }), shop }
}

/** What was saved, in place of what. */
interface Saved {
  readonly before: Configuration | null
  readonly saved: Configuration
  readonly hasNewKey: boolean
  /** Whether Carrefour has just accepted the key. */
  readonly isVerified: boolean
}

/** What follows a save: blocked work goes on, the store's registrations are those of the new choices, history tells. */
async function followSave(
  ports: Ports,
  { before, saved, hasNewKey, isVerified }: Saved
): Promise<void> {
  const { choices, version } = saved
  const { connectionState, clock } = ports
  if (isVerified) await connectionState.update(state => releasedByKey(state, saved, clock.now()))
  if (sends(ports, choices) && !sends(ports, before?.choices ?? null))
    await connectionState.update(state => switchedOn(state, clock.now()))
  const former =
    before && before.choices.affiliateId !== choices.affiliateId ? [before.choices.affiliateId] : []
  if (hasNewKey && before) await renewRegistration(ports, saved, former)
  else await followQuietly(ports, former)
  await ports.history.note(noteOfSave(before?.choices ?? null, choices, hasNewKey))
  ports.log.info('configuration.saved', { version, newKey: hasNewKey, active: choices.active })
  await ports.workTrigger.trigger()
}

/** Whether stock is sent with these choices, from this workspace. */
const sends = ({ production }: Ports, choices: Choices | null): boolean =>
  choices?.active === true && !isWithheld(choices, production)

const invalid = (field: FieldProblem['field'], code: FieldProblem['code']): SaveResult => ({
  kind: 'invalid',
  problems: [{ field, code }],
})

const storeUnreachable = (message: string): SaveResult => ({ kind: 'storeUnreachable', message })

const accessChanged = (before: Choices, after: Choices): boolean =>
  before.carrefourUrl !== after.carrefourUrl || before.shopId !== after.shopId

async function unverified(
  ports: Ports,
  result: Exclude<SaveResult, { kind: 'saved' }>
): Promise<SaveResult> {
  ports.log.warn('configuration.unverified', { verdict: result.kind })
  await ports.history.note({ kind: 'CONFIGURATION_NOT_SAVED', outcome: outcomeOf(result.kind) })
  return result
}

/** The save came too late: its registrations are replaced by those of the saved configuration. */
async function lost(ports: Ports, choices: Choices): Promise<SaveResult> {
  const current = await ports.configurations.read()
  await followQuietly(ports, [choices.affiliateId])
  return { kind: 'conflict', current }
}

/** A typed ShopId names the shop; without one, a new shop must be confirmed. */
function isConfirmed(
  form: Form,
  choices: Choices,
  former: NamedShop | null,
  shop: CheckedShop | Nameless
): boolean {
  if (choices.shopId !== '' || shop === 'NOT_SAID') return true
  const confirmed = form.confirmedShopId ?? null
  if (shop === 'TOO_SOON') return confirmed !== null
  return shop.shopId === confirmed || (former !== null && isSameShop(shop.shopId, former.shopId))
}

interface ReadForm {
  readonly choices: Choices
  /** Null when none was typed. */
  readonly newKey: ShopKey | null
  /** The typed one, or the saved one. */
  readonly key: ShopKey
}

/** Checks every field; those that need the store's answer last. The saved key is only ever sent to the saved host. */
async function readForm(
  ports: Ports,
  form: Form,
  before: Configuration | null
): Promise<ReadForm | SaveResult> {
  const { shopKey: typed, version: _, confirmedShopId: __, ...fields } = form
  const choices = tidy(fields)
  const newKey = parseKey(typed)
  const problems = [...problemsOf(choices, ports.hosts)]
  const keyProblem = keyProblemOf(typed ?? '')
  const mayKeep = before !== null && sameHost(before.choices.carrefourUrl, choices.carrefourUrl)
  const key = newKey ?? (mayKeep ? before.shopKey.key : null)
  if (keyProblem) problems.push(keyProblem)
  else if (!key) problems.push({ field: 'shopKey', code: 'REQUIRED' })
  const policies = await ports.store.tradePolicies()
  if (!policies.ok) return storeUnreachable(policies.error.message)
  const policyKnown = policies.value.some(policy => policy.id === choices.tradePolicy)
  if (!policyKnown && !problems.some(problem => problem.field === 'tradePolicy')) {
    problems.push({ field: 'tradePolicy', code: 'UNKNOWN_TRADE_POLICY' })
  }
  return problems.length > 0 || !key ? { kind: 'invalid', problems } : { choices, newKey, key }
}

interface KeySave {
  readonly key: ShopKey
  readonly newKey: ShopKey | null
  readonly person: string
  readonly now: Millis
  readonly version: number
  readonly shop: CheckedShop | Nameless | null
  /** The shop that a key opens which Carrefour does not name today, until an answer names another. */
  readonly presumed: NamedShop | null
}

function savedKey(before: SavedKey | null, save: KeySave, { shopId }: Choices): SavedKey {
  const { key, newKey, person, now, version } = save
  if (before && save.shop === null) return before
  const named = save.shop !== null && typeof save.shop !== 'string' ? save.shop : null
  const same = before?.shop && before.shop.shopId === shopId ? before.shop : null
  const assumed = shopId === '' ? save.presumed : same
  const shop = named ? { shopId: named.shopId, name: named.name } : assumed
  if (before && !newKey) return { ...before, verifiedAt: now, version, shop }
  return { key, savedBy: person, savedAt: now, verifiedAt: now, version, shop }
}

const notRegistered = (problem: RegistrationProblem): SaveResult =>
  problem.kind === 'affiliateTaken'
    ? invalid('affiliateId', 'AFFILIATE_TAKEN')
    : storeUnreachable(problem.message)

/** Turns sending on or off and leaves the rest of the configuration unchanged. */
export async function switchConnection(
  ports: Ports,
  active: boolean,
  person: string
): Promise<SaveResult> {
  const saved = await ports.configurations.read()
  if (!saved) return { kind: 'invalid', problems: [{ field: 'shopKey', code: 'REQUIRED' }] }
  const form = { ...saved.choices, active, shopKey: null, version: saved.version }
  return saveConfiguration(ports, form, person)
}

export type DisconnectResult =
  | { readonly kind: 'disconnected' }
  /** Something did not answer; what was removed stays removed, and a retry continues. */
  | { readonly kind: 'storeUnreachable'; readonly message: string }

/**
 * Disconnects: the configuration, the ShopKey and the app's own secrets are deleted first, at once and for every save
 * in progress; then affiliate and scheduler entry are removed. Quantities at Carrefour, queue and ledger stay as they
 * are. Must be done before the app is uninstalled: VTEX keeps an app's stored data.
 */
export async function disconnect(ports: Ports): Promise<DisconnectResult> {
  const { configurations, connectionState, clock, log, history } = ports
  const taken = await configurations.takeDown()
  await connectionState.update(state => disconnected(state, taken.version, clock.now()))
  // Whatever does not answer below: from here on it is disconnected, and this person did it.
  if (taken.isFirst) await history.note({ kind: 'DISCONNECTED' })
  try {
    const left = await follow(ports, taken.leaving === null ? [] : [taken.leaving])
    if (!left.ok) {
      const { error } = left
      const message = error.kind === 'affiliateTaken' ? 'The affiliate is in use.' : error.message
      return { kind: 'storeUnreachable', message }
    }
  } catch (error) {
    log.warn('scheduler.kept', { reason: error instanceof Error ? error.name : 'unknown' })
    return { kind: 'storeUnreachable', message: 'The scheduler did not answer.' }
  }
  await configurations.tookDown()
  log.info('connection.removed', {})
  return { kind: 'disconnected' }
}

import { BLOCKED_CAUSES } from '../domain/causes'
import type { Choices, Configuration, FieldProblem, SavedKey } from '../domain/configuration'
import { keyProblemOf, problemsOf, tidy } from '../domain/form'
import { noteOfSave } from '../domain/history'
import { ShopKey } from '../domain/shopKey'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import type { RegistrationProblem } from './registration'
import { register, unregister } from './registration'
import type { KeyVerdict } from './verifyKey'
import { verifyKey } from './verifyKey'

/** The form as the person left it. */
export interface Form extends Choices {
  /** Empty keeps the saved one. */
  readonly shopKey: string | null
  /** The version that the form was loaded with; null on the first save. */
  readonly version: number | null
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly blocked: number }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string; readonly retryAfter: Millis | null }
  | { readonly kind: 'conflict'; readonly current: Configuration }

/**
 * Saves the form, all of it or nothing. A new ShopKey, shop or address is first tried at Carrefour: until
 * it works, the one saved before stays. Then whatever the old key blocked may go on.
 *
 * @param person e-mail of the Admin user, kept with the ShopKey
 */
export async function saveConfiguration(
  ports: Ports,
  form: Form,
  person: string
): Promise<SaveResult> {
  const before = await ports.configurations.read()
  if (before && before.version !== form.version) return { kind: 'conflict', current: before }
  const read = await readForm(ports, form, before)
  if ('kind' in read) return read
  const { choices, newKey } = read
  const key = newKey ?? before?.shopKey.key
  if (!key) return invalid('shopKey', 'REQUIRED')
  const mustVerify = newKey !== null || !before || accessChanged(before.choices, choices)
  if (mustVerify) {
    const verdict = await verifyKey(ports, {
      url: choices.carrefourUrl,
      shopId: choices.shopId,
      shopKey: key,
    })
    if (verdict.kind !== 'accepted') return unverified(ports, verdict)
  }
  const registered = await register(ports, choices, person)
  if (!registered.ok) return notRegistered(registered.error)
  const now = ports.clock.now()
  const shopKey = savedKey(before?.shopKey ?? null, newKey, person, now, mustVerify)
  if (!shopKey) return invalid('shopKey', 'REQUIRED')
  await ports.configurations.write({ choices, shopKey, version: (before?.version ?? 0) + 1 })
  if (mustVerify)
    await ports.control.update(state => ({ ...state, incident: null, disconnectedAt: null }))
  await leaveAffiliate(ports, before?.choices ?? null, choices)
  await ports.history.note(noteOfSave(before?.choices ?? null, choices, newKey !== null))
  ports.log.info('configuration.saved', {
    version: (before?.version ?? 0) + 1,
    newKey: newKey !== null,
    active: choices.active,
  })
  await ports.motor.wake()
  return { kind: 'saved', blocked: await ports.ledger.count({ causes: BLOCKED_CAUSES }) }
}

const invalid = (field: FieldProblem['field'], code: FieldProblem['code']): SaveResult => ({
  kind: 'invalid',
  problems: [{ field, code }],
})

const unreachable = (message: string): SaveResult => ({
  kind: 'unreachable',
  message,
  retryAfter: null,
})

const accessChanged = (before: Choices, after: Choices): boolean =>
  before.carrefourUrl !== after.carrefourUrl || before.shopId !== after.shopId

async function unverified(
  ports: Ports,
  verdict: Exclude<KeyVerdict, { kind: 'accepted' }>
): Promise<SaveResult> {
  ports.log.warn('configuration.unverified', { verdict: verdict.kind })
  await ports.history.note({ kind: 'CONFIGURATION_NOT_SAVED', outcome: verdict.kind.toUpperCase() })
  return verdict
}

interface ReadForm {
  readonly choices: Choices
  readonly newKey: ShopKey | null
}

/** Checks every field; those that need the store's answer last. */
async function readForm(
  ports: Ports,
  form: Form,
  before: Configuration | null
): Promise<ReadForm | SaveResult> {
  const { shopKey: typed, version: _, ...fields } = form
  const choices = tidy(fields)
  const newKey = ShopKey.parse(typed)
  const problems = [...problemsOf(choices)]
  const hasTyped = typed !== null && typed.trim() !== ''
  const keyProblem = keyProblemOf(typed ?? '')
  if (keyProblem) problems.push(keyProblem)
  if (!hasTyped && !before) problems.push({ field: 'shopKey', code: 'REQUIRED' })
  const policies = await ports.store.tradePolicies()
  if (!policies.ok) return unreachable(policies.error.message)
  const policyKnown = policies.value.some(policy => policy.id === choices.tradePolicy)
  if (!policyKnown && !problems.some(problem => problem.field === 'tradePolicy')) {
    problems.push({ field: 'tradePolicy', code: 'UNKNOWN_TRADE_POLICY' })
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { choices, newKey }
}

function savedKey(
  before: SavedKey | null,
  newKey: ShopKey | null,
  person: string,
  now: Millis,
  verified: boolean
): SavedKey | null {
  const version = (before?.version ?? 0) + 1
  if (newKey) return { key: newKey, savedBy: person, savedAt: now, verifiedAt: now, version }
  return before && (verified ? { ...before, verifiedAt: now, version } : before)
}

const notRegistered = (problem: RegistrationProblem): SaveResult =>
  problem.kind === 'affiliateTaken'
    ? invalid('affiliateId', 'AFFILIATE_TAKEN')
    : unreachable(problem.message)

/** Takes this app's address from the affiliate that was used before; should that fail, its news are only doubled. */
async function leaveAffiliate(
  ports: Ports,
  before: Choices | null,
  { affiliateId }: Choices
): Promise<void> {
  if (!before || before.affiliateId === affiliateId) return
  const removed = await unregister(ports, before.affiliateId)
  if (!removed.ok)
    ports.log.warn('affiliate.kept', {
      affiliateId: before.affiliateId,
      message: removed.error.message,
    })
}

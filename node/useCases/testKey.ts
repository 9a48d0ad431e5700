import type { Choices, FieldProblem } from '../domain/configuration'
import { keyProblemOf, problemsOf, tidy } from '../domain/form'
import { earliestCall, endCall, holdCalls, reserveCall } from '../domain/limits'
import { ShopKey } from '../domain/shopKey'
import type { Millis } from '../domain/time'
import { MINUTE } from '../domain/time'
import type { Ports } from '../ports'
import type { Access, ShopAccount } from '../ports/carrefour'
import type { KeyVerdict } from './verifyKey'
import { verifyKey } from './verifyKey'

/** What is to be tried; null, or an empty ShopKey, stands for what is saved. */
export interface KeyToTest {
  readonly shopKey: string | null
  readonly shopId: string | null
  readonly carrefourUrl: string | null
}

/** Why an accepted key brought no shop: Carrefour names it once a day, or did not answer that question. */
export type Nameless = 'TOO_SOON' | 'NOT_SAID'

export type KeyTest =
  | {
      readonly kind: 'accepted'
      readonly shop: ShopAccount | Nameless
      /** The shop is another one than the form's ShopId says. */
      readonly mismatch: boolean
      /** When Carrefour allows the shop to be asked for again. */
      readonly nextShopCheckAt: Millis
    }
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }
  | Exclude<KeyVerdict, { kind: 'accepted' }>

/**
 * Tries a ShopKey without saving anything: whether it opens the shop and may send stock, and, when
 * Carrefour's limit of once a day allows it, whose it is.
 */
export async function testKey(ports: Ports, wish: KeyToTest): Promise<KeyTest> {
  const read = await readAccess(ports, wish)
  if ('problems' in read) return { kind: 'invalid', problems: read.problems }
  const verdict = await verifyKey(ports, read.access)
  ports.log.info('shopKey.tested', { verdict: verdict.kind, saved: read.saved })
  await ports.history.note({ kind: 'CONNECTION_TESTED', outcome: verdict.kind.toUpperCase() })
  if (verdict.kind !== 'accepted') return verdict
  const shop = await askForShop(ports, read.access)
  const { budget } = await ports.control.read()
  return {
    kind: 'accepted',
    shop,
    mismatch:
      typeof shop !== 'string' && read.access.shopId !== '' && shop.shopId !== read.access.shopId,
    nextShopCheckAt: earliestCall(budget, 'A01'),
  }
}

type ReadAccess =
  | { readonly access: Access; readonly saved: boolean }
  | { readonly problems: readonly FieldProblem[] }

/** The saved key is only ever sent to the saved address. */
async function readAccess({ configurations }: Ports, wish: KeyToTest): Promise<ReadAccess> {
  const saved = await configurations.read()
  const { shopId, carrefourUrl } = tidy({
    ...(saved?.choices ?? NOTHING),
    ...(wish.shopId === null ? {} : { shopId: wish.shopId }),
    ...(wish.carrefourUrl === null ? {} : { carrefourUrl: wish.carrefourUrl }),
  })
  const problems: FieldProblem[] = problemsOf({ ...NOTHING, shopId, carrefourUrl }).filter(
    ({ field }) => field === 'shopId' || field === 'carrefourUrl'
  )
  const keyProblem = keyProblemOf(wish.shopKey ?? '')
  const typed = ShopKey.parse(wish.shopKey)
  const shopKey = typed ?? (saved?.choices.carrefourUrl === carrefourUrl ? saved.shopKey.key : null)
  if (keyProblem) problems.push(keyProblem)
  else if (!shopKey) problems.push({ field: 'shopKey', code: 'REQUIRED' })
  if (problems.length > 0 || !shopKey) return { problems }
  return { access: { url: carrefourUrl, shopId, shopKey }, saved: typed === null }
}

const NOTHING: Choices = {
  active: false,
  shopId: '',
  tradePolicy: '',
  affiliateId: '',
  minimumStock: 0,
  sendKits: false,
  notificationEmail: '',
  alertIncident: false,
  alertSolved: false,
  alertDigest: false,
  alertLanguage: 'PT',
  carrefourUrl: '',
  portalUrl: '',
}

/** A01, written down before it is made. The limit is per shop; here it is kept for the whole connection. */
async function askForShop(
  { carrefour, control, clock, log }: Ports,
  access: Access
): Promise<ShopAccount | Nameless> {
  const now = clock.now()
  const taken = await control.update(state =>
    earliestCall(state.budget, 'A01') <= now
      ? { ...state, budget: reserveCall(state.budget, 'A01', now) }
      : null
  )
  if (!taken) return 'TOO_SOON'
  const answer = await carrefour.account(access)
  const ended = clock.now()
  await control.update(state => ({
    ...state,
    budget: endCall(state.budget, 'A01', taken.budget, ended),
  }))
  if (answer.kind === 'done') return answer.value
  log.warn('shop.unnamed', { failure: answer.kind })
  if (answer.kind !== 'limited') return 'NOT_SAID'
  const until = clock.now() + (answer.retryAfter ?? MINUTE)
  await control.update(state => ({ ...state, budget: holdCalls(state.budget, 'A01', until) }))
  return 'TOO_SOON'
}

import type { FieldProblem } from '../domain/configuration'
import { accessProblemsOf, keyProblemOf, parseKey, sameHost, tidyAccess } from '../domain/form'
import type { Ports } from '../ports'
import type { Access } from '../ports/carrefour'
import type { KeyVerdict } from './verifyKey'
import { verifyKey } from './verifyKey'

/** What is to be tried; null, or an empty ShopKey, stands for what is saved. */
export interface KeyToTest {
  readonly shopKey: string | null
  readonly shopId: string | null
  readonly carrefourUrl: string | null
}

export type KeyTest =
  KeyVerdict | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }

/**
 * Tries a ShopKey without saving anything: whether it opens the shop and may send stock, and, when
 * Carrefour's limit of once a day allows it, whose it is.
 */
export async function testKey(ports: Ports, wish: KeyToTest): Promise<KeyTest> {
  const read = await readAccess(ports, wish)
  if ('problems' in read) return { kind: 'invalid', problems: read.problems }
  const verdict = await verifyKey(ports, read.access)
  ports.log.info('shopKey.tested', { verdict: verdict.kind, saved: read.saved })
  await ports.history.note({ kind: 'CONNECTION_TESTED', outcome: outcomeOf(verdict.kind) })
  return verdict
}

/** How a check ended, as the history calls it. */
export const outcomeOf = (kind: string): string =>
  kind.replace(/[A-Z]/g, capital => `_${capital}`).toUpperCase()

type ReadAccess =
  | { readonly access: Access; readonly saved: boolean }
  | { readonly problems: readonly FieldProblem[] }

/** The saved key is only ever sent to the saved host. */
async function readAccess({ configurations, hosts }: Ports, wish: KeyToTest): Promise<ReadAccess> {
  const saved = await configurations.read()
  const { shopId, carrefourUrl } = tidyAccess({
    shopId: wish.shopId ?? saved?.choices.shopId ?? '',
    carrefourUrl: wish.carrefourUrl ?? saved?.choices.carrefourUrl ?? '',
  })
  const problems: FieldProblem[] = [...accessProblemsOf({ shopId, carrefourUrl }, hosts)]
  const keyProblem = keyProblemOf(wish.shopKey ?? '')
  const typed = parseKey(wish.shopKey)
  const isSavedHost = saved !== null && sameHost(saved.choices.carrefourUrl, carrefourUrl)
  const shopKey = typed ?? (isSavedHost ? saved.shopKey.key : null)
  if (keyProblem) problems.push(keyProblem)
  else if (!shopKey) problems.push({ field: 'shopKey', code: 'REQUIRED' })
  if (problems.length > 0 || !shopKey) return { problems }
  return { access: { url: carrefourUrl, shopId, shopKey }, saved: typed === null }
}

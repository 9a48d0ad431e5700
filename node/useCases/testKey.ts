import { BLOCKED_CAUSES } from '../domain/causes'
import type { Configuration, FieldProblem } from '../domain/configuration'
import { testPassed } from '../domain/connection'
import { accessProblemsOf, keyProblemOf, parseKey, sameHost, tidyAccess } from '../domain/form'
import type { Ports } from '../ports'
import type { Access } from '../ports/carrefour'
import { LedgerUnavailable } from '../ports/stores'
import type { KeyVerdict } from './verifyKey'
import { verifyKey } from './verifyKey'

/** What is to be tried; null, or an empty ShopKey, stands for what is saved. */
export interface KeyToTest {
  readonly shopKey: string | null
  readonly shopId: string | null
  readonly carrefourUrl: string | null
}

type Accepted = Extract<KeyVerdict, { kind: 'accepted' }>

export type KeyTest =
  | Exclude<KeyVerdict, Accepted>
  | (Accepted & {
      /** SKUs that a refusal blocked; null for a key that is not the saved one, and while the list cannot be read. */
      readonly blocked: number | null
    })
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }

/**
 * Tries a ShopKey without saving anything: whether it opens the shop and may send stock, and, when
 * Carrefour's limit of once a day allows it, whose it is. An accepted key that is the saved one, for the saved shop and
 * address, ends the incident: Carrefour may have given back a right that it had taken, and nothing else would ask.
 */
export async function testKey(ports: Ports, wish: KeyToTest): Promise<KeyTest> {
  const read = await readAccess(ports, wish)
  if ('problems' in read) return { kind: 'invalid', problems: read.problems }
  const began = ports.clock.now()
  const verdict = await verifyKey(ports, read.access)
  const { saved } = read
  ports.log.info('shopKey.tested', { verdict: verdict.kind, saved: saved !== null })
  await ports.history.note({ kind: 'CONNECTION_TESTED', outcome: outcomeOf(verdict.kind) })
  if (verdict.kind !== 'accepted') return verdict
  if (!saved) return { ...verdict, blocked: null }
  await release(ports, { keyVersion: saved.shopKey.version, began })
  return { ...verdict, blocked: await countBlocked(ports) }
}

/** Ends the incident of the key that has just been accepted, and sets the engine going again. */
async function release(
  { control, clock, log, motor }: Ports,
  test: { readonly keyVersion: number; readonly began: number }
): Promise<void> {
  const released = await control.update(state => {
    const next = testPassed(state, test, clock.now())
    return next === state ? null : next
  })
  if (!released) return
  log.info('incident.closedByTest', { keyVersion: test.keyVersion })
  await motor.wake()
}

async function countBlocked({ ledger }: Ports): Promise<number | null> {
  try {
    return await ledger.count({ causes: BLOCKED_CAUSES })
  } catch (error) {
    if (error instanceof LedgerUnavailable) return null
    throw error
  }
}

/** How a check ended, as the history calls it. */
export const outcomeOf = (kind: string): string =>
  kind.replace(/[A-Z]/g, capital => `_${capital}`).toUpperCase()

type ReadAccess =
  | {
      readonly access: Access
      /** The configuration whose key, shop and address these are; null for any other. */
      readonly saved: Configuration | null
    }
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
  const isSaved =
    typed === null &&
    shopId === saved?.choices.shopId &&
    carrefourUrl === saved.choices.carrefourUrl
  return { access: { url: carrefourUrl, shopId, shopKey }, saved: isSaved ? saved : null }
}

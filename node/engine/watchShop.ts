import { type Batch, type BatchAt, backToClaimed } from './batch.logic'
import type { ConnectionState } from './state.logic'
import { shopNamed, namedBy, withNaming } from './transitions.logic'
import { type Run, accessOf, hasTime, saveStage, updateState } from './run'
import { type ImportStatus, LONGEST_ANSWER } from '../ports'
import { noteSending } from '../sendings/record'
import { type Millis, DAY, HOUR } from '../shared/time'
import { type CheckedShop, type Nameless, namedAt } from '../connection/keyChecks.logic'
import {
  isSameShop,
  mustAskOwner,
  namingOf,
  ownerOf,
  unnamed,
  mustAsk,
  shopNameOf,
} from '../connection/shop.logic'
import { askForShop } from '../connection/verifyKey'

/** Carrefour's answer about an import, and whose the key was when it was asked. */
interface StatusSeen {
  readonly status: ImportStatus
  readonly keyOwner: ConnectionState['keyOwner']
  /** What the answer says besides, saved with what is found out about the shop. */
  readonly also: (state: ConnectionState) => ConnectionState
}

/**
 * Looks at the shop that an import's status names. Another one than the key is bound to: nothing more is sent, and what
 * was in the file waits for the right shop.
 *
 * @returns whether the file went to another shop
 */
export async function isOtherShops(
  run: Run,
  batch: BatchAt<'sent'>,
  { status: { shopId }, keyOwner, also }: StatusSeen
): Promise<boolean> {
  const { configuration, ports } = run
  // Sent with a former key, or before the shop was changed: says nothing about this key.
  if (shopId === undefined || batch.shop !== shopNameOf(configuration)) return false
  const owner = ownerOf(keyOwner, configuration.shopKey.version)
  const { kind } = namingOf(configuration, owner, { shopId, name: '' })
  if (kind === 'own' || (owner.disproved !== null && isSameShop(owner.disproved, shopId)))
    return false
  const now = ports.clock.now()
  const opens = { shopId, name: '' }
  const message = namedBy(`STO02 ${batch.importId}`, opens)
  const after = (state: ConnectionState) =>
    withNaming(also(state), configuration, opens, { message, now })
  if (kind === 'first') {
    await updateState(run, after)
    return false
  }
  ports.log.warn('shop.other', { batchId: batch.id, importId: batch.importId, opens: shopId })
  await noteSending(ports, batch, { state: 'UNKNOWN', at: now, message })
  await saveStage(run, backToClaimed(batch, now), after)
  return true
}

/** Whether Carrefour is to be asked before this batch is sent. */
export const mustAskBefore = (
  { ports, configuration }: Run,
  { keyOwner }: ConnectionState,
  batch: Batch | null
): boolean => batch?.stage === 'claimed' && mustAskOwner(configuration, keyOwner, ports.clock.now())

/**
 * Asks Carrefour why the shop is not open, once its offers say so. Only then: A01 is answered once a day, and a new
 * ShopKey needs it to name its shop.
 */
export async function lookAtShop(run: Run, state: ConnectionState): Promise<void> {
  if (state.incident !== null || !mustAsk(state.sight) || !hasTime(run, LONGEST_ANSWER)) return
  await askOwner(run)
}

/** Asks Carrefour whose key it is (A01), and acts on that. @returns false when there is no time left for it */
export async function askOwner(run: Run): Promise<boolean> {
  if (!hasTime(run, LONGEST_ANSWER)) return false
  const { ports, configuration } = run
  const { named } = await ask(run)
  const now = ports.clock.now()
  await updateState(run, state => {
    const owner = ownerOf(state.keyOwner, configuration.shopKey.version)
    return typeof named === 'string'
      ? { ...state, keyOwner: unnamed(owner, named, now) }
      : withNaming(
          { ...state, keyOwner: { ...owner, askAfter: now + DAY } },
          configuration,
          named,
          {
            message: namedBy('A01', named),
            now,
          }
        )
  })
  return true
}

async function ask({
  ports,
  configuration,
}: Run): Promise<{ readonly named: CheckedShop | Nameless; readonly at: Millis }> {
  const access = accessOf(configuration)
  const print = await ports.secrets.print(access)
  const named = await askForShop(ports, access, print)
  const { keyChecks } = await ports.connectionState.read()
  return { named, at: namedAt(keyChecks, print) }
}

/**
 * While another shop's key stops everything: asks Carrefour by its name, and later whether it has become right, once a
 * day at most.
 *
 * @returns whether anything was asked
 */
export async function askWhoseKey(run: Run, state: ConnectionState): Promise<boolean> {
  const { ports, configuration } = run
  const { incident } = state
  const owner = ownerOf(state.keyOwner, configuration.shopKey.version)
  if (incident?.cause !== 'OTHER_SHOP' || owner.askAfter > ports.clock.now()) return false
  if (!hasTime(run, LONGEST_ANSWER)) return false
  const { named, at } = await ask(run)
  const now = ports.clock.now()
  const isNew = typeof named !== 'string' && at >= incident.since
  await updateState(run, before => {
    const waiting = { ...before, keyOwner: { ...owner, askAfter: now + (isNew ? DAY : HOUR) } }
    if (typeof named === 'string' || !isNew) return waiting
    const after = shopNamed(waiting, { shopId: named.shopId, at }, now)
    return after === waiting
      ? withNaming(waiting, configuration, named, { message: incident.message, now })
      : after
  })
  return true
}

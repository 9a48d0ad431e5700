import { blockedByKey } from '../engine/incident.logic'
import {
  type CheckedShop,
  type KeyCheck,
  type Nameless,
  isAccepted,
  namedAt,
  nextShopQuestion,
  shopOf,
  withCheck,
} from './keyChecks.logic'
import {
  type CallBudget,
  earliestCheck,
  endCall,
  holdCalls,
  LONGEST_CALL,
  releaseHolds,
  reserveCheck,
} from '../carrefour/limits.logic'
import { type Millis, MINUTE, SECOND } from '../shared/time'
import type { Ports, Access, Answer, CallFailure } from '../ports'
import { BLOCKED_CAUSES } from '../shared/causes'
import type { Configuration, FieldProblem } from './configuration.logic'
import { testPassed, namedBy, withNaming } from '../engine/transitions.logic'
import { accessProblemsOf, keyProblemOf, parseKey, sameHost, tidyAccess } from './form.logic'
import { ifLedgerAnswers } from '../ports/stores'
import { isSameShop } from './shop.logic'

export type KeyVerdict =
  | {
      readonly kind: 'accepted'
      /** The key's shop according to Carrefour. */
      readonly shop: CheckedShop | Nameless
      /** When the next A01 is allowed. */
      readonly nextShopCheckAt: Millis
    }
  /** 401: unknown key. 403: the key may not send stock. */
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403; readonly message: string }
  /** The key belongs to another shop than the ShopId says. */
  | { readonly kind: 'otherShop'; readonly shop: CheckedShop; readonly shopId: string }
  | { readonly kind: 'unreachable'; readonly message: string; readonly retryAfter: Millis | null }
  /** Carrefour allows no further check yet: by its limit of calls, or by its answer 429. */
  | { readonly kind: 'limited'; readonly retryAfter: Millis }

/** An import that no shop has: asking for it tests the permission and changes nothing. */
const NO_IMPORT = '00000000-0000-0000-0000-000000000000'

/** Longest wait for Carrefour's limit of one STO02 per 15 s. */
const LONGEST_WAIT = 16 * SECOND

/** Statuses of an unknown import: the key passed, the query was refused. A redirect or a proxy's 403 proves nothing. */
const ASKED_IN_VAIN: readonly number[] = [400, 404, 405, 409, 410, 422]

/**
 * Whether a ShopKey opens the shop, may send stock, and which shop it belongs to: the one check behind "Test ShopKey"
 * and saving. OF21 tells at once whether the key is known. STO02, which needs the same permission as sending stock
 * (STO01), tells whether it may send. A01 names the shop, once a day. Recent answers of the last two are reused, so a
 * save after a test need not wait for Carrefour's limits.
 */
export async function verifyKey(ports: Ports, access: Access): Promise<KeyVerdict> {
  const print = await ports.secrets.print(access)
  const known = await ports.carrefour.ping(access)
  const closed = known.kind === 'refused' && known.httpStatus === 403
  if (known.kind !== 'done' && !closed) return verdictOn(known)
  const right = await mayAsk(ports, access, print)
  if (right.kind === 'refused' && closed && access.shopId !== '') {
    const other = await otherShop(ports, access)
    if (other) return other
  }
  if (right.kind !== 'accepted') return right
  const shop = await askForShop(ports, access, print)
  if (typeof shop !== 'string' && access.shopId !== '' && !isSameShop(shop.shopId, access.shopId))
    return { kind: 'otherShop', shop, shopId: access.shopId }
  const { keyChecks, budget } = await ports.connectionState.read()
  return {
    kind: 'accepted',
    shop,
    nextShopCheckAt: nextShopQuestion(
      keyChecks,
      budget,
      subjectOf(access, print),
      ports.clock.now()
    ),
  }
}

function verdictOn(failure: CallFailure): Exclude<KeyVerdict, { kind: 'accepted' | 'otherShop' }> {
  switch (failure.kind) {
    case 'refused':
      return { kind: 'refused', httpStatus: failure.httpStatus, message: failure.message }
    case 'limited':
      return { kind: 'limited', retryAfter: failure.retryAfter ?? MINUTE }
    case 'unavailable':
      return {
        kind: 'unreachable',
        message: failure.message,
        retryAfter: failure.retryAfter ?? null,
      }
    default:
      return { kind: 'unreachable', message: failure.message, retryAfter: null }
  }
}

type Right = { readonly kind: 'accepted' } | ReturnType<typeof verdictOn>

/** Whether the key may ask about stock imports (STO02), unless Carrefour confirmed it recently. */
async function mayAsk(ports: Ports, access: Access, print: string): Promise<Right> {
  const { carrefour, connectionState, clock } = ports
  const { keyChecks, incident } = await connectionState.read()
  const isRefusal = incident !== null && blockedByKey(incident, incident.keyVersion)
  const refusedAt = isRefusal ? incident.lastSeenAt : null
  if (isAccepted(keyChecks, print, refusedAt, clock.now())) return { kind: 'accepted' }
  const turn = await takeTurn(ports)
  if (turn.kind === 'late') return { kind: 'limited', retryAfter: turn.wait }
  const after = await connectionState.read()
  // Another check of the same key finished while this one waited.
  if (isAccepted(after.keyChecks, print, refusedAt, clock.now())) return { kind: 'accepted' }
  const allowed: Answer<unknown> = await carrefour.importStatus(access, NO_IMPORT)
  const ended = clock.now()
  const accepted =
    allowed.kind === 'done' ||
    allowed.kind === 'notFound' ||
    (allowed.kind === 'rejected' && ASKED_IN_VAIN.includes(allowed.httpStatus))
  await connectionState.update(state => {
    const budget = endCall(state.budget, 'STO02', turn.reserved, ended)
    const news = { acceptedAt: accepted ? ended : null }
    return {
      ...state,
      // Carrefour has just accepted a key: earlier requests to pause are over.
      budget: accepted ? releaseHolds(budget) : budget,
      keyChecks: withCheck(state.keyChecks, print, news, ended),
    }
  })
  return accepted ? { kind: 'accepted' } : verdictOn(allowed)
}

type Turn =
  | { readonly kind: 'taken'; readonly reserved: CallBudget }
  /** The next window is too far away. */
  | { readonly kind: 'late'; readonly wait: Millis }

/** Reserves the next STO02 window that a check may use, before anybody else, and waits for it. */
async function takeTurn({ connectionState, clock }: Ports): Promise<Turn> {
  const start = clock.now()
  let at = start
  const taken = await connectionState.update(state => {
    at = Math.max(earliestCheck(state.budget, state.batchKey !== null), clock.now())
    return at - start > LONGEST_WAIT ? null : { ...state, budget: reserveCheck(state.budget, at) }
  })
  if (!taken) return { kind: 'late', wait: at - start }
  const wait = at - clock.now()
  if (wait > 0) await clock.sleep(wait)
  return { kind: 'taken', reserved: taken.budget }
}

/** Whose daily limit an A01 call uses. */
const subjectOf = (access: Access, print: string): string => access.shopId || print

/** A key that is being asked about: what Carrefour named a day ago is not what it names now, if it names anything. */
const toBeAsked = (asked: string, now: Millis): Partial<KeyCheck> => ({
  askedAt: now + LONGEST_CALL.A01,
  asked,
  shop: null,
  unsaid: false,
})

/** The key's shop: from an answer within the day, or asked now (A01), reserved before the call. */
export async function askForShop(
  { carrefour, connectionState, clock, log }: Ports,
  access: Access,
  print: string
): Promise<CheckedShop | Nameless> {
  const now = clock.now()
  const asked = subjectOf(access, print)
  let known: CheckedShop | Nameless | null = null
  const taken = await connectionState.update(state => {
    const { keyChecks, budget } = state
    known = shopOf(keyChecks, print, now)
    if (known !== null) return null
    return nextShopQuestion(keyChecks, budget, asked, now) > now
      ? null
      : {
          ...state,
          keyChecks: withCheck(keyChecks, print, toBeAsked(asked, now), now),
        }
  })
  if (!taken) return known ?? 'TOO_SOON'
  const answer = await carrefour.account(access)
  const ended = clock.now()
  const note = (news: Partial<KeyCheck>) =>
    connectionState.update(state => ({
      ...state,
      keyChecks: withCheck(state.keyChecks, print, { ...news, askedAt: ended }, ended),
    }))
  if (answer.kind === 'done') {
    await note({ shop: answer.value })
    await connectionState.update(state => ({
      ...state,
      sight: { ...state.sight, shop: { ...answer.value, at: ended } },
    }))
    return answer.value
  }
  log.warn('shop.unnamed', { failure: answer.kind })
  if (answer.kind !== 'limited') {
    await note({ unsaid: true })
    return 'NOT_SAID'
  }
  await note({})
  const until = ended + Math.max(answer.retryAfter ?? 0, MINUTE)
  await connectionState.update(state => ({
    ...state,
    budget: holdCalls(state.budget, 'A01', until),
  }))
  return 'TOO_SOON'
}

/** The key's own shop, when it is another than the ShopId it was refused for. */
async function otherShop(
  ports: Ports,
  access: Access
): Promise<Extract<KeyVerdict, { kind: 'otherShop' }> | null> {
  const own = { ...access, shopId: '' }
  const shop = await askForShop(ports, own, await ports.secrets.print(own))
  return typeof shop === 'string' || isSameShop(shop.shopId, access.shopId)
    ? null
    : { kind: 'otherShop', shop, shopId: access.shopId }
}

/** What to test; null, or an empty ShopKey, stands for the saved value. */
export interface KeyToTest {
  readonly shopKey: string | null
  readonly shopId: string | null
  readonly carrefourUrl: string | null
}

type Accepted = Extract<KeyVerdict, { kind: 'accepted' }>

export type KeyTest =
  | Exclude<KeyVerdict, Accepted>
  | (Accepted & {
      /** SKUs blocked by a refusal; null for a key other than the saved one, and while the list cannot be read. */
      readonly blocked: number | null
    })
  | { readonly kind: 'invalid'; readonly problems: readonly FieldProblem[] }

/**
 * Tests a ShopKey without saving: whether it opens the shop, may send stock and, if the daily limit allows, which shop
 * it belongs to. If the saved key, for the saved shop and address, is accepted, the incident ends: Carrefour may have
 * restored a permission, and nothing else would find out. If it opens another shop than it was saved for, that is an
 * incident.
 */
export async function testKey(ports: Ports, input: KeyToTest): Promise<KeyTest> {
  const read = await readAccess(ports, input)
  if ('problems' in read) return { kind: 'invalid', problems: read.problems }
  const began = ports.clock.now()
  const { saved } = read
  const checked = await verifyKey(ports, read.access)
  const verdict = saved ? await judgeSaved(ports, saved, checked) : checked
  ports.log.info('shopKey.tested', { verdict: verdict.kind, saved: saved !== null })
  await ports.history.note({ kind: 'CONNECTION_TESTED', outcome: outcomeOf(verdict.kind) })
  if (verdict.kind !== 'accepted') return verdict
  if (!saved) return { ...verdict, blocked: null }
  const { keyChecks } = await ports.connectionState.read()
  const at = namedAt(keyChecks, await ports.secrets.print(read.access))
  const named = typeof verdict.shop === 'string' ? null : { shopId: verdict.shop.shopId, at }
  await release(ports, { keyVersion: saved.shopKey.version, began, named })
  return { ...verdict, blocked: await countBlocked(ports) }
}

/** The verdict on the saved key: one that opens another shop than it was saved for is an incident at once. */
async function judgeSaved(
  { connectionState, clock }: Ports,
  saved: Configuration,
  verdict: KeyVerdict
): Promise<KeyVerdict> {
  const isNamed = verdict.kind === 'otherShop' || verdict.kind === 'accepted'
  if (!isNamed || typeof verdict.shop === 'string') return verdict
  const { shop } = verdict
  const said = { message: namedBy('A01', shop), now: clock.now() }
  const state = await connectionState.update(before =>
    before.disconnectedAt === null ? withNaming(before, saved, shop, said) : null
  )
  const shops = state?.incident?.shops
  return shops && isSameShop(shops.opens.shopId, shop.shopId)
    ? { kind: 'otherShop', shop, shopId: shops.bound.shopId }
    : verdict
}

/** Ends the incident of the key just accepted, and triggers the engine. */
async function release(
  { connectionState, clock, log, workTrigger }: Ports,
  test: Parameters<typeof testPassed>[1]
): Promise<void> {
  const released = await connectionState.update(state => {
    const next = testPassed(state, test, clock.now())
    return next === state ? null : next
  })
  if (!released) return
  log.info('incident.closedByTest', { keyVersion: test.keyVersion })
  await workTrigger.trigger()
}

const countBlocked = ({ ledger }: Ports): Promise<number | null> =>
  ifLedgerAnswers(() => ledger.count({ causes: BLOCKED_CAUSES }), null)

/** The result of a check as a code of the history. */
export const outcomeOf = (kind: string): string =>
  kind.replace(/[A-Z]/g, capital => `_${capital}`).toUpperCase()

type ReadAccess =
  | {
      readonly access: Access
      /** The configuration with this key, shop and address; null for any other. */
      readonly saved: Configuration | null
    }
  | { readonly problems: readonly FieldProblem[] }

/** The saved key is only ever sent to the saved host. */
async function readAccess({ configurations, hosts }: Ports, input: KeyToTest): Promise<ReadAccess> {
  const saved = await configurations.read()
  const { shopId, carrefourUrl } = tidyAccess({
    shopId: input.shopId ?? saved?.choices.shopId ?? '',
    carrefourUrl: input.carrefourUrl ?? saved?.choices.carrefourUrl ?? '',
  })
  const problems: FieldProblem[] = [...accessProblemsOf({ shopId, carrefourUrl }, hosts)]
  const keyProblem = keyProblemOf(input.shopKey ?? '')
  const typed = parseKey(input.shopKey)
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

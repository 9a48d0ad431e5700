import { type Millis, HOUR, MINUTE, SECOND } from '../shared/time'
import type { Ports } from '../ports'
import { refusals } from '../guard/errors'
import {
  type Priority,
  type StockRequest,
  allowRequests,
  MAX_UNKNOWN,
  MAX_UNSAID,
  nextUnknown,
} from './stockRequest.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { type Result, err, ok } from '../shared/result'
import { ifLedgerAnswers } from '../ports/stores'
import { asFlag, asText } from '../shared/json'
import { KeptFiles } from '../shared/keptFiles'

interface NotificationRefusal {
  readonly code: 'MALFORMED' | 'NO_SKU' | 'FOREIGN_ACCOUNT'
  /** In English, for the developer of the calling system. */
  readonly message: string
}

/**
 * Reads a catalog notification: affiliate webhook or `broadcaster.notification`. VTEX's documents disagree on the case
 * of field names and only IdSku is always present, so names are matched in any case and unknown fields ignored. The
 * notification holds no quantity, only the SKU to read again.
 */
export function readNotification(
  body: unknown,
  account: string
): Result<StockRequest, NotificationRefusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return err({ code: 'MALFORMED', message: 'The body must be a JSON object.' })
  }
  const fields = new Map<string, unknown>()
  for (const [name, value] of Object.entries(body) as [string, unknown][]) {
    const field = name.toLowerCase()
    if (fields.has(field) && fields.get(field) !== value)
      return err({ code: 'MALFORMED', message: 'The body has two values for one field.' })
    fields.set(field, value)
  }
  const sender = fields.get('an') ?? account
  // Account names are part of a host, where capitals make no difference.
  if (asText(sender)?.trim().toLowerCase() !== account.toLowerCase()) {
    return err({ code: 'FOREIGN_ACCOUNT', message: 'The field An names another account.' })
  }
  const skuId = parseSkuId(fields.get('idsku'))
  if (skuId === null)
    return err({
      code: 'NO_SKU',
      message: 'The field IdSku must hold a SKU id: 1 to 18 digits, no zeros before them.',
    })
  const modified =
    MODIFIED.some(name => asFlag(fields.get(name)) === true) ||
    asFlag(fields.get('isactive')) === false
  return ok({ skuId, priority: modified ? 'modified' : 'changed' })
}

/** What tells of a change in the catalog, as does a SKU that is not active. */
const MODIFIED = ['hasstockkeepingunitmodified', 'hasstockkeepingunitremovedfromaffiliate']

/** There is no room for another SKU unknown to the ledger. */
interface TooManyUnknown {
  readonly code: 'TOO_MANY_UNKNOWN'
  /** In English, for the developer of the calling system. */
  readonly message: string
  /** When to retry. */
  readonly retryAt: Millis
}

const TOO_MANY =
  'Too many SKUs that were never sent before, or too many at a time. Ask again later; those that are known are taken first.'

/** VTEX's own events need no admission: their sender is known. */
const admitAsIs = ({ priority }: StockRequest): Promise<Admission> =>
  Promise.resolve({ kind: 'admitted', priority })

/**
 * Queues the SKU of a catalog notification; durable when it resolves.
 *
 * @param admit decides whether it is queued, and with which priority
 */
export async function acceptNotification(
  ports: Ports,
  body: unknown,
  admit: (request: StockRequest) => Promise<Admission> = admitAsIs
): Promise<Result<SkuId, NotificationRefusal | TooManyUnknown>> {
  const read = readNotification(body, ports.account)
  if (!read.ok) {
    refusals.note(ports, 'notification.refused', { reason: read.error.code })
    return read
  }
  const { skuId } = read.value
  const admission = await admit(read.value)
  if (admission.kind === 'full')
    return err({ code: 'TOO_MANY_UNKNOWN', message: TOO_MANY, retryAt: admission.retryAt })
  const priority: Priority = admission.priority
  await ports.queue.enqueue({ skuId, priority }, ports.clock.now())
  ports.log.info('notification.accepted', { skuId, priority })
  await ports.workTrigger.trigger()
  return ok(skuId)
}

/** The priority a request may be queued with, or when to try again. */
export type Admission =
  | { readonly kind: 'admitted'; readonly priority: Priority }
  | { readonly kind: 'full'; readonly retryAt: Millis }

/** Number of SKUs per ledger lookup. */
const ASKED = 50

/** Number of SKUs that a process remembers, over all accounts. */
const MAX_REMEMBERED = 50_000

/** Number of accounts whose allowance a process holds. */
const MAX_ACCOUNTS = 2_000

/**
 * How long a SKU counts as being in the ledger once found. Rows are not removed; the bound is for test stores that were
 * emptied.
 */
const KNOWN_FOR = HOUR

/** How long an admitted unknown SKU is not counted again: one change often comes as several notifications. */
const ADMITTED_FOR = MINUTE

/**
 * Callers of an account that may wait for the ledger at a time. While it does not answer, nothing else bounds how many
 * a replica holds.
 */
export const MAX_WAITING = 25_000

/** How long a replica assumes there is no room before it checks again. */
const FULL_FOR = 10 * SECOND

interface Waiting {
  readonly ports: Ports
  readonly request: StockRequest
  readonly answer: (admission: Admission) => void
  readonly fail: (error: unknown) => void
}

/** A replica's admission data for one account. */
interface AccountAdmission {
  waiting: Waiting[]
  isBusy: boolean
  /** Unused part of this hour's allowance. */
  left: number
  leftUntil: Millis
  full: { readonly since: Millis; readonly retryAt: Millis; readonly most: number } | null
}

interface Remembered {
  readonly isKnown: boolean
  readonly until: Millis
}

/**
 * Limits how many made-up SKU ids a caller who has the webhook's address can queue. SKUs of the ledger always pass;
 * others get the last priority, up to `MAX_UNKNOWN` over all replicas. Refused senders are asked to retry, and the
 * daily comparison finds a real SKU that never does.
 *
 * Lookups of one account run one after the other, with up to 50 SKUs each.
 */
export class Admissions {
  readonly #doors = new KeptFiles<AccountAdmission>(MAX_ACCOUNTS, () => 1)
  readonly #remembered = new KeptFiles<Remembered>(MAX_REMEMBERED, () => 1)

  /** @param owner account and workspace */
  async admit(ports: Ports, owner: string, request: StockRequest): Promise<Admission> {
    const remembered = this.#remember(owner, request.skuId, ports.clock.now())
    if (remembered)
      return { kind: 'admitted', priority: remembered.isKnown ? request.priority : 'unknown' }
    const door = this.#doorOf(owner)
    if (door.waiting.length >= MAX_WAITING)
      return { kind: 'full', retryAt: ports.clock.now() + FULL_FOR }
    return new Promise((answer, fail) => {
      door.waiting.push({ ports, request, answer, fail })
      if (!door.isBusy) void this.#serve(owner, door)
    })
  }

  async #serve(owner: string, door: AccountAdmission): Promise<void> {
    door.isBusy = true
    for (;;) {
      const some = door.waiting.splice(0, ASKED)
      const [first] = some
      if (!first) break
      try {
        await this.#judge(owner, door, first.ports, some)
      } catch (error) {
        for (const { fail } of some) fail(error)
      }
    }
    door.isBusy = false
  }

  async #judge(
    owner: string,
    door: AccountAdmission,
    ports: Ports,
    some: readonly Waiting[]
  ): Promise<void> {
    const known = await knownOf(ports, [...new Set(some.map(({ request }) => request.skuId))])
    const granted = new Set<SkuId>()
    const strangers = new Set(
      some.flatMap(({ request: { skuId } }) => (known?.has(skuId) ? [] : [skuId]))
    )
    if (strangers.size > 0) {
      const room = await take(ports, door, strangers.size, known ? MAX_UNKNOWN : MAX_UNSAID)
      for (const skuId of [...strangers].slice(0, room)) granted.add(skuId)
    }
    const now = ports.clock.now()
    for (const { request, answer } of some) {
      const { skuId, priority } = request
      const isKnown = known?.has(skuId) ?? false
      if (isKnown || granted.has(skuId)) {
        // Only an answer of the ledger is remembered.
        if (known)
          this.#remembered.set(`${owner}/${skuId}`, {
            isKnown,
            until: now + (isKnown ? KNOWN_FOR : ADMITTED_FOR),
          })
        answer({ kind: 'admitted', priority: isKnown || !known ? priority : 'unknown' })
      } else answer({ kind: 'full', retryAt: door.full?.retryAt ?? now + MINUTE })
    }
  }

  #remember(owner: string, skuId: SkuId, now: Millis): Remembered | null {
    const found = this.#remembered.get(`${owner}/${skuId}`)
    return found && found.until > now ? found : null
  }

  #doorOf(owner: string): AccountAdmission {
    const found = this.#doors.get(owner)
    if (found) return found
    const door: AccountAdmission = { waiting: [], isBusy: false, left: 0, leftUntil: 0, full: null }
    this.#doors.set(owner, door)
    return door
  }
}

/** Which of the SKUs are in the ledger; null when it does not answer. */
async function knownOf(
  { ledger }: Ports,
  skuIds: readonly SkuId[]
): Promise<ReadonlySet<SkuId> | null> {
  const rows = await ifLedgerAnswers(() => ledger.find(skuIds), null)
  return rows && new Set(rows.map(({ skuId }) => skuId))
}

/** Reserves room for unknown SKUs, first from this replica's allowance. Returns how many fit. */
async function take(
  { connectionState, clock }: Ports,
  door: AccountAdmission,
  wanted: number,
  most: number
): Promise<number> {
  const now = clock.now()
  if (door.leftUntil <= now) door.left = 0
  // A clock that was set back must not keep it full.
  const isFull =
    door.full !== null && Math.abs(now - door.full.since) < FULL_FOR && door.full.most >= most
  if (door.left < wanted && !isFull) {
    let granted = 0
    let hourEnd = now
    await connectionState.update(state => {
      const allowed = allowRequests(state.unknownMarks, wanted - door.left, most, clock.now())
      granted = allowed?.granted ?? 0
      hourEnd = nextUnknown(allowed?.marks ?? state.unknownMarks)
      return allowed && { ...state, unknownMarks: allowed.marks }
    })
    door.left += granted
    door.leftUntil = hourEnd
    door.full =
      door.left < wanted ? { since: now, retryAt: Math.max(hourEnd, now + SECOND), most } : null
  }
  const room = Math.min(door.left, wanted)
  door.left -= room
  return room
}

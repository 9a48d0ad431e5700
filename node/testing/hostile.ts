/* A Mirakl that misbehaves as its mood says, and random stories of a shop there. */

import fc from 'fast-check'
import type {
  Access,
  Answer,
  CallFailure,
  Carrefour,
  ImportStatus,
  Offer,
  OfferPage,
  ShopAccount,
} from '../ports'
import type { FakeClock } from './fakes'
import type { LimitedOperation } from '../carrefour/limits.logic'
import type { Process } from '../ledger/process.logic'
import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { SkuId } from '../shared/sku.logic'
import { Random } from './cases'
import { aShop, idOf, minutes, notify } from './workday'
import { runAndDie } from './deaths'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { shopKey } from './factories'
import { shopNameOf } from '../connection/shop.logic'
import { startReconcile } from '../reconcile/asked'
import { type Millis, HOUR, MINUTE } from '../shared/time'

type Operation = LimitedOperation | 'OF21' | 'P31'

/** The server's behaviour until its mood changes. */
export interface Mood {
  /** Duration of imports from now on; `Infinity` never ends. */
  readonly importTime: Millis
  /** How imports end. */
  readonly end: 'complete' | 'failed'
  /** What happens to the answers of one operation. */
  readonly trouble:
    | { readonly kind: 'none' }
    /** No readable answer; `done`: it was carried out anyway. */
    | { readonly kind: 'lost'; readonly operation: Operation; readonly done: boolean }
    | { readonly kind: 'failed'; readonly operation: Operation; readonly done: boolean }
    | {
        readonly kind: 'limited'
        readonly operation: Operation
        readonly retryAfter: Millis | null
      }
    /** A page from a firewall or proxy instead of any answer. */
    | { readonly kind: 'page' }
  /** How long STO02 does not know a new import. */
  readonly unknownFor: Millis
  /** The state shown for an import that has not ended. */
  readonly word: string
  readonly counts: 'honest' | 'none' | 'noReport' | 'noneTaken' | 'onlyFlag'
  readonly report: 'honest' | 'missing' | 'cut' | { readonly lateBy: Millis }
  /** Age of the offers in OF21. */
  readonly lag: Millis
  readonly offersForbidden: boolean
}

export const CALM: Mood = {
  importTime: 2_000,
  end: 'complete',
  trouble: { kind: 'none' },
  unknownFor: 0,
  word: 'RUNNING',
  counts: 'honest',
  report: 'honest',
  lag: 0,
  offersForbidden: false,
}

/** A file that the server has taken. */
export interface TakenFile {
  readonly id: string
  readonly shop: string
  readonly lines: ReadonlyMap<string, number>
  readonly sentAt: Millis
  readonly endsAt: Millis
  readonly end: Mood['end']
  /** When STO02 and STO03 first know it. */
  readonly knownFrom: Millis
  readonly reportFrom: Millis
  /** Whether a process lived to read its id. */
  named: boolean
  /** Whether STO02 has answered 404 about it. */
  denied: boolean
  refused: readonly string[]
  ended: boolean
}

/** A file whose answer was not read ends within this time; the app waits somewhat longer. */
const LONGEST_UNNAMED = 29 * MINUTE

/** The same when the server answered with a 5xx. */
const LONGEST_FAILED = 4 * MINUTE

/**
 * A marketplace that keeps the true quantities of each shop, runs imports in virtual time, and misbehaves as its mood
 * says. Calls take a seeded random time each way.
 */
export class HostileCarrefour implements Carrefour {
  mood: Mood = CALM
  /** While a process may die in a call, so that it never learns the id of its file. */
  mayDie = false
  readonly files: TakenFile[] = []
  /** Calls as they arrived. */
  readonly calls: { readonly operation: Operation; readonly shop: string; readonly at: Millis }[] =
    []
  /** Accepted keys. */
  readonly keys = new Set<string>()
  /** SKUs whose lines are refused, and those without an offer. */
  readonly blocked = new Set<string>()
  readonly absent = new Set<string>()
  /** Files that arrived while one the app could know of was running. */
  readonly together: string[] = []
  readonly #held = new Map<string, { readonly at: Millis; readonly quantity: number }[]>()
  readonly #random: Random

  constructor(
    private readonly clock: FakeClock,
    seed: number
  ) {
    this.#random = new Random(seed)
  }

  /** What a shop really holds of a SKU; null without an offer. */
  held(shop: string, skuId: string, at = this.clock.now()): number | null {
    this.settle()
    if (this.absent.has(skuId)) return null
    const known = this.#held.get(`${shop}/${skuId}`) ?? []
    return [...known].reverse().find(one => one.at <= at)?.quantity ?? 0
  }

  /** Ends the imports that are due, in the order in which they end. */
  settle(): void {
    const now = this.clock.now()
    const due = this.files.filter(one => !one.ended && one.endsAt <= now)
    for (const file of due.sort((a, b) => a.endsAt - b.endsAt)) {
      file.ended = true
      if (file.end === 'failed') continue
      file.refused = [...file.lines.keys()].filter(
        id => this.blocked.has(id) || this.absent.has(id)
      )
      for (const [skuId, quantity] of file.lines) {
        if (file.refused.includes(skuId)) continue
        const key = `${file.shop}/${skuId}`
        this.#held.set(key, [...(this.#held.get(key) ?? []), { at: file.endsAt, quantity }])
      }
    }
  }

  sendStock(access: Access, text: string): Promise<Answer<string>> {
    return this.#answer('STO01', access, shop => {
      const now = this.clock.now()
      const { importTime, end, unknownFor, report, trouble } = this.mood
      const isUnnamed = this.mayDie || trouble.kind !== 'none'
      const longest = trouble.kind === 'failed' ? LONGEST_FAILED : LONGEST_UNNAMED
      const time = isUnnamed && importTime !== Infinity ? Math.min(importTime, longest) : importTime
      for (const one of this.files)
        if (one.shop === shop && isFollowed(one, now)) this.together.push(`${one.id} at ${now}`)
      const id = `file-${this.files.length + 1}`
      this.files.push({
        id,
        shop,
        lines: linesOf(text),
        sentAt: now,
        endsAt: now + time,
        end,
        knownFrom: now + unknownFor,
        reportFrom: now + time + (typeof report === 'object' ? report.lateBy : 0),
        named: !isUnnamed,
        denied: false,
        refused: [],
        ended: false,
      })
      return { kind: 'done', value: id }
    })
  }

  importStatus(access: Access, importId: string): Promise<Answer<ImportStatus>> {
    return this.#answer<ImportStatus>('STO02', access, shop => {
      const file = this.#known(shop, importId)
      if (!file) return NOT_FOUND
      const { word } = this.mood
      if (!file.ended) return { kind: 'done', value: { state: 'running', counts: NOTHING, word } }
      if (file.end === 'failed')
        return { kind: 'done', value: { state: 'failed', counts: NOTHING, word: 'FAILED' } }
      const counts = this.#counts(file)
      return { kind: 'done', value: { state: 'complete', counts, word: 'COMPLETE' } }
    })
  }

  errorReport(access: Access, importId: string): Promise<Answer<Buffer | null>> {
    return this.#answer<Buffer | null>('STO03', access, shop => {
      const file = this.#known(shop, importId)
      const isThere = file && file.refused.length > 0 && file.reportFrom <= this.clock.now()
      if (!file || !isThere || this.mood.report === 'missing') return NOT_FOUND
      const rows = [...file.lines].flatMap(([skuId, quantity], at) =>
        file.refused.includes(skuId) ? [`"${at + 2}";"recusada";"${skuId}";"${quantity}"`] : []
      )
      const text = ['"line";"error";"offer-sku";"quantity"', ...rows].join('\n')
      const isCut = this.mood.report === 'cut'
      return { kind: 'done', value: Buffer.from(isCut ? text.slice(0, text.length - 12) : text) }
    })
  }

  offer(access: Access, skuId: SkuId): Promise<Answer<Offer | null>> {
    return this.#answer('OF21', access, shop => {
      if (this.mood.offersForbidden) return FORBIDDEN
      const quantity = this.held(shop, skuId, this.clock.now() - this.mood.lag)
      const offer = { code: skuId, quantity, active: quantity !== 0 }
      return { kind: 'done', value: quantity === null ? null : offer }
    })
  }

  offerPage(access: Access, offset: number): Promise<Answer<OfferPage>> {
    return this.#answer('OF21', access, shop => {
      if (this.mood.offersForbidden) return FORBIDDEN
      const at = this.clock.now() - this.mood.lag
      const codes = [...this.#held.keys()]
        .filter(key => key.startsWith(`${shop}/`))
        .map(key => key.slice(shop.length + 1))
      const offers = codes.flatMap(code => {
        const quantity = this.held(shop, code, at)
        return quantity === null ? [] : [{ code, quantity, active: quantity > 0 }]
      })
      const page = offers.slice(offset, offset + 100)
      return { kind: 'done', value: { offers: page, received: page.length, total: offers.length } }
    })
  }

  products(access: Access): Promise<Answer<readonly string[]>> {
    return this.#answer('P31', access, () => ({ kind: 'done', value: [] }))
  }

  ping(access: Access): Promise<Answer<null>> {
    return this.#answer('OF21', access, () => ({ kind: 'done', value: null }))
  }

  account(access: Access): Promise<Answer<ShopAccount>> {
    const shop = { shopId: access.shopId, name: 'Loja', state: 'OPEN' }
    return this.#answer('A01', access, () => ({ kind: 'done', value: shop }))
  }

  async #answer<T>(
    operation: Operation,
    access: Access,
    carryOut: (shop: string) => Answer<T>
  ): Promise<Answer<T>> {
    this.clock.pass(this.#way())
    this.settle()
    const shop = `${access.url.toLowerCase()} ${access.shopId}`.trim()
    this.calls.push({ operation, shop, at: this.clock.now() })
    const answer = this.#judge(operation, access, () => carryOut(shop))
    this.clock.pass(this.#way())
    return answer
  }

  #judge<T>(operation: Operation, access: Access, carryOut: () => Answer<T>): Answer<T> {
    const { trouble } = this.mood
    if (trouble.kind === 'page')
      return { kind: 'unavailable', message: 'HTTP 403: a page', carriedOut: 'no' }
    if (!this.keys.has(access.shopKey.reveal()))
      return { kind: 'refused', httpStatus: 401, message: 'Unauthorized' }
    if (trouble.kind === 'none' || trouble.operation !== operation) return carryOut()
    if (trouble.kind === 'limited')
      return { kind: 'limited', retryAfter: trouble.retryAfter, message: 'HTTP 429' }
    if (trouble.done) carryOut()
    return trouble.kind === 'lost'
      ? { kind: 'unavailable', message: 'socket hang up', carriedOut: 'maybe' }
      : { kind: 'unavailable', message: 'HTTP 500', carriedOut: 'unlikely' }
  }

  #known(shop: string, id: string): TakenFile | null {
    const file = this.files.find(one => one.id === id)
    if (!file) return null
    if (file.shop === shop && file.knownFrom <= this.clock.now()) return file
    file.denied = true
    return null
  }

  #counts({ lines, refused }: TakenFile): ReportCounts {
    const inError = refused.length
    const inSuccess = lines.size - inError
    const hasReport = inError > 0
    switch (this.mood.counts) {
      case 'honest':
        return { hasReport, inError, inSuccess }
      case 'none':
        return NOTHING
      case 'noReport':
        return { hasReport: false, inError: inError + 1, inSuccess: null }
      case 'noneTaken':
        return { hasReport, inError, inSuccess: 0 }
      case 'onlyFlag':
        return { hasReport, inError: null, inSuccess: null }
    }
  }

  /** Up to 3 s. */
  #way(): Millis {
    return this.#random.below(3_000)
  }
}

/** Whether the app knows that the file is running: it got the id and was never told that there is no such import. */
const isFollowed = ({ named, denied, ended, sentAt }: TakenFile, now: Millis): boolean =>
  named && !denied && !ended && now - sentAt < 30 * MINUTE

const linesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .trim()
      .split('\n')
      .slice(1)
      .map(row => {
        const [skuId = '', quantity = ''] = row.split(';').map(cell => cell.replace(/"/g, ''))
        return [skuId, Number(quantity)]
      })
  )

const NOTHING: ReportCounts = { hasReport: null, inError: null, inSuccess: null }
const NOT_FOUND: CallFailure = { kind: 'notFound', message: 'HTTP 404 Not Found' }
const FORBIDDEN: CallFailure = { kind: 'refused', httpStatus: 403, message: 'Forbidden' }

/** Events of a story. */
export type Move =
  | { readonly kind: 'mood'; readonly mood: Partial<Mood> }
  | { readonly kind: 'calm' }
  | { readonly kind: 'change'; readonly ids: readonly number[]; readonly units: number }
  | { readonly kind: 'minutes'; readonly count: number }
  | { readonly kind: 'die'; readonly at: number; readonly when: 'before' | 'after' }
  /** The process dies right after its next file has arrived. */
  | { readonly kind: 'dieSending' }
  | { readonly kind: 'replicas' | 'compare' }
  | { readonly kind: 'block'; readonly id: number; readonly isBlocked: boolean }
  /** An offer appears. Only the daily comparison sees one that vanishes, which is tested elsewhere. */
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'revoke' | 'newKey' }
  | { readonly kind: 'shop'; readonly shopId: string }

export interface Story {
  readonly seed: number
  readonly moves: readonly Move[]
}

const SKUS = 6
const anId = fc.integer({ min: 1, max: SKUS })
const kind = <K extends Move['kind']>(value: K) => fc.constant(value)
const operation = fc.constantFrom('STO01' as const, 'STO02', 'STO03', 'OF21', 'P31')

const trouble: fc.Arbitrary<Mood['trouble']> = fc.oneof(
  fc.record({ kind: fc.constant('lost' as const), operation, done: fc.boolean() }),
  fc.record({ kind: fc.constant('failed' as const), operation, done: fc.boolean() }),
  fc.record({
    kind: fc.constant('limited' as const),
    operation,
    retryAfter: fc.constantFrom(null, 0, -1, 7_000, 400_000, 1e15),
  }),
  fc.constant({ kind: 'page' as const })
)

const importTime = fc.constantFrom(2_000, 70_000, 4 * MINUTE, 12 * MINUTE, 45 * MINUTE, Infinity)

const mood: fc.Arbitrary<Partial<Mood>> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ trouble, importTime }) },
  fc.record({ importTime, word: fc.constantFrom('QUEUED', 'running', '', 'WAITING_SYNC') }),
  fc.record({ unknownFor: fc.constantFrom(20_000, 3 * MINUTE, 20 * MINUTE), importTime }),
  fc.record({
    counts: fc.constantFrom<Mood['counts']>('none', 'noReport', 'noneTaken', 'onlyFlag'),
    lag: fc.constantFrom(0, MINUTE, 4 * MINUTE),
  }),
  fc.record({
    report: fc.constantFrom<Mood['report']>('missing', 'cut', { lateBy: 3 * MINUTE }),
    lag: fc.constantFrom(0, MINUTE, 4 * MINUTE),
  }),
  fc.record({ lag: fc.constant(4 * MINUTE), offersForbidden: fc.boolean() }),
  fc.record({ end: fc.constant('failed' as const) })
)
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: kind('mood'), mood }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('calm') }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: kind('change'),
      ids: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
      units: fc.integer({ min: 1, max: 99 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ kind: kind('minutes'), count: fc.constantFrom(1, 1, 2, 3, 7, 20) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('die'),
      at: fc.integer({ min: 1, max: 60 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('dieSending') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('replicas' as const, 'compare') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('block'), id: anId, isBlocked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('catalogue') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('revoke' as const, 'newKey') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('shop'), shopId: fc.constantFrom('2001', '2002') }),
  }
)

export const stories: fc.Arbitrary<Story> = fc.record({
  seed: fc.integer(),
  moves: fc.array(move, { minLength: 5, maxLength: 40, size: 'max' }),
})

/** A shop at a hostile Carrefour, and what was seen there that must never happen. */
export function aHostileShop(seed: number) {
  const shop = aShop()
  const carrefour = new HostileCarrefour(shop.ports.clock, seed)
  const ports = { ...shop.ports, carrefour }
  const broken: string[] = []
  const see = (rows: readonly Process[], when: string) => {
    for (const row of rows) {
      const wrong = untrue(carrefour, row)
      if (wrong !== null) broken.push(`${when}: ${wrong}`)
    }
  }
  const put = ports.ledger.put.bind(ports.ledger)
  ports.ledger.put = async row => {
    await put(row)
    see([row], `row written at ${ports.clock.now()}`)
  }
  carrefour.keys.add(ports.configurations.saved?.shopKey.key.reveal() ?? '')
  carrefour.absent.add(String(SKUS))
  for (let id = 1; id <= SKUS; id += 1) ports.store.sell(idOf(id), id)
  return { ports, broken, look: () => see(ports.ledger.all(), `at ${ports.clock.now()}`) }
}

export type HostileShop = ReturnType<typeof aHostileShop>

/** Why a success in a row is not true or will not last; null when it is right. */
function untrue(carrefour: HostileCarrefour, row: Process): string | null {
  const { skuId, quantity, shop, attempts } = row
  if (row.status !== 'SUCCESS' || quantity === null) return null
  carrefour.settle()
  const ofSku = carrefour.files.filter(one => one.shop === shop && one.lines.has(skuId))
  const [last] = attempts
  const own =
    ofSku.find(one => one.id === last?.importId) ??
    ofSku.filter(one => one.sentAt <= (last?.at ?? 0)).pop()
  if (!own) return `SKU ${skuId}: success of a file that never came`
  const mayTake = !carrefour.blocked.has(skuId) && !carrefour.absent.has(skuId)
  const older = ofSku.find(
    one =>
      one.sentAt < own.sentAt &&
      !one.ended &&
      one.endsAt !== Infinity &&
      one.end === 'complete' &&
      mayTake
  )
  if (older) return `SKU ${skuId} is a success by ${own.id} while ${older.id} can still come`
  const taken = ofSku.filter(one => one.ended && one.end === 'complete')
  const newest = taken
    .filter(one => !one.refused.includes(skuId))
    .sort((a, b) => a.endsAt - b.endsAt)
    .pop()
  if (newest && newest.sentAt < own.sentAt && newest.lines.get(skuId) !== quantity)
    return `SKU ${skuId} is a success by ${own.id}, and ${newest.id} was the last to change it`
  return null
}

/** When each SKU was last requested. */
export type Asked = ReadonlyMap<number, Millis>

/** Plays a story, then hours in which the server behaves and the key works. */
export async function playStory(shop: HostileShop, story: Story): Promise<Asked> {
  const asked = new Map<number, Millis>()
  for (const one of story.moves) {
    await play(shop, one, asked)
    shop.look()
  }
  shop.ports.carrefour.mood = CALM
  await play(shop, { kind: 'newKey' }, asked)
  return asked
}

/** Advances the time and checks all rows each minute. */
export async function watch(shop: HostileShop, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    await minutes(shop, 1)
    shop.look()
  }
}

async function play(shop: HostileShop, one: Move, asked: Map<number, Millis>): Promise<void> {
  const { ports } = shop
  const { carrefour, configurations, clock, store } = ports
  const set = (ids: Set<string>, id: number, isIn: boolean) =>
    isIn ? ids.add(String(id)) : ids.delete(String(id))
  switch (one.kind) {
    case 'mood':
      carrefour.mood = { ...CALM, ...one.mood }
      return
    case 'calm':
      carrefour.mood = CALM
      return
    case 'change':
      for (const id of one.ids) {
        store.stock.set(idOf(id), one.units + id)
        if ((await notify(shop, id)).ok) asked.set(id, clock.now())
      }
      return
    case 'minutes':
      return watch(shop, one.count)
    case 'die':
      carrefour.mayDie = true
      await runAndDie(shop, one)
      carrefour.mayDie = false
      return clock.pass(41_000)
    case 'dieSending': {
      const { length } = carrefour.files
      carrefour.mayDie = true
      await runAndDie(shop, {
        get at() {
          return carrefour.files.length > length ? 0 : Infinity
        },
        when: 'before',
      })
      carrefour.mayDie = false
      return clock.pass(41_000)
    }
    case 'replicas':
      await Promise.all([1, 2, 3].map(() => runEngine(ports, WORK_BUDGET)))
      return
    case 'compare':
      await startReconcile(ports)
      return
    case 'block':
      return void set(carrefour.blocked, one.id, one.isBlocked)
    case 'catalogue':
      return carrefour.absent.clear()
    case 'revoke':
      return carrefour.keys.clear()
    case 'newKey':
    case 'shop': {
      const { saved } = configurations
      if (!saved) return
      const version = saved.shopKey.version + 1
      const key = shopKey(`key-of-version-${version}`)
      carrefour.keys.add(key.reveal())
      const choices = one.kind === 'shop' ? { ...saved.choices, shopId: one.shopId } : saved.choices
      configurations.saved = { ...saved, choices, shopKey: { ...saved.shopKey, key, version } }
      return
    }
  }
}

/** The shop that receives stock in the end. */
export const shopOf = ({ ports }: HostileShop): string =>
  ports.configurations.saved ? shopNameOf(ports.configurations.saved) : ''

/** Maximum calls of an operation within any hour. */
export function busiestHour({ ports: { carrefour } }: HostileShop, operation: string): number {
  const times = carrefour.calls.filter(one => one.operation === operation).map(one => one.at)
  let from = 0
  let most = 0
  for (const [to, at] of times.entries()) {
    while (at - (times[from] ?? at) >= HOUR) from += 1
    most = Math.max(most, to - from + 1)
  }
  return most
}

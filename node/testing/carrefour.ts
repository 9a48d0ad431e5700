/* A well-behaved Mirakl in memory. */

import { type LimitedOperation, SHORTEST_INTERVAL } from '../carrefour/limits.logic'
import type { SkuId } from '../shared/sku.logic'
import { type ReportCounts, NO_COUNTS } from '../carrefour/report/reading.logic'
import type { Millis } from '../shared/time'
import {
  type Access,
  type Answer,
  type CallFailure,
  type Carrefour,
  type ImportStatus,
  type Offer,
  type OfferPage,
  type ShopAccount,
  type Clock,
  OFFER_PAGE,
} from '../ports'
import { eanOf } from './factories'

export type Operation = LimitedOperation | 'OF21' | 'P31'

interface Fault {
  readonly operation: Operation
  readonly failure: CallFailure
  /** Carried out anyway: only the answer is lost. */
  readonly applied: boolean
}

/** A small Mirakl in memory: offers, imports in virtual time, error reports, keys, limits and scripted faults. */
export class FakeCarrefour implements Carrefour {
  /** Quantity by SKU: a SKU without an entry is not catalogued. */
  readonly offers = new Map<string, number>()
  /** SKUs whose line is refused, with the reason. */
  readonly rejections = new Map<string, string>()
  readonly imports: FakeImport[] = []
  readonly calls: {
    readonly operation: Operation
    readonly at: Millis
    readonly shopId: string
    readonly key: string
    /** Whether the answer was 401 or 403. */
    readonly refused: boolean
  }[] = []
  /** Calls that came too early; each got a 429. */
  readonly violations: { readonly operation: Operation; readonly at: Millis }[] = []
  readonly revoked = new Set<string>()
  readonly forbidden = new Set<string>()
  /** Keys refused with 403 for any shop but this one; without a shop they open it. */
  readonly onlyShop = new Map<string, string>()
  /** Products that are catalogued without an offer of this shop, by EAN. */
  readonly productsOnly = new Set<string>()
  readonly #faults: Fault[] = []
  /** Answer to every call while set; nothing is carried out. */
  outage: CallFailure | null = null
  /** Duration of an import. */
  importTime: Millis = 10_000
  /** Report of every import instead of its own; null for its own. */
  report: string | null = null
  /** SKUs whose line makes Carrefour refuse the whole file. */
  readonly poison = new Set<string>()
  /** SKUs whose line makes Carrefour refuse the upload itself, with a 400. */
  readonly unreadable = new Set<string>()
  /** How many of the next imports end as FAILED. */
  failedImports = 0
  /** Import named for every file instead of its own; null for its own. */
  namesAlways: string | null = null
  /** State shown for a running import. */
  runningWord = 'RUNNING'

  /** Whether all offers are inactive because the shop is not open. */
  isShopClosed = false

  /** Shop that the status of an import names; null for none. */
  receives: string | null = null

  /** Answer to A01. */
  shop: ShopAccount = { shopId: '2001', name: 'Loja Demo', state: 'OPEN' }

  constructor(private readonly clock: Clock) {}

  /** Makes products known: an existing offer keeps its units, a new one has 0. */
  catalogue(...skuIds: readonly string[]): void {
    for (const skuId of skuIds) this.offers.set(skuId, this.offers.get(skuId) ?? 0)
  }

  /** Clears the scripted failures still to come. */
  calmDown(): void {
    this.#faults.length = 0
    this.outage = null
  }

  /** Makes the next call of an operation fail; `applied` carries it out and loses the answer. */
  failNext(operation: Operation, failure: CallFailure, applied = false): void {
    this.#faults.push({ operation, failure, applied })
  }

  async sendStock(access: Access, file: string): Promise<Answer<string>> {
    return this.#answer('STO01', access, () => {
      const failed = this.failedImports > 0
      if (failed) this.failedImports -= 1
      const id = `import-${this.imports.length + 1}`
      const lines = readFile(file)
      if (lines.some(({ skuId }) => this.unreadable.has(skuId)))
        return { kind: 'rejected', httpStatus: 400, message: 'The file cannot be read' }
      const isPoisoned = lines.some(({ skuId }) => this.poison.has(skuId))
      this.imports.push({
        id,
        file,
        lines,
        sentAt: this.clock.now(),
        endsAt: this.clock.now() + this.importTime,
        failed: failed || isPoisoned,
        report: null,
      })
      return { kind: 'done', value: this.namesAlways ?? id }
    })
  }

  /** Counts that STO02 reports instead of the true ones. */
  counts: Partial<ReportCounts> = {}

  async importStatus(access: Access, importId: string): Promise<Answer<ImportStatus>> {
    return this.#answer<ImportStatus>('STO02', access, () => {
      const found = this.#import(importId)
      if (!found) return NOT_FOUND
      if (found.endsAt > this.clock.now()) {
        return {
          kind: 'done',
          value: {
            state: 'running',
            counts: NO_COUNTS,
            word: this.runningWord,
            ...this.#receiver(),
          },
        }
      }
      const state = found.failed ? 'failed' : 'complete'
      return {
        kind: 'done',
        value: {
          state,
          counts: {
            ...countsOf(found),
            ...(this.report === null ? {} : { hasReport: true }),
            ...this.counts,
          },
          word: state.toUpperCase(),
          ...this.#receiver(),
        },
      }
    })
  }

  async errorReport(
    access: Access,
    importId: string,
    lines: number
  ): Promise<Answer<Buffer | null>> {
    return this.#answer<Buffer | null>('STO03', access, () => {
      const report = this.report ?? this.#import(importId)?.report
      if (report && report.length > 65_536 + 2_048 * lines) return { kind: 'done', value: null }
      return report ? { kind: 'done', value: Buffer.from(report) } : NOT_FOUND
    })
  }

  async offer(access: Access, skuId: SkuId): Promise<Answer<Offer | null>> {
    return this.#answer('OF21', access, () => {
      this.settleImports()
      const quantity = this.offers.get(skuId)
      return {
        kind: 'done',
        value: quantity === undefined ? null : { code: skuId, quantity, active: quantity > 0 },
      }
    })
  }

  async offerPage(access: Access, offset: number): Promise<Answer<OfferPage>> {
    return this.#answer('OF21', access, () => {
      this.settleImports()
      const page = [...this.offers].slice(offset, offset + OFFER_PAGE)
      const offers = page.map(([code, quantity]) => ({
        code,
        quantity,
        active: quantity > 0 && !this.isShopClosed,
        ...(this.isShopClosed ? { isShopClosed: true as const } : {}),
      }))
      return {
        kind: 'done',
        value: { offers, received: page.length, total: this.offers.size },
      }
    })
  }

  async products(access: Access, eans: readonly string[]): Promise<Answer<readonly string[]>> {
    if (eans.length > 100) throw new Error(`P31 takes 100 products, not ${eans.length}`)
    return this.#answer('P31', access, () => {
      const known = new Set([...this.offers.keys()].map(eanOf))
      return {
        kind: 'done',
        value: eans.filter(ean => known.has(ean) || this.productsOnly.has(ean)),
      }
    })
  }

  async ping(access: Access): Promise<Answer<null>> {
    return this.#answer('OF21', access, () => ({ kind: 'done', value: null }))
  }

  async account(access: Access): Promise<Answer<ShopAccount>> {
    return this.#answer('A01', access, () => ({ kind: 'done', value: this.shop }))
  }

  /** Applies the imports that are due, in order. */
  settleImports(): void {
    for (const [at, one] of this.imports.entries()) {
      if (one.endsAt <= this.clock.now())
        this.imports[at] = applyImport(one, this.offers, this.rejections)
    }
  }

  #receiver(): Pick<ImportStatus, 'shopId'> {
    return this.receives === null ? {} : { shopId: this.receives }
  }

  #import(id: string): FakeImport | undefined {
    this.settleImports()
    return this.imports.find(one => one.id === id)
  }

  #answer<T>(operation: Operation, access: Access, carryOut: () => Answer<T>): Answer<T> {
    const now = this.clock.now()
    const early =
      operation !== 'OF21' && operation !== 'P31' && this.#tooEarly(operation, access.shopId, now)
    const key = access.shopKey.reveal()
    const own = this.onlyShop.get(key) ?? ''
    const isClosed = own !== '' && access.shopId !== '' && access.shopId !== own
    const refused = this.revoked.has(key) || this.forbidden.has(key) || isClosed
    this.calls.push({ operation, at: now, shopId: access.shopId, key, refused })
    if (this.revoked.has(key))
      return { kind: 'refused', httpStatus: 401, message: '"status":401,"message":"Unauthorized"' }
    if (this.forbidden.has(key) || isClosed)
      return { kind: 'refused', httpStatus: 403, message: '"status":403,"message":"Forbidden"' }
    if (early) {
      this.violations.push({ operation, at: now })
      return {
        kind: 'limited',
        retryAfter: SHORTEST_INTERVAL[operation],
        message: 'Too many requests',
      }
    }
    if (this.outage) return this.outage
    const at = this.#faults.findIndex(fault => fault.operation === operation)
    const fault = at < 0 ? undefined : this.#faults.splice(at, 1)[0]
    if (!fault || fault.applied) {
      const answer = carryOut()
      if (!fault) return answer
    }
    return fault.failure
  }

  #tooEarly(operation: LimitedOperation, shopId: string, now: Millis): boolean {
    const since = now - SHORTEST_INTERVAL[operation]
    return this.calls.some(
      call => call.operation === operation && call.shopId === shopId && call.at > since
    )
  }
}

const NOT_FOUND: CallFailure = { kind: 'notFound', message: 'HTTP 404 Not Found' }

/** One stock import inside the fake Carrefour. */
export interface FakeImport {
  readonly id: string
  readonly file: string
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[]
  readonly sentAt: Millis
  readonly endsAt: Millis
  readonly failed: boolean
  /** The error report; null while running and when no line was refused. */
  readonly report: string | null
  readonly applied?: true
  /** Number of refused lines; 0 until it has ended. */
  readonly refused?: number
}

/** The rows of a documented stock file. */
export const readFile = (file: string): FakeImport['lines'] =>
  file
    .trim()
    .split('\n')
    .slice(1)
    .map(row => {
      const [skuId = '', quantity = ''] = row.split(';').map(cell => cell.replace(/^"|"$/g, ''))
      return { skuId, quantity: Number(quantity) }
    })

/** STO02's counts of an import that has ended. */
export const countsOf = ({ lines, refused = 0, report, failed }: FakeImport): ReportCounts =>
  failed
    ? NO_COUNTS
    : { hasReport: report !== null, inError: refused, inSuccess: lines.length - refused }

/** The import at its end: quantities of accepted lines are in `offers`, the others in its report. */
export function applyImport(
  one: FakeImport,
  offers: Map<string, number>,
  rejections: ReadonlyMap<string, string>
): FakeImport {
  if (one.applied) return one
  if (one.failed) return { ...one, applied: true }
  const refused: string[] = []
  for (const [at, { skuId, quantity }] of one.lines.entries()) {
    const reason =
      rejections.get(skuId) ?? (offers.has(skuId) ? null : 'The product does not exist')
    if (reason === null) offers.set(skuId, quantity)
    else refused.push(`"${at + 2}";"${reason}";"${skuId}";"${quantity}";"";"update"`)
  }
  const header = '"line";"error";"offer-sku";"quantity";"warehouse-code";"update-delete"'
  return {
    ...one,
    applied: true,
    refused: refused.length,
    report: refused.length > 0 ? [header, ...refused].join('\n') : null,
  }
}

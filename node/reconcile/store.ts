/* The comparison's stored state, and the codes of the list of offers in VBase. */

import {
  type Json,
  asFlag,
  asNumber,
  asObject,
  asText,
  asList,
  oneOf,
  partOf,
  textsOf,
} from '../shared/json'
import type { OfferList } from './offers.logic'
import {
  type ReconcileCounts,
  type ReconcileProblem,
  type ReconcileReport,
  type ReconcileRun,
  type ReconcileState,
  type ReconcileWhy,
  type Suspects,
  NEVER_COMPARED,
  PHASES,
} from './reconcile.logic'
import { parseSkuId } from '../shared/sku.logic'
import { statusOf } from '../shared/callError'
import { mapLimit } from '../shared/concurrency'
import type { OfferCodes } from '../ports/stores'
import { type Files, BUCKETS, codesFile } from '../vtex/vbase'
import type { Kept } from '../shared/keptFiles'

const WHYS: readonly ReconcileWhy[] = ['DAILY', 'PERSON', 'CONFIGURATION', 'GAP']

const PROBLEMS: readonly ReconcileProblem[] = [
  'OFFERS_FORBIDDEN',
  'OFFERS_UNREADABLE',
  'OFFERS_INCOMPLETE',
  'STORE_INCOMPLETE',
  'MARKETPLACE_UNAVAILABLE',
  'VTEX_UNAVAILABLE',
]

/** The comparison's part of the stored state. A run of another shape reads as none, and one is due. */
export function readReconcile(raw: unknown): ReconcileState {
  const stored = asObject(raw)
  if (!stored) return NEVER_COMPARED
  const run = readRun(stored.run)
  const isLost = run === null && asObject(stored.run) !== null
  return {
    due: readDue(stored.due) ?? (isLost ? { at: 0, why: 'DAILY' } : null),
    under: readUnder(stored.under),
    leaving: textsOf(stored.leaving),
    shop: readShop(stored.shop),
    hasFormer: asFlag(stored.hasFormer) ?? false,
    repeats: asNumber(stored.repeats) ?? 0,
    unsent: asNumber(stored.unsent) ?? 0,
    run,
    last: readReport(stored.last),
  }
}

const readDue = (raw: unknown): ReconcileState['due'] =>
  partOf(
    raw,
    ({ at }) => ({ at: asNumber(at) }),
    ({ at }, { why }) => ({ at, why: oneOf(WHYS, why) ?? 'DAILY' })
  )

const readUnder = (raw: unknown): ReconcileState['under'] =>
  partOf(
    raw,
    ({ tradePolicy, rules }) => ({ tradePolicy: asText(tradePolicy), rules: asText(rules) }),
    (needed, { shop }) => ({ ...needed, shop: asText(shop) })
  )

const readShop = (raw: unknown): ReconcileState['shop'] =>
  partOf(
    raw,
    ({ name }) => ({ name: asText(name) }),
    ({ name }, { since }) => ({ name, since: asNumber(since) ?? 0 })
  )

const readRun = (raw: unknown): ReconcileRun | null =>
  partOf(
    raw,
    ({ phase, position, list }) => ({
      phase: oneOf(PHASES, phase),
      position: asNumber(position),
      list: readList(list),
    }),
    (needed, stored) => ({
      ...readCommon(stored),
      ...needed,
      tries: asNumber(stored.tries) ?? 0,
      gaps: asNumber(stored.gaps) ?? 0,
      gapsBy: oneOf(PROBLEMS, stored.gapsBy),
      walker: asText(stored.walker) ?? '',
      pages: textsOf(stored.pages),
      begun: asNumber(stored.begun) ?? 0,
      suspects: readSuspects(stored.suspects),
      notBefore: asNumber(stored.notBefore) ?? 0,
    })
  )

const readSuspects = (raw: unknown): Suspects =>
  Object.fromEntries(
    Object.entries(asObject(raw) ?? {}).flatMap(([skuId, calls]): [string, number][] => {
      const count = asNumber(calls)
      return parseSkuId(skuId) === null || count === null ? [] : [[skuId, count]]
    })
  )

const readList = (raw: unknown): OfferList | null =>
  partOf(
    raw,
    ({ codes }) => ({ codes: asNumber(codes) }),
    ({ codes }, stored) => ({
      files: textsOf(stored.files),
      inLast: asNumber(stored.inLast) ?? 0,
      codes,
      total: asNumber(stored.total),
      most: asNumber(stored.most) ?? 0,
      idle: asNumber(stored.idle) ?? 0,
      pages: asNumber(stored.pages) ?? 0,
      isDoubtful: asFlag(stored.isDoubtful) ?? true,
    })
  )

const readReport = (raw: unknown): ReconcileReport | null =>
  partOf(
    raw,
    ({ endedAt }) => ({ endedAt: asNumber(endedAt) }),
    ({ endedAt }, stored) => ({ ...readCommon(stored), endedAt })
  )

const readCommon = (stored: Json) => ({
  startedAt: asNumber(stored.startedAt) ?? 0,
  why: oneOf(WHYS, stored.why) ?? 'DAILY',
  problem: oneOf(PROBLEMS, stored.problem),
  counts: readCounts(asObject(stored.counts) ?? {}),
})

const readCounts = (stored: Json): ReconcileCounts => ({
  offersTotal: asNumber(stored.offersTotal),
  offersSeen: asNumber(stored.offersSeen) ?? 0,
  compared: asNumber(stored.compared) ?? 0,
  drift: asNumber(stored.drift) ?? 0,
  onTheWay: asNumber(stored.onTheWay) ?? 0,
  neverSent: asNumber(stored.neverSent) ?? 0,
  vanished: asNumber(stored.vanished) ?? 0,
  leftPolicy: asNumber(stored.leftPolicy) ?? 0,
  outdated: asNumber(stored.outdated) ?? 0,
  unread: asNumber(stored.unread) ?? 0,
  healed: asNumber(stored.healed) ?? 0,
  unknownOffers: asNumber(stored.unknownOffers) ?? 0,
  unknownSamples: textsOf(stored.unknownSamples),
})

/** Files per listing, and concurrent deletes. */
const LISTING = 100
const DELETES = 8

/** Codes of a list of offers in VBase. A file never changes, so a process reads it once. */
export class VBaseOfferCodes implements OfferCodes {
  constructor(
    private readonly vbase: Files,
    private readonly kept: Kept<readonly string[]>
  ) {}

  async read(name: string): Promise<readonly string[] | null> {
    const kept = this.kept.files.get(this.#nameOf(name))
    if (kept) return kept
    const file: unknown = await this.vbase.getJSON(BUCKETS.offers, codesFile(name), true)
    const stored = asList(file)
    if (!stored) return null
    const codes = stored.flatMap(code => (typeof code === 'string' ? [code] : []))
    this.kept.files.set(this.#nameOf(name), codes)
    return codes
  }

  async save(name: string, codes: readonly string[]): Promise<void> {
    await this.vbase.saveJSON(BUCKETS.offers, codesFile(name), codes)
    this.kept.files.set(this.#nameOf(name), codes)
  }

  async remove(name: string): Promise<void> {
    this.kept.files.forget(this.#nameOf(name))
    await this.#remove(codesFile(name))
  }

  async sweep(): Promise<void> {
    const { data } = await this.vbase.listFiles(BUCKETS.offers, { limit: LISTING })
    const paths = data.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
    await mapLimit(paths, DELETES, path => this.#remove(path))
  }

  async #remove(path: string): Promise<void> {
    try {
      await this.vbase.deleteFile(BUCKETS.offers, path)
    } catch (error) {
      if (statusOf(error) !== 404) throw error
    }
  }

  #nameOf(name: string): string {
    return `${this.kept.owner}/${name}`
  }
}

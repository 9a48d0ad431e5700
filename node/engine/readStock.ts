import type { ClaimedBatch, ClaimedLine, ReadLine } from './batch.logic'
import { plainLine } from '../carrefour/classify.logic'
import { chunks, mapLimit, mapWhile } from '../shared/concurrency'
import { type Process, type SkuFacts, mayBeHeld } from '../ledger/process.logic'
import type { SkuId } from '../shared/sku.logic'
import { DAY, SECOND } from '../shared/time'
import { type Ports, type CatalogSku, type StoreUnavailable, SIMULATION_SIZE } from '../ports'
import { FIND_SIZE, ifLedgerAnswers } from '../ports/stores'
import { type Outcome, askEach, askStore, withdrawnIn } from './askStore'
import { type Run, leaving, hasTime } from './run'
import { ok } from '../shared/result'
import { type StoreStock, decideStock, mostQuestions, unitsIn, worthAsking } from './stock.logic'

/** Concurrent ledger searches. */
const CALLS = 8

/** A call only starts when this much time is left. */
const CALL_TIME = 5 * SECOND

/** How long catalog facts (name, EAN, kit) are valid without a change notification. */
const FACTS_TIME = DAY

/** Lines whose facts are read before the batch is saved in between. */
const FACTS_STEP = 500

/** The batch with the facts read so far. */
export interface Learned {
  readonly batch: ClaimedBatch
  /** Whether no line needs the catalog any more. */
  readonly done: boolean
  /** Set when the catalog answers for no SKU. */
  readonly outage: StoreUnavailable | null
}

/** Whether a line's facts are still to be read. */
export const lacksFacts = ({ facts, store }: ClaimedLine): boolean =>
  facts === null && store === undefined

/**
 * Reads the facts of lines without any: from the ledger when fresh, else from the catalog. Limited to FACTS_STEP
 * catalog calls and the time left. Old facts are used when the catalog does not answer for a SKU; a SKU without any is
 * `unreadable`, because it may be a kit that must not be sent.
 */
export async function learnFacts(run: Run, batch: ClaimedBatch): Promise<Learned> {
  const { ports } = run
  const strangers = batch.lines.filter(lacksFacts).slice(0, FACTS_STEP)
  if (strangers.length === 0) return { batch, done: true, outage: null }
  const known = await factsInLedger(
    run,
    strangers.filter(line => !line.refreshFacts).map(line => line.skuId)
  )
  const learned = new Map(
    [...known].flatMap(([skuId, row]): [SkuId, SkuFacts][] =>
      isFresh(row, ports) ? [[skuId, row.facts]] : []
    )
  )
  const asked = await askEach(leaving(run, CALL_TIME), {
    skuIds: strangers.filter(({ skuId }) => !learned.has(skuId)).map(line => line.skuId),
    kind: 'sku',
    ask: skuId => ports.store.sku(skuId),
  })
  const gone = [...asked.answers].flatMap(([skuId, sku]) => (sku === null ? [skuId] : []))
  const before = await factsInLedger(run, gone)
  for (const [skuId, sku] of asked.answers)
    learned.set(skuId, factsOf(sku, before.get(skuId)?.facts, ports))
  const kits = new Map([...asked.answers].flatMap(([skuId, sku]) => componentsOf(skuId, sku)))
  if (kits.size > 0) await ports.kits.note(kits)
  const lines = batch.lines.map((line): ClaimedLine => {
    if (!lacksFacts(line)) return line
    const failed = asked.outage !== null || asked.unreadable.has(line.skuId)
    const facts = learned.get(line.skuId) ?? (failed ? known.get(line.skuId)?.facts : undefined)
    const store = withdrawnIn(run, asked.answers.get(line.skuId) ?? null)
    if (facts) return { ...line, facts, ...(store && { store }) }
    return asked.unreadable.has(line.skuId) ? { ...line, store: { kind: 'unreadable' } } : line
  })
  return { batch: { ...batch, lines }, done: !lines.some(lacksFacts), outage: asked.outage }
}

/** What a row knows of its SKU. */
interface KnownFacts {
  readonly facts: SkuFacts
  readonly cause: Process['cause']
}

/** Facts in the ledger, fresh or not; none when it does not answer, so the catalog is asked. */
async function factsInLedger(
  { ports: { ledger } }: Run,
  skuIds: readonly SkuId[]
): Promise<ReadonlyMap<SkuId, KnownFacts>> {
  const found = await mapLimit(chunks(skuIds, FIND_SIZE), CALLS, async group =>
    rowsOf(ledger, group)
  )
  return new Map(
    found
      .flat()
      .flatMap(({ skuId, facts, cause }: Process): [SkuId, KnownFacts][] =>
        facts ? [[skuId, { facts, cause }]] : []
      )
  )
}

/** Causes that the catalog alone can end. */
const WITHDRAWN: ReadonlyArray<Process['cause']> = ['SKU_INACTIVE', 'NOT_IN_TRADE_POLICY']

const isFresh = ({ facts, cause }: KnownFacts, { clock }: Ports): boolean =>
  facts.readAt > clock.now() - FACTS_TIME && !WITHDRAWN.includes(cause)

const componentsOf = (skuId: SkuId, sku: CatalogSku | null): [SkuId, readonly SkuId[]][] =>
  sku?.isKit ? [[skuId, sku.components]] : []

/** Longest name and code of a SKU in a row. */
const LONGEST_NAME = 300
const LONGEST_CODE = 100

/** Words of the catalog as they may stand in a row, page, file or mail: anybody who may edit a product writes them. */
const wordsOf = (text: string | null | undefined, longest: number): string | null =>
  text === null || text === undefined ? null : plainLine(text, longest)

const UNNAMED = { name: null, ean: null, reference: null, isKit: false }

/** @param before of a SKU that the catalog no longer knows: people still have to see which one that is */
const factsOf = (
  sku: CatalogSku | null,
  before: SkuFacts | undefined,
  { clock }: Ports
): SkuFacts =>
  sku === null
    ? { ...UNNAMED, ...before, readAt: clock.now() }
    : {
        name: wordsOf(sku.name, LONGEST_NAME),
        ean: wordsOf(sku.ean, LONGEST_CODE),
        reference: wordsOf(sku.reference, LONGEST_CODE),
        isKit: sku.isKit,
        readAt: clock.now(),
      }

/** Concurrent ledger reads. */
const READS = 8

/**
 * The stock of all lines, or of some when one step could not cover all. `known` are the lines with the answers so far,
 * where the next step continues.
 */
export type StockRead =
  | {
      readonly kind: 'read'
      readonly lines: readonly ReadLine[]
      readonly known: readonly ClaimedLine[]
    }
  | { readonly kind: 'more'; readonly known: readonly ClaimedLine[] }

/**
 * Reads the current stock of every line and applies the stock rules. A later change queues the SKU again, so an answer
 * may be some steps old.
 *
 * @param patience failed calls after which an outage of the store is assumed
 */
export async function readStock(
  run: Run,
  lines: readonly ClaimedLine[],
  patience = 0
): Outcome<StockRead> {
  const asked = await askStore(run, lines, patience)
  if (!asked.ok) return asked
  const known = asked.value
  if (known.some(line => !line.store)) return ok({ kind: 'more', known })
  const { sendKits } = run.configuration.choices
  const read = known.map(line => ({ line, stock: stockOf(line, sendKits) }))
  const held = sendKits ? NONE : await kitsAtCarrefour(run, read)
  const stocks = read.map(({ line, stock }) =>
    stock.kind === 'kit' && held.has(line.skuId)
      ? { line, stock: { ...stock, isHeld: true } }
      : { line, stock }
  )
  const strangers = await skusToIgnore(
    run,
    stocks.flatMap(({ line, stock }) => (stock.kind === 'notInPolicy' ? [line] : []))
  )
  return ok({
    kind: 'read',
    known,
    lines: stocks
      .filter(({ line }) => !strangers.has(line.skuId))
      .map(({ line, stock }) => decided(run, line, stock)),
  })
}

function stockOf({ store, facts }: ClaimedLine, sendKits: boolean): StoreStock {
  const stock: StoreStock = store ?? { kind: 'unreadable' }
  if (!facts?.isKit) return stock
  if (stock.kind === 'sold') return { ...stock, kind: 'kit' }
  return stock.kind === 'notOffered' && !sendKits ? { kind: 'kit', available: 0 } : stock
}

const NONE: ReadonlySet<SkuId> = new Set()

/**
 * Kits sent while kits were enabled: Carrefour would go on selling them from unmaintained stock, so they are sent as 0.
 * Empty while the ledger does not answer: the next comparison finds them.
 */
async function kitsAtCarrefour(
  { ports: { ledger } }: Run,
  stocks: readonly { readonly line: ClaimedLine; readonly stock: StoreStock }[]
): Promise<ReadonlySet<SkuId>> {
  const kits = stocks.flatMap(({ line, stock }) => (stock.kind === 'kit' ? [line.skuId] : []))
  const rows = await ifLedgerAnswers(
    () => mapLimit(chunks(kits, FIND_SIZE), CALLS, group => ledger.find(group)),
    []
  )
  return new Set(rows.flat().flatMap(row => (mayBeHeld(row) ? [row.skuId] : [])))
}

/** SKUs that are not sold in the policy and were never sent: this connection ignores their changes. */
async function skusToIgnore(
  { ports: { ledger, log } }: Run,
  lines: readonly ClaimedLine[]
): Promise<ReadonlySet<SkuId>> {
  const news = lines.filter(line => line.reason === 'NOTIFICATION' && !line.ofJob)
  const absent = await mapLimit(news, READS, line => isAbsent(ledger, line.skuId))
  const strangers = news.filter((_, index) => absent[index])
  for (const { skuId } of strangers) log.info('request.ignored', { skuId, why: 'notInTradePolicy' })
  return new Set(strangers.map(line => line.skuId))
}

/** When the ledger does not answer the SKU counts as known: sending 0 at least stops sales. */
const isAbsent = (ledger: Run['ports']['ledger'], skuId: SkuId): Promise<boolean> =>
  ifLedgerAnswers(async () => (await ledger.get(skuId)) === null, false)

function decided(
  { configuration }: Run,
  { store: _, failedCalls: __, ...line }: ClaimedLine,
  stock: StoreStock
): ReadLine {
  const decision = decideStock(stock, configuration.choices)
  const quantity = decision.kind === 'send' ? decision.quantity : null
  return { ...line, available: decision.available, quantity, remark: decision.remark }
}

/**
 * Explains why SKUs have no units where the merchant can act: no warehouse serves the trade policy, or more is reserved
 * than there is. The simulation answers 0 for both. When the store does not answer in time nothing is explained, and 0
 * is sent.
 */
export async function explainZeros(
  run: Run,
  lines: readonly ReadLine[]
): Promise<readonly ReadLine[]> {
  const empty = lines.filter(
    line => line.quantity === 0 && (line.remark === null || line.remark === 'NO_PRICE')
  )
  if (empty.length === 0 || !hasTime(run, 0)) return lines
  const { store } = run.ports
  const served = await store.servingWarehouses(run.configuration.choices.tradePolicy)
  if (!served.ok) return lines
  const serving = new Set(served.value)
  if (serving.size === 0) return remarked(lines, new Set(empty), 'NO_WAREHOUSE')
  const plain = empty.filter(line => line.remark === null && !line.facts?.isKit)
  const missing = await missingUnits(run, plain, lines.length, serving)
  return lines.map(line => {
    const units = missing.get(line.skuId)
    return units === undefined ? line : { ...line, available: units, remark: 'NEGATIVE_STOCK' }
  })
}

const remarked = (
  lines: readonly ReadLine[],
  which: ReadonlySet<ReadLine>,
  remark: ReadLine['remark']
): readonly ReadLine[] => lines.map(line => (which.has(line) ? { ...line, remark } : line))

/** SKUs with more reserved than there is, with the negative difference; only some are asked about. */
async function missingUnits(
  run: Run,
  empty: readonly ReadLine[],
  all: number,
  serving: ReadonlySet<string>
): Promise<ReadonlyMap<SkuId, number>> {
  const { ledger, store } = run.ports
  const groups = chunks(
    empty.map(line => line.skuId),
    SIMULATION_SIZE
  )
  const mayAsk = () => hasTime(run, 0)
  const rows = (await mapWhile(groups, CALLS, mayAsk, group => rowsOf(ledger, group))).flat()
  const asked = worthAsking(
    empty.map(({ skuId, reason }) => ({ skuId, byPerson: reason === 'REPROCESS' })),
    new Map(rows.map(row => [row.skuId, row])),
    mostQuestions(all)
  )
  const answers = await mapWhile(asked, CALLS, mayAsk, skuId => store.warehouseStock(skuId))
  const missing = new Map<SkuId, number>()
  for (const [index, answer] of answers.entries()) {
    const skuId = asked[index]
    const units = answer.ok ? unitsIn(answer.value, serving) : 0
    if (skuId && units < 0) missing.set(skuId, units)
  }
  return missing
}

/** Rows of these SKUs; none while the ledger does not answer. */
const rowsOf = (
  ledger: Run['ports']['ledger'],
  skuIds: readonly SkuId[]
): Promise<readonly Process[]> => ifLedgerAnswers(() => ledger.find(skuIds), [])

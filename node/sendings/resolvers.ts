import type {
  QueryCarrefourSendingFilesArgs,
  QueryCarrefourSendingsArgs,
} from '../generated/schema'
import { type Millis, isoOrNull, toIso } from '../shared/time'
import { resolver } from '../guard/resolver'
import { type Zipped, ifLedgerAnswers } from '../ports/stores'
import { nextToSettle } from '../engine/judged.logic'
import { promisify } from 'util'
import { gunzip } from 'zlib'
import type { Batch } from '../engine/batch.logic'
import { type Step, nextStep } from '../engine/nextStep.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { isWithheld } from '../connection/configuration.logic'
import { parseJson } from '../shared/json'
import type { Ports } from '../ports'
import { type Sending, type SendingAnswer, dayInId, keptDays, sendingId } from './sendings.logic'
import { readAnswers } from './store'

const unzip = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

/** Bytes of the answers about one file: twelve of 300 characters, with room. */
const LONGEST_ANSWERS = 64 * 1024

/** Maximum rows of a page, and characters of a search. */
const LARGEST_PAGE = 100
const LONGEST_SEARCH = 100

interface NextCall {
  readonly operation: string
  readonly at: Millis
}

interface SendingView extends Sending {
  /** The next call about it; null when none is to come. */
  readonly next: NextCall | null
}

interface SendingsView {
  readonly items: readonly SendingView[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
  /** When the next file may leave; null while nothing may be sent. */
  readonly nextFileAt: Millis | null
}

/** Which of the kept sendings to list. */
interface SendingsQuery {
  /** Id of an import, or a SKU; empty for all. */
  readonly search: string
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

/** One page of the kept sendings, newest first. A page beyond the end returns the last one. */
export async function viewSendings(ports: Ports, query: SendingsQuery): Promise<SendingsView> {
  const search = query.search.trim().slice(0, LONGEST_SEARCH)
  const [all, now] = await Promise.all([
    ports.sendings.read(keptDays(ports.clock.now())),
    underWay(ports),
  ])
  const matching = await matchOf(ports, search, now.batch)
  const found = all.filter(matching).sort((a, b) => b.sentAt - a.sentAt)
  const pageSize = Math.min(Math.max(Math.trunc(query.pageSize), 1), LARGEST_PAGE)
  const last = Math.max(Math.ceil(found.length / pageSize), 1)
  const page = Math.min(Math.max(Math.trunc(query.page), 1), last)
  return {
    items: found
      .slice((page - 1) * pageSize, page * pageSize)
      .map(sending => ({ ...sending, next: nextOf(sending, now) })),
    total: found.length,
    page,
    pageSize,
    nextFileAt: now.nextFileAt,
  }
}

/** The batch in flight and its next step. */
interface UnderWay {
  readonly batch: Batch | null
  readonly step: Step | null
  readonly nextFileAt: Millis | null
}

async function underWay(ports: Ports): Promise<UnderWay> {
  const [configuration, state] = await Promise.all([
    ports.configurations.read(),
    ports.connectionState.read(),
  ])
  const key = state.batchKey ?? nextToSettle(state.judged)?.key ?? null
  const batch = key ? await ports.connectionState.readBatch(key) : null
  if (!configuration) return { batch, step: null, nextFileAt: null }
  const situation = {
    state,
    active: configuration.choices.active,
    withheld: isWithheld(configuration.choices, ports.production),
    keyVersion: configuration.shopKey.version,
  }
  const file = nextStep({ ...situation, batch: batch?.stage === 'claimed' ? batch : null })
  return {
    batch,
    step: nextStep({ ...situation, batch }),
    nextFileAt: file.kind === 'rest' ? null : file.at,
  }
}

/** The call of Mirakl's API that a step makes. */
const CALLS: Readonly<Partial<Record<Step['kind'], string>>> = {
  poll: 'STO02',
  search: 'OF21',
  report: 'STO03',
  readBack: 'OF21',
}

function nextOf({ id, endedAt }: Sending, { batch, step }: UnderWay): NextCall | null {
  if (endedAt !== null || !batch?.sending || !step || step.kind === 'rest') return null
  if (sendingId(batch.id, batch.sending.at) !== id) return null
  const operation = CALLS[step.kind]
  return operation === undefined ? null : { operation, at: step.at }
}

/** Which sendings a search means: those of an import, and those that a SKU was part of. */
async function matchOf(
  ports: Ports,
  search: string,
  inHand: Batch | null
): Promise<(sending: Sending) => boolean> {
  if (search === '') return () => true
  const skuId = parseSkuId(search)
  const batches = skuId === null ? new Set<string>() : await batchesOf(ports, skuId, inHand)
  return ({ importId, batchId }) => importId === search || batches.has(batchId)
}

/** The batches of a SKU's last attempts, and the one under way that it is part of. */
async function batchesOf(
  { ledger }: Ports,
  skuId: SkuId,
  inHand: Batch | null
): Promise<ReadonlySet<string>> {
  const isInHand = inHand?.lines.some(line => line.skuId === skuId) === true
  const attempts = await attemptsOf(ledger, skuId)
  return new Set([...attempts, ...(isInHand ? [inHand.id] : [])])
}

async function attemptsOf(ledger: Ports['ledger'], skuId: SkuId): Promise<readonly string[]> {
  const row = await ifLedgerAnswers(() => ledger.get(skuId), null)
  return (row?.attempts ?? []).map(({ batchId }) => batchId)
}

/** One sending with everything that is kept of it. */
interface SendingFiles {
  readonly sending: SendingView
  readonly account: string
  readonly answers: readonly SendingAnswer[]
  readonly file: Zipped | null
  readonly report: Zipped | null
}

/** Null when there is no such sending, or it is no longer kept. Who takes it is noted in the history. */
export async function takeSendingFiles(ports: Ports, id: string): Promise<SendingFiles | null> {
  const day = dayInId(id)
  if (day === null || !keptDays(ports.clock.now()).includes(day)) return null
  const sending = (await ports.sendings.read([day])).find(one => one.id === id)
  if (!sending) return null
  const now = await underWay(ports)
  const [file, report, answers] = await Promise.all([
    ports.sendings.readAttachment(id, 'file'),
    ports.sendings.readAttachment(id, 'report'),
    answersOf(ports, sending, now.batch),
  ])
  await ports.history.note({
    kind: 'SENDING_DOWNLOADED',
    subject: sending.importId ?? id,
    count: sending.skus,
  })
  const view = { ...sending, next: nextOf(sending, now) }
  return { sending: view, account: ports.account, answers, file, report }
}

/** What Carrefour answered: as stored at the end, or as the batch under way has it. */
async function answersOf(
  { sendings }: Ports,
  { id }: Sending,
  inHand: Batch | null
): Promise<readonly SendingAnswer[]> {
  const trail = inHand?.sending
  if (inHand && trail && sendingId(inHand.id, trail.at) === id) return trail.answers
  const stored = await sendings.readAttachment(id, 'answers')
  if (stored === null) return []
  const text = await unzip(stored, { maxOutputLength: LONGEST_ANSWERS })
  return readAnswers(parseJson(text.toString('utf8')))
}

/** A sending as `CarrefourSending`. */
const showSending = ({ next, kept, key, batchId: _, ...sending }: SendingView) => ({
  ...sending,
  sentAt: toIso(sending.sentAt),
  endedAt: isoOrNull(sending.endedAt),
  keyEnding: key,
  hasFile: kept.file !== undefined,
  hasReport: kept.report !== undefined,
  nextCall: next?.operation ?? null,
  nextCallAt: isoOrNull(next?.at ?? null),
})

const showPage = ({ nextFileAt, items, ...page }: SendingsView) => ({
  ...page,
  items: items.map(showSending),
  nextFileAt: isoOrNull(nextFileAt),
})

const asBase64 = (content: Zipped | null): string | null => content?.toString('base64') ?? null

const showFiles = ({ sending, account, answers, file, report }: SendingFiles) => ({
  sending: showSending(sending),
  account,
  answers: answers.map(({ at, operation, words }) => ({ at: toIso(at), operation, words })),
  file: asBase64(file),
  report: asBase64(report),
})

export const carrefourSendings = resolver(
  async (ports, { search, page, pageSize }: Partial<QueryCarrefourSendingsArgs>) =>
    showPage(
      await viewSendings(ports, {
        search: search ?? '',
        page: page ?? 1,
        pageSize: pageSize ?? 25,
      })
    )
)

export const carrefourSendingFiles = resolver(
  async (ports, { id }: QueryCarrefourSendingFilesArgs) => {
    const found = await takeSendingFiles(ports, id)
    return found && showFiles(found)
  }
)

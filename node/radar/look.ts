import type { ConnectionState } from '../engine/state.logic'
import { pausedUntil } from '../engine/incident.logic'
import { chunks, mapLimit } from '../shared/concurrency'
import { type Process, waitsForRadar } from '../ledger/process.logic'
import {
  codesOf,
  comparableEan,
  isResendDue,
  CHECK_OFFERS,
  CHECK_SIZE,
  MAX_CODES,
  nextCheckAt,
  questionFor,
} from './radar.logic'
import { causeOfFailure } from '../carrefour/classify.logic'
import { decideRetry } from '../engine/retry.logic'
import { HOUR, SECOND } from '../shared/time'
import { type CallFailure, LONGEST_ANSWER } from '../ports'
import { recordReadFailure } from '../engine/failures'
import { OFFER_CALLS } from '../engine/report'
import { type Run, accessOf, updateState, hasTime } from '../engine/run'

/** Concurrent ledger reads and writes. */
const WRITES = 8

/** Only starts when this much time is left: for the calls by EAN, and some by SKU. */
export const RADAR_TIME = LONGEST_ANSWER + 4 * SECOND

/**
 * Does what is due in the ledger: checks whether products that wait for cataloguing exist now (the radar), and queues
 * SKUs that are due to be sent again. At most CHECK_SIZE SKUs, a few calls by EAN and CHECK_OFFERS by SKU; nothing
 * while Carrefour does not answer.
 */
export async function checkCatalog(run: Run): Promise<void> {
  const { ledger, clock, connectionState } = run.ports
  const state = await connectionState.read()
  const now = clock.now()
  if (pausedUntil(state.incident, run.configuration.shopKey.version) > now) return
  const due = await ledger.due(now, CHECK_SIZE)
  if (due.length > 0) await run.stopSettling?.()
  await mapLimit(
    due.filter(process => !waitsForRadar(process.cause)),
    WRITES,
    process => enqueue(run, process, 'retry')
  )
  const waiting = due.filter(process => waitsForRadar(process.cause))
  if (waiting.length > 0 && state.radarAfter <= now) await ask(run, waiting, state)
}

/** The radar. Carrefour sends no signal when it catalogues a product. */
async function ask(run: Run, waiting: readonly Process[], state: ConnectionState): Promise<void> {
  const { clock, log } = run.ports
  const catalogued = await askByEan(run, waiting, state)
  if (catalogued === 'stop') return
  const questions = waiting.map(process => ({
    process,
    question: questionFor(process.facts?.ean ?? null, catalogued, clock.random()),
  }))
  const absent = questions.filter(({ question }) => question === 'none')
  await mapLimit(absent, WRITES, ({ process }) => writeCheck(run, process))
  const bySku = questions.filter(({ question }) => question === 'offer').slice(0, CHECK_OFFERS)
  const progress: Progress = { stopped: false, found: 0, resent: 0 }
  const isCatalogued = ({ facts }: Process) =>
    catalogued?.has(comparableEan(facts?.ean ?? null) ?? '') ?? false
  await mapLimit(bySku, OFFER_CALLS, ({ process }) =>
    askBySku(run, process, isCatalogued(process), progress)
  )
  log.info('radar.looked', {
    due: waiting.length,
    absent: absent.length,
    asked: bySku.length,
    found: progress.found,
    resent: progress.resent,
  })
}

/**
 * The EANs that are catalogued (P31); null when that cannot be told, and SKUs are asked about one by one. Without P31
 * the radar is slower but still works. 'stop' when the key is refused.
 */
async function askByEan(
  run: Run,
  waiting: readonly Process[],
  state: ConnectionState
): Promise<ReadonlySet<string> | null | 'stop'> {
  const codes = codesOf(waiting.map(({ facts }) => facts?.ean ?? null))
  if (state.productsAfter > run.ports.clock.now()) return null
  const found = new Set<string>()
  for (const group of chunks(codes, MAX_CODES)) {
    if (!hasTime(run, LONGEST_ANSWER)) return null
    const answer = await run.ports.carrefour.products(accessOf(run.configuration), group)
    if (answer.kind === 'refused' && answer.httpStatus === 401) {
      await recordReadFailure(run, answer)
      return 'stop'
    }
    if (answer.kind !== 'done') {
      await pauseProductCalls(run, answer)
      return null
    }
    for (const ean of answer.value) found.add(comparableEan(ean) ?? ean)
  }
  return found
}

/** Pauses product calls, because this key or server does not support them. */
async function pauseProductCalls(run: Run, failure: CallFailure): Promise<void> {
  const { clock, log } = run.ports
  const now = clock.now()
  const decision = decideRetry({
    of: 'sku',
    cause: causeOfFailure(failure),
    tries: 1,
    retryAfter: 'retryAfter' in failure ? (failure.retryAfter ?? null) : null,
    since: now,
    now,
    random: clock.random(),
  })
  const until = decision.kind === 'retry' ? decision.at : now + HOUR
  await updateState(run, state => ({ ...state, productsAfter: until }))
  log.warn('radar.productsUnread', { failure: failure.kind })
}

interface Progress {
  stopped: boolean
  found: number
  resent: number
}

/**
 * Asks for the offer (OF21). The first failure that concerns the shop ends the check; an unreadable answer concerns
 * only its SKU.
 */
async function askBySku(
  run: Run,
  process: Process,
  isCatalogued: boolean,
  progress: Progress
): Promise<void> {
  if (progress.stopped || !hasTime(run, LONGEST_ANSWER)) return
  const answer = await run.ports.carrefour.offer(accessOf(run.configuration), process.skuId)
  switch (answer.kind) {
    case 'done':
      if (answer.value) {
        progress.found += 1
        return enqueue(run, process, 'radar')
      }
      if (!isCatalogued || !isResendDue(process, run.ports.clock.now()))
        return writeCheck(run, process)
      progress.resent += 1
      return enqueue(run, process, 'radar')
    case 'rejected':
    case 'notFound':
      return writeCheck(run, process)
    case 'refused':
      // A key that may send stock but not read offers: sending is the only way to ask.
      if (answer.httpStatus === 403) return enqueue(run, process, 'radar')
      break
    case 'limited':
    case 'unavailable':
  }
  if (progress.stopped) return
  progress.stopped = true
  await recordReadFailure(run, answer)
}

/** Queues a SKU. Its outcome sets the next time; without one, it is due again in an hour. */
async function enqueue(run: Run, { skuId }: Process, priority: 'radar' | 'retry'): Promise<void> {
  const { ledger, queue, clock } = run.ports
  const process = await ledger.get(skuId)
  const now = clock.now()
  // The search lags: the process may have changed.
  if (!process || process.nextCheckAt === null || process.nextCheckAt > now) return
  await queue.enqueue({ skuId, priority }, now)
  const lastCheckedAt = priority === 'radar' ? now : process.lastCheckedAt
  await ledger.put({ ...process, lastCheckedAt, nextCheckAt: now + HOUR })
}

/** Records the check and when the next one is due. */
async function writeCheck(run: Run, { skuId }: Process): Promise<void> {
  const { ledger, clock } = run.ports
  const process = await ledger.get(skuId)
  if (!process || !waitsForRadar(process.cause)) return
  const now = clock.now()
  const since = process.causeSince ?? process.processedAt
  const at = nextCheckAt(since, now, clock.random())
  await ledger.put({ ...process, lastCheckedAt: now, nextCheckAt: at })
}

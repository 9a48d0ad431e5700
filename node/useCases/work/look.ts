import { pausedUntil } from '../../domain/incident'
import { mapLimit } from '../../domain/mapLimit'
import type { Process } from '../../domain/processes'
import { waitsForRadar } from '../../domain/processes'
import { comparableEan, LOOK_OFFERS, LOOK_SIZE, nextLook, questionFor } from '../../domain/radar'
import { HOUR, SECOND } from '../../domain/time'
import { LONGEST_ANSWER } from '../../ports/carrefour'
import { onReadFailure } from './failures'
import { OFFER_CALLS } from './report'
import type { Run } from './run'
import { accessOf, hasTime } from './run'

/** Ledger reads and writes at a time. */
const WRITES = 16

/** Only begun when this much time is left: for the question by EAN, and some by SKU. */
export const LOOK_TIME = LONGEST_ANSWER + 4 * SECOND

/**
 * Does what the ledger says is due: asks whether products that wait for cataloguing are there now (the
 * radar), and queues SKUs whose time to be sent again has come. At most LOOK_SIZE SKUs, one question by EAN
 * and LOOK_OFFERS by SKU; nothing while Carrefour does not answer.
 */
export async function look(run: Run): Promise<void> {
  const { ledger, clock, control } = run.ports
  const state = await control.read()
  const now = clock.now()
  if (pausedUntil(state.incident, run.configuration.shopKey.version) > now) return
  const due = await ledger.due(now, LOOK_SIZE)
  await mapLimit(
    due.filter(process => !waitsForRadar(process.cause)),
    WRITES,
    process => queue(run, process, 'retry')
  )
  const waiting = due.filter(process => waitsForRadar(process.cause))
  if (waiting.length > 0 && state.radarAfter <= now) await ask(run, waiting)
}

/** The radar. Carrefour sends no signal when it catalogues a product. */
async function ask(run: Run, waiting: readonly Process[]): Promise<void> {
  const { clock, log } = run.ports
  const catalogued = await askByEan(run, waiting)
  if (catalogued === 'stop') return
  const questions = waiting.map(process => ({
    process,
    question: questionFor(process.facts?.ean ?? null, catalogued, clock.random()),
  }))
  const absent = questions.filter(({ question }) => question === 'none')
  await mapLimit(absent, WRITES, ({ process }) => writeLook(run, process))
  const bySku = questions.filter(({ question }) => question === 'offer').slice(0, LOOK_OFFERS)
  const progress = { stopped: false, found: 0 }
  await mapLimit(bySku, OFFER_CALLS, ({ process }) => askBySku(run, process, progress))
  log.info('radar.looked', {
    due: waiting.length,
    absent: absent.length,
    asked: bySku.length,
    found: progress.found,
  })
}

/** The EANs that are catalogued (P31); null when this key or server does not tell. */
async function askByEan(
  run: Run,
  waiting: readonly Process[]
): Promise<ReadonlySet<string> | null | 'stop'> {
  const eans = new Set(waiting.flatMap(({ facts }) => comparableEan(facts?.ean ?? null) ?? []))
  const given = waiting.flatMap(({ facts }) => {
    const ean = facts?.ean?.trim() ?? null
    return ean !== null && eans.delete(comparableEan(ean) ?? '') ? [ean] : []
  })
  if (given.length === 0) return new Set()
  const answer = await run.ports.carrefour.products(accessOf(run.configuration), given)
  switch (answer.kind) {
    case 'done':
      return new Set(answer.value.flatMap(ean => comparableEan(ean) ?? []))
    case 'notFound':
    case 'rejected':
      return null
    case 'refused':
      if (answer.httpStatus === 403) return null
      await onReadFailure(run, answer)
      return 'stop'
    case 'limited':
    case 'unavailable':
      await onReadFailure(run, answer)
      return 'stop'
  }
}

/** Asks for the offer (OF21); the first failure ends the look. */
async function askBySku(
  run: Run,
  process: Process,
  progress: { stopped: boolean; found: number }
): Promise<void> {
  if (progress.stopped || !hasTime(run, LONGEST_ANSWER)) return
  const answer = await run.ports.carrefour.offer(accessOf(run.configuration), process.skuId)
  if (answer.kind === 'done') {
    if (!answer.value) return writeLook(run, process)
    progress.found += 1
    return queue(run, process, 'radar')
  }
  // A key that may send stock but not read offers: then sending is how to ask.
  if (answer.kind === 'refused' && answer.httpStatus === 403) return queue(run, process, 'radar')
  if (progress.stopped) return
  progress.stopped = true
  await onReadFailure(run, answer)
}

/** Queues a SKU. Its outcome sets the next time; should there be none, it is due again in an hour. */
async function queue(run: Run, { skuId }: Process, lane: 'radar' | 'retry'): Promise<void> {
  const { ledger, requests, clock } = run.ports
  const process = await ledger.get(skuId)
  const now = clock.now()
  // The search lags: the process may have moved on.
  if (!process || process.nextCheckAt === null || process.nextCheckAt > now) return
  await requests.mark({ skuId, lane }, now)
  const lastCheckedAt = lane === 'radar' ? now : process.lastCheckedAt
  await ledger.put({ ...process, lastCheckedAt, nextCheckAt: now + HOUR })
}

/** Notes that the product was looked for, and when to look again. */
async function writeLook(run: Run, { skuId }: Process): Promise<void> {
  const { ledger, clock } = run.ports
  const process = await ledger.get(skuId)
  if (!process || !waitsForRadar(process.cause)) return
  const now = clock.now()
  const since = process.causeSince ?? process.processedAt
  const nextCheckAt = nextLook(since, now, clock.random())
  await ledger.put({ ...process, lastCheckedAt: now, nextCheckAt })
}

import type { Batch, ReadBack, ReadLine, Verdict } from '../../domain/batches'
import { backToClaimed } from '../../domain/batches'
import type { ConnectionState } from '../../domain/connection'
import type { Doubt, DoubtfulImport } from '../../domain/doubts'
import { dueDoubt, lookedAt, replaced, withDoubt } from '../../domain/doubts'
import { blockedByKey } from '../../domain/incident'
import { mapLimit, mapWhile } from '../../domain/mapLimit'
import type { Process } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { outOfDate } from '../../domain/stale'
import type { CallFailure } from '../../ports/carrefour'
import { LONGEST_ANSWER } from '../../ports/carrefour'
import { onReadFailure } from './failures'
import type { Run } from './run'
import { accessOf, change, hasTime, limited } from './run'

/** OF21 calls, and reads of the ledger, at a time. */
const CALLS = 4
const READS = 8

/** From so many SKUs on, Carrefour's list of offers is looked through instead of asking for each. */
export const MANY = 200

/** A file of a batch whose fate is not known. */
interface Doubtful {
  readonly batch: Batch
  readonly importId: string | null
}

/**
 * Remembers a file whose fate is not known. Its SKUs are saved first.
 *
 * @returns the change of state that names it, to go along with the batch's next stage
 */
export async function inDoubt(
  run: Run,
  { batch, importId }: Doubtful
): Promise<(state: ConnectionState) => ConnectionState> {
  const { control, ids, clock, log } = run.ports
  const known = (await control.read()).doubts.find(one => one.batchId === batch.id)
  const file = known?.file ?? ids.next()
  if (!known) await control.saveBatch(file, { ...backToClaimed(batch, 0), slice: null })
  log.warn('import.doubtful', { batchId: batch.id, importId, skus: batch.lines.length })
  return state => ({
    ...state,
    doubts: withDoubt(state.doubts, { batchId: batch.id, importId, file }, clock.now()),
  })
}

/**
 * What must be read back before a batch that Carrefour has confirmed is believed: SKUs of which an older file may still
 * come. Null when there are none.
 */
export async function stillDoubtful(
  run: Run,
  { lines }: { readonly lines: readonly ReadLine[] },
  verdict: Extract<Verdict, { kind: 'complete' }>
): Promise<ReadBack | null> {
  const { doubts } = await run.ports.control.read()
  if (doubts.length === 0) return null
  const doubtful = new Set((await mapLimit(doubts, READS, one => skusOf(run, one))).flat())
  const known = new Set([...Object.keys(verdict.rejected), ...(verdict.readBack ?? [])])
  const open = lines.flatMap(({ skuId, quantity }) =>
    quantity !== null && doubtful.has(skuId) && !known.has(skuId) ? [skuId] : []
  )
  if (open.length === 0) return null
  return {
    rejected: verdict.rejected,
    confirmed: verdict.readBack ?? [],
    open,
    offset: open.length > MANY ? 0 : null,
    words: null,
  }
}

async function skusOf({ ports }: Run, { file }: Doubt): Promise<readonly SkuId[]> {
  return (await ports.control.readBatch(file))?.lines.map(line => line.skuId) ?? []
}

/**
 * Looks again at what a doubtful file may have overwritten: SKUs whose quantity at Carrefour is no longer the confirmed
 * one are out of date and queued. Done a few times until the file can no longer come. One doubt a run.
 */
export async function lookAtDoubts(run: Run): Promise<void> {
  const { control, clock, log } = run.ports
  const state = await control.read()
  const doubt = dueDoubt(state.doubts, clock.now())
  if (!doubt || blockedByKey(state.incident, run.configuration.shopKey.version)) return
  if (!hasTime(run, 2 * LONGEST_ANSWER)) return
  const told = await askForImport(run, doubt)
  const skuIds = await skusOf(run, doubt)
  const overwritten = skuIds.length > MANY ? [] : await overwrittenOf(run, state, doubt, skuIds)
  if (overwritten === null) return postpone(run, doubt)
  await mapLimit(overwritten, READS, process => queueAgain(run, process))
  const after = lookedAt(doubt, told, clock.now())
  const compare = after === null && skuIds.length > MANY
  await change(run, before => ({
    ...before,
    doubts: replaced(before.doubts, doubt, after),
    reconcile:
      compare && !before.reconcile.run
        ? { ...before.reconcile, due: { at: clock.now(), why: 'DAILY' } }
        : before.reconcile,
  }))
  if (!after && !state.doubts.some(one => one !== doubt && one.file === doubt.file))
    await control.removeBatch(doubt.file)
  log.info('import.doubtful.looked', {
    batchId: doubt.batchId,
    importId: doubt.importId,
    told,
    overwritten: overwritten.length,
    over: after === null,
  })
}

/** Carrefour did not answer: the look is made again, and counts all the same, so that it ends. */
const postpone = async (run: Run, doubt: Doubt): Promise<void> => {
  await change(run, state => ({
    ...state,
    doubts: replaced(state.doubts, doubt, lookedAt(doubt, 'unknown', run.ports.clock.now())),
  }))
}

/** Asks how the import stands, if its id is known. */
async function askForImport(run: Run, { importId }: Doubt): Promise<DoubtfulImport> {
  if (importId === null) return 'unknown'
  const answer = await limited(run, 'STO02', () =>
    run.ports.carrefour.importStatus(accessOf(run.configuration), importId)
  )
  if (answer?.kind !== 'done') return 'unknown'
  return answer.value.state === 'running' ? 'running' : 'ended'
}

/**
 * Those of the SKUs of which Carrefour holds another quantity than it confirmed; null when it did not answer. A key
 * without the right to read offers never learns it: at the end they are all sent once more.
 */
async function overwrittenOf(
  run: Run,
  state: ConnectionState,
  doubt: Doubt,
  skuIds: readonly SkuId[]
): Promise<readonly Process[] | null> {
  const { ledger, control, carrefour, clock } = run.ports
  const batch = state.batchKey ? await control.readBatch(state.batchKey) : null
  const onTheirWay = new Set(batch?.lines.map(line => line.skuId))
  const asked = skuIds.filter(skuId => !onTheirWay.has(skuId))
  const rows = (await mapLimit(asked, READS, skuId => ledger.get(skuId))).flatMap(row => row ?? [])
  const confirmed = rows.filter(row => row.status === 'SUCCESS' && row.quantity !== null)
  const overwritten: Process[] = []
  let answered = 0
  let failure: CallFailure | null = null
  const mayAsk = () => failure === null && hasTime(run, LONGEST_ANSWER)
  await mapWhile(confirmed, CALLS, mayAsk, async row => {
    const answer = await carrefour.offer(accessOf(run.configuration), row.skuId)
    if (answer.kind !== 'done') return void (failure = answer)
    answered += 1
    if (answer.value?.quantity !== row.quantity) overwritten.push(row)
  })
  const refused: CallFailure | null = failure
  if (refused === null) return answered === confirmed.length ? overwritten : null
  await onReadFailure(run, refused)
  return isForbidden(refused) && lookedAt(doubt, 'unknown', clock.now()) === null ? confirmed : null
}

const isForbidden = (failure: CallFailure): boolean =>
  failure.kind === 'refused' && failure.httpStatus === 403

async function queueAgain(run: Run, process: Process): Promise<void> {
  const { ledger, requests, clock } = run.ports
  const now = clock.now()
  await requests.mark({ skuId: process.skuId, lane: 'retry' }, now)
  const latest = await ledger.get(process.skuId)
  if (latest?.status === 'SUCCESS') await ledger.put(outOfDate(latest, now, clock.random()))
}

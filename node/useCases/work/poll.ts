import type { BatchAt } from '../../domain/batches'
import { afterAnswer, sentLines } from '../../domain/batches'
import { importOver, openIncident } from '../../domain/connection'
import { allTaken } from '../../domain/report'
import { IMPORT_DEADLINE } from '../../domain/retry'
import type { Millis } from '../../domain/time'
import { MINUTE, SECOND } from '../../domain/time'
import type { ImportStatus } from '../../ports/carrefour'
import { onAnswer } from './failures'
import type { Run } from './run'
import { accessOf, advance, change, limited } from './run'
import { splitOrEnd } from './split'
import { askAgainOrEnd, giveUp, judge } from './verdict'

/** How long an import may be unknown (404) right after it was taken: another machine of Carrefour's may not know it yet. */
const UNKNOWN_FOR = 5 * MINUTE

/** From here on an import without an end is shown. */
const SILENT_FROM = 8 * MINUTE

/**
 * Asks Carrefour how the import stands (STO02) and takes the batch where the answer leads. What cannot be read or is not
 * known is no end: it is asked again until the deadline, and then the file is in doubt.
 */
export async function poll(run: Run, batch: BatchAt<'sent'>): Promise<void> {
  const answer = await limited(run, 'STO02', () =>
    run.ports.carrefour.importStatus(accessOf(run.configuration), batch.importId)
  )
  if (!answer) return
  switch (answer.kind) {
    case 'done':
      await onAnswer(run)
      return follow(run, { ...batch, failures: afterAnswer(batch.failures) }, answer.value)
    case 'notFound':
      return waitOn(run, batch, answer.message, batch.sentAt + UNKNOWN_FOR)
    case 'rejected':
      return waitOn(run, batch, answer.message, batch.sentAt + IMPORT_DEADLINE)
    case 'unavailable':
      return isPast(run, batch.sentAt + IMPORT_DEADLINE)
        ? giveUp(run, batch)
        : askAgainOrEnd(run, 'STO02', answer, batch)
    case 'refused':
    case 'limited':
      return askAgainOrEnd(run, 'STO02', answer, batch)
  }
}

async function follow(run: Run, batch: BatchAt<'sent'>, status: ImportStatus): Promise<void> {
  const { clock, log } = run.ports
  log.info('batch.polled', { batchId: batch.id, importId: batch.importId, state: status.word })
  switch (status.state) {
    case 'running':
      return waitOn(run, batch, status.word, batch.sentAt + IMPORT_DEADLINE)
    case 'complete':
      if (allTaken(status.counts, sentLines(batch).length))
        return judge(run, batch, { kind: 'complete', rejected: {} })
      return advance(
        run,
        { ...batch, stage: 'complete', notBefore: 0, counts: status.counts },
        state => importOver(state, clock.now())
      )
    case 'failed':
      return splitOrEnd(run, batch, status.word)
  }
}

const isPast = (run: Run, deadline: Millis): boolean => run.ports.clock.now() > deadline

/** The import has no end yet, as far as Carrefour tells. The older it is, the rarer it is asked about. */
async function waitOn(
  run: Run,
  batch: BatchAt<'sent'>,
  word: string,
  deadline: Millis
): Promise<void> {
  const now = run.ports.clock.now()
  const age = now - batch.sentAt
  if (age > SILENT_FROM) await tellOfSilence(run, batch, word)
  if (isPast(run, deadline)) return giveUp(run, batch)
  // Every 15 s at first, as often as is legal; from 4 minutes on every sixteenth of its age.
  const notBefore = now + Math.max(age / 16, 0)
  if (age > 4 * MINUTE && notBefore - batch.notBefore > SECOND)
    await advance(run, { ...batch, notBefore })
}

/** Shown as what it is: no answer since, about which import, until when it is waited for. */
const tellOfSilence = (run: Run, { importId, sentAt }: BatchAt<'sent'>, word: string) =>
  change(run, state =>
    openIncident(
      state,
      {
        cause: 'UNCONFIRMED',
        message: `import ${importId}: ${word}`,
        nextTryAt: sentAt + IMPORT_DEADLINE,
        keyVersion: run.configuration.shopKey.version,
      },
      run.ports.clock.now()
    )
  )

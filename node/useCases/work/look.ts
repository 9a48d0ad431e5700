import { mapLimit } from '../../domain/mapLimit'
import type { Process } from '../../domain/processes'
import { waitsForRadar } from '../../domain/processes'
import { LOOK_SIZE, nextLook } from '../../domain/radar'
import { HOUR } from '../../domain/time'
import type { Offer } from '../../ports/carrefour'
import { OFFER_CALLS } from './report'
import type { Run } from './run'
import { accessOf } from './run'

/**
 * The radar: asks Carrefour (OF21) about SKUs that wait for cataloguing and are due, and queues those that
 * now have an offer. Carrefour sends no signal when it catalogues a product.
 */
export async function look(run: Run): Promise<void> {
  const { ledger, clock, log } = run.ports
  const due = await ledger.due(clock.now(), LOOK_SIZE)
  if (due.length === 0) return
  const found = await mapLimit(due, OFFER_CALLS, process => lookAt(run, process))
  log.info('radar.looked', { asked: due.length, found: found.filter(Boolean).length })
}

async function lookAt(run: Run, { skuId }: Process): Promise<boolean> {
  const { ledger, clock, carrefour, requests } = run.ports
  if (clock.now() > run.deadline) return false
  const process = await ledger.get(skuId)
  if (!process || !waitsForRadar(process.cause)) return false
  const answer = await carrefour.offer(accessOf(run.configuration), skuId)
  if (answer.kind !== 'done') return false
  const now = clock.now()
  if (answer.value) await requests.mark({ skuId, lane: 'radar' }, now)
  await ledger.put({
    ...process,
    lastCheckedAt: now,
    nextCheckAt: nextCheck(process, answer.value, now, clock.random()),
  })
  return answer.value !== null
}

/** A found SKU is queued and will be settled; should that fail, the radar comes back in an hour. */
const nextCheck = (process: Process, offer: Offer | null, now: number, random: number): number =>
  offer ? now + HOUR : nextLook(process.causeSince ?? process.processedAt, now, random)

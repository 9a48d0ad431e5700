import { createHash } from 'crypto'

import { type Gap, standstillOf } from '../alerts/alerts.logic'
import { heldUntil } from '../engine/incident.logic'
import { type ConnectionState, stalledSince } from '../engine/state.logic'
import type { Millis } from '../shared/time'

/** See `CarrefourPulse`. */
export interface Pulse {
  readonly mark: string
  /** When the state was read. */
  readonly at: Millis
}

/**
 * A text that is another one when what pages show has changed. From the connection's state alone, which every step of
 * the engine and every change of the configuration writes, so that an idle page costs one read.
 */
export function markOf(state: ConnectionState, now: Millis): string {
  const { incident, outages, brake, sight, judged, parked } = state
  const shown = {
    working: [state.batchKey, judged.length, parked.length, state.unwritten?.key],
    waits: [state.queueSince !== null, state.left !== null],
    incident: incident && [incident.cause, incident.since, incident.nextTryAt],
    outages: outages.map(({ cause, since }) => [cause, since]),
    brake: brake.open && [brake.open.since, brake.open.held, brake.open.decision],
    sight,
    gap: gapShown(state.gap),
    foreign: state.foreign.length,
    reconcile: [state.reconcile.run?.phase, state.reconcile.last?.endedAt],
    confirmed: state.lastConfirmedAt,
    numbers: state.numbersAt,
    off: state.disconnectedAt,
    standstill: standstillOf(
      {
        isWatched: true,
        stalledSince: stalledSince(state.runs, now),
        ranAt: state.ranAt === null ? null : Math.max(state.ranAt, heldUntil(state.hold)),
        waitingSince: state.left?.since ?? null,
        liveSince: state.left?.liveSince ?? null,
        lastConfirmedAt: state.lastConfirmedAt,
        unconfirmedSince: state.unconfirmedSince,
        keyWorkedAt: state.keyWorkedAt,
        isExplained: incident !== null || outages.length > 0,
        explainedUntil: state.explainedUntil,
      },
      now
    )?.kind,
  }
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)
}

const gapShown = (gap: Gap | null) => gap && [gap.from, gap.to, gap.report?.at]

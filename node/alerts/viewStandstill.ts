import { type Choices, type Configuration, isWithheld } from '../connection/configuration.logic'
import { heldUntil } from '../engine/incident.logic'
import { type ConnectionState, stalledSince } from '../engine/state.logic'
import { type Standstill, SILENCE, standstillOf } from './standstill.logic'
import type { Ports } from '../ports'
import { waitingSince } from '../queue/waiting'
import { type Waiting, NOTHING_WAITS } from '../queue/stockRequest.logic'

/** A configuration as far as it says whether stock is sent. */
interface Switched {
  readonly choices: Pick<Choices, 'active' | 'sendFromDevelopment'>
}

/** Whether the connection is on and sends from this workspace. */
const isWatched = (
  { production }: Pick<Ports, 'production'>,
  configuration: Switched | null
): boolean =>
  configuration?.choices.active === true && !isWithheld(configuration.choices, production)

/** The standstill, from what is known of the queue. */
export const standstillIn = (
  ports: Pick<Ports, 'production' | 'clock'>,
  state: ConnectionState,
  configuration: Switched | null,
  waiting: Waiting
): Standstill | null => {
  const now = ports.clock.now()
  return standstillOf(
    {
      isWatched: isWatched(ports, configuration),
      stalledSince: stalledSince(state.runs, now),
      // A hold of the platform is a pause, not a silence.
      ranAt: state.ranAt === null ? null : Math.max(state.ranAt, heldUntil(state.hold)),
      waitingSince: waiting.since,
      liveSince: waiting.liveSince,
      lastConfirmedAt: state.lastConfirmedAt,
      unconfirmedSince: state.unconfirmedSince,
      keyWorkedAt: state.keyWorkedAt,
      isExplained: state.incident !== null || state.outages.length > 0,
      explainedUntil: state.explainedUntil,
    },
    now
  )
}

/**
 * The current standstill. The queue is only read when something may have waited for long, because this runs every
 * minute: `queueSince` is when a batch last took everything.
 */
export async function standstill(
  ports: Ports,
  configuration: Configuration
): Promise<Standstill | null> {
  const state = await ports.connectionState.read()
  const { queueSince, lastConfirmedAt } = state
  const long = ports.clock.now() - SILENCE.request
  const mayWait = (lastConfirmedAt ?? 0) <= long || (queueSince !== null && queueSince <= long)
  const waiting = mayWait ? await waitingSince(ports, state) : NOTHING_WAITS
  return standstillIn(ports, state, configuration, waiting)
}

import { type Configuration, isWithheld } from '../connection/configuration.logic'
import { type ConnectionState, stalledSince } from '../engine/state.logic'
import { type Standstill, LONGEST_WAIT, standstillOf } from './standstill.logic'
import type { Ports } from '../ports'
import { waitingSince } from '../queue/waiting'

/** Whether a known reason explains why nothing moves. */
export const isExplained = (
  { production }: Pick<Ports, 'production'>,
  state: ConnectionState,
  configuration: Configuration | null
): boolean =>
  !configuration?.choices.active ||
  isWithheld(configuration.choices, production) ||
  state.incident !== null ||
  state.outages.length > 0

/**
 * The current standstill. The queue is only read when nothing was confirmed for long, because this runs every minute.
 */
export async function standstill(
  ports: Ports,
  configuration: Configuration
): Promise<Standstill | null> {
  const state = await ports.connectionState.read()
  const now = ports.clock.now()
  const explained = isExplained(ports, state, configuration)
  const isQuiet = !explained && now - (state.lastConfirmedAt ?? 0) >= LONGEST_WAIT
  return standstillOf(
    {
      stalledSince: stalledSince(state.runs, now),
      waitingSince: isQuiet ? await waitingSince(ports, state) : null,
      lastConfirmedAt: state.lastConfirmedAt,
      isExplained: explained,
    },
    now
  )
}

import type { Configuration } from '../domain/configuration'
import { isWithheld } from '../domain/configuration'
import type { ConnectionState } from '../domain/connection'
import { stalledSince } from '../domain/runs'
import type { Standstill } from '../domain/standstill'
import { LONGEST_WAIT, standstillOf } from '../domain/standstill'
import type { Ports } from '../ports'
import { waitingSince } from './waitingSince'

/** Whether something known says why nothing moves. */
export const isExplained = (
  { production }: Pick<Ports, 'production'>,
  state: ConnectionState,
  configuration: Configuration | null
): boolean =>
  !configuration?.choices.active ||
  isWithheld(configuration.choices, production) ||
  state.incident !== null ||
  state.outages.length > 0

/** The standstill as of now. The queue is only looked at when nothing was confirmed for long: this is asked each minute. */
export async function standstill(
  ports: Ports,
  configuration: Configuration
): Promise<Standstill | null> {
  const state = await ports.control.read()
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

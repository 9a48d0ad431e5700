import type { Configuration } from './configuration.logic'
import type { ConnectionState } from '../engine/state.logic'
import { blockedByKey, pausedUntil } from '../engine/incident.logic'
import { earliestCall } from '../carrefour/limits.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'

/** Why a retry cannot help now. */
export type ClosedCode = 'INCIDENT_OPEN' | 'CONNECTION_OFF' | 'NOT_CONFIGURED'

export interface Open {
  readonly configuration: Configuration
  readonly state: ConnectionState
}

/** Whether a retry can help now. */
export async function gateOf(ports: Ports): Promise<Open | { readonly code: ClosedCode }> {
  const [configuration, state] = await Promise.all([
    ports.configurations.read(),
    ports.connectionState.read(),
  ])
  if (!configuration) return { code: 'NOT_CONFIGURED' }
  if (!configuration.choices.active) return { code: 'CONNECTION_OFF' }
  if (blockedByKey(state.incident, configuration.shopKey.version)) return { code: 'INCIDENT_OPEN' }
  return { configuration, state }
}

/** Earliest moment of the next stock file. */
export const nextSend = (state: ConnectionState, now: Millis): Millis =>
  Math.max(
    earliestCall(state.budget, 'STO01'),
    pausedUntil(state.incident, state.incident?.keyVersion ?? 0),
    now
  )

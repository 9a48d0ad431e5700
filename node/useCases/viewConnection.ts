import { BLOCKED_CAUSES } from '../domain/causes'
import type { Configuration } from '../domain/configuration'
import type { Incident } from '../domain/incident'
import { blockedByKey } from '../domain/incident'
import type { Millis } from '../domain/time'
import type { Ports } from '../ports'
import { nextSend } from './gate'
import { Pending } from './pending'

/** All that the pages show about the connection. */
export interface ConnectionView {
  readonly configuration: Configuration | null
  readonly incident: Incident | null
  readonly lastConfirmedAt: Millis | null
  readonly pending: number
  readonly blocked: number
  readonly nextSendAt: Millis | null
  readonly success: number
  readonly warning: number
  readonly error: number
}

export async function viewConnection(ports: Ports): Promise<ConnectionView> {
  const { ledger, control, configurations, clock } = ports
  const [configuration, state, pending, blocked, success, warning, error] = await Promise.all([
    configurations.read(),
    control.read(),
    Pending.read(ports),
    ledger.count({ causes: BLOCKED_CAUSES }),
    ledger.count({ status: 'SUCCESS' }),
    ledger.count({ status: 'WARNING' }),
    ledger.count({ status: 'ERROR' }),
  ])
  const sending =
    configuration?.choices.active && !blockedByKey(state.incident, configuration.shopKey.version)
  return {
    configuration,
    incident: state.incident,
    lastConfirmedAt: state.lastConfirmedAt,
    pending: pending.size,
    blocked,
    nextSendAt: sending ? nextSend(state, clock.now()) : null,
    success,
    warning,
    error,
  }
}

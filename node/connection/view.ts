import { BLOCKED_CAUSES } from '../shared/causes'
import { type Configuration, isWithheld } from './configuration.logic'
import type { OpenBrake } from '../brake/brake.logic'
import { type Incident, type Outages, blockedByKey } from '../engine/incident.logic'
import { stalledSince } from '../engine/state.logic'
import { type Gap, type Standstill, shownGap } from '../alerts/standstill.logic'
import { dueAlert } from '../alerts/alerts.logic'
import type { Millis } from '../shared/time'
import type { Ports } from '../ports'
import { type Ledger, type LedgerFilter, LedgerUnavailable } from '../ports/stores'
import { nextSend } from './gate'
import { Pending } from '../ledger/pending'
import { standstillIn } from '../alerts/viewStandstill'
import { waitingSince } from '../queue/waiting'

/** Everything the pages show about the connection. */
export interface ConnectionView {
  readonly configuration: Configuration | null
  /** Whether this is the production workspace. */
  readonly production: boolean
  readonly incident: Incident | null
  readonly outages: Outages
  readonly lastConfirmedAt: Millis | null
  readonly pending: number
  /** When the oldest request without an outcome was made, as far as known; null when nothing waits. */
  readonly waitingSince: Millis | null
  /** Since when no engine run has ended normally; null while they do. */
  readonly stalledSince: Millis | null
  /** Zeros that are held; null while there are none. */
  readonly brake: OpenBrake | null
  /** Stock that waits without a known reason. */
  readonly standstill: Standstill | null
  /** A recent time in which notifications may have been lost. */
  readonly gap: Gap | null
  /** Whether something is open, or over, that no mail has reported. */
  readonly isUntold: boolean
  /** From the ledger, as the three below; null while it cannot be read. */
  readonly blocked: number | null
  readonly nextSendAt: Millis | null
  readonly success: number | null
  readonly warning: number | null
  readonly error: number | null
}

export async function viewConnection(ports: Ports): Promise<ConnectionView> {
  const { ledger, connectionState, configurations, clock } = ports
  const [configuration, state, pending, blocked, success, warning, error] = await Promise.all([
    configurations.read(),
    connectionState.read(),
    Pending.read(ports),
    countIn(ledger, { causes: BLOCKED_CAUSES }),
    countIn(ledger, { status: 'SUCCESS' }),
    countIn(ledger, { status: 'WARNING' }),
    countIn(ledger, { status: 'ERROR' }),
  ])
  const waiting = await waitingSince(ports, state)
  const still = standstillIn(ports, state, configuration, waiting)
  const now = clock.now()
  const stalled = stalledSince(state.runs, now)
  const due = dueAlert(state.told, { ...state, standstill: still }, now)
  const sending =
    configuration?.choices.active &&
    !isWithheld(configuration.choices, ports.production) &&
    !blockedByKey(state.incident, configuration.shopKey.version)
  return {
    configuration,
    production: ports.production,
    incident: state.incident,
    outages: state.outages,
    lastConfirmedAt: state.lastConfirmedAt,
    pending: pending.size,
    waitingSince: waiting.since,
    stalledSince: stalled,
    brake: state.brake.open,
    standstill: still,
    gap: shownGap(state.gap, now),
    isUntold: configuration !== null && due !== null && due.kind !== 'digest',
    blocked,
    nextSendAt: sending ? nextSend(state, now) : null,
    success,
    warning,
    error,
  }
}

/** The page must show a ledger outage, so it must not need the ledger. */
async function countIn(ledger: Ledger, filter: LedgerFilter): Promise<number | null> {
  try {
    return await ledger.count(filter)
  } catch (error) {
    if (error instanceof LedgerUnavailable) return null
    throw error
  }
}

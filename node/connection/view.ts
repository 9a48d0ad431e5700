import type { Millis } from '../shared/time'
import type { OpenBrake } from '../engine/brake.logic'
import type { Ports } from '../ports'
import type { Summary } from '../ledger/summary.logic'
import { ifLedgerAnswers } from '../ports/stores'
import { Pending } from '../ledger/pending'
import { type OtherWriter, boundShop, closedShop, otherWriters } from './shop.logic'
import { createHash } from 'crypto'
import { type Incident, type Outages, heldUntil, blockedByKey } from '../engine/incident.logic'
import { nextSend } from '../engine/nextStep.logic'
import { standstillIn, waitingShown } from '../engine/waiting'
import { type ConnectionState, stalledSince } from '../engine/state.logic'
import { type Gap, type Standstill, standstillOf, shownGap, dueAlert } from '../alerts/alerts.logic'
import { type NamedShop, type ShownConfiguration, isWithheld } from './configuration.logic'
import { type Totals, totalsOf } from '../ledger/matches'

/** Everything the pages show about the connection. */
export interface ConnectionView {
  readonly configuration: ShownConfiguration | null
  /** Whether this is the production workspace. */
  readonly production: boolean
  readonly incident: Incident | null
  readonly outages: Outages
  /** The shop that stock goes to; null while nobody knows. */
  readonly boundShop: NamedShop | null
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
  /** Why nothing of the shop sells; null while it does. */
  readonly closedShop: ReturnType<typeof closedShop>
  /** SKUs whose quantity somebody else changes as well. */
  readonly otherWriters: readonly OtherWriter[]
  /** Whether something is open, or over, that no mail has reported. */
  readonly isUntold: boolean
  /** From the ledger, as the three below; null while it cannot be read. */
  readonly blocked: number | null
  readonly nextSendAt: Millis | null
  /** Mark and moment of the state: see `markOf`. */
  readonly pulse: Pulse
  /** Of when the totals are, while outcomes are being written; null when they are exact. */
  readonly numbersAt: Millis | null
  readonly success: number | null
  readonly warning: number | null
  readonly error: number | null
}

export async function viewConnection(ports: Ports): Promise<ConnectionView> {
  const { connectionState, configurations, clock } = ports
  const state = await connectionState.read()
  const [configuration, pending, summary] = await Promise.all([
    configurations.shown(),
    Pending.read(ports, state),
    ports.summary.read(),
  ])
  const totals = await totalsIfKnown(ports, summary)
  const waiting = await waitingShown(ports, state, pending)
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
    boundShop: configuration && boundShop(configuration, state.keyOwner),
    lastConfirmedAt: state.lastConfirmedAt,
    pending: pending.size,
    waitingSince: waiting.since,
    stalledSince: stalled,
    brake: state.brake.open,
    standstill: still,
    gap: shownGap(state.gap, now),
    closedShop: closedShop(
      state.sight,
      (configuration && boundShop(configuration, state.keyOwner)?.shopId) ?? null,
      now
    ),
    otherWriters: otherWriters(state.foreign, now),
    isUntold: configuration !== null && due !== null && due.kind !== 'digest',
    nextSendAt: sending ? nextSend(state, now) : null,
    pulse: { mark: markOf(state, now), at: now },
    numbersAt: isBeingWritten(state, summary) ? summary.at : null,
    ...totals,
  }
}

/** Whether outcomes are being written that the summary may not know yet. */
const isBeingWritten = ({ judged }: ConnectionState, { countedAt, open }: Summary): boolean =>
  countedAt > 0 && (open !== null || judged.length > 0)

/** From a state at most 14 seconds old. */
export async function viewPulse({ connectionState, clock }: Ports): Promise<Pulse> {
  const { value, at } = await connectionState.recent()
  return { mark: markOf(value, clock.now()), at }
}

const UNKNOWN = { blocked: null, success: null, warning: null, error: null }

/** The page must show a ledger outage, so it must not need the ledger. */
const totalsIfKnown = (ports: Ports, summary: Summary): Promise<Totals | typeof UNKNOWN> =>
  ifLedgerAnswers(() => totalsOf(ports, summary), UNKNOWN)

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
function markOf(state: ConnectionState, now: Millis): string {
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

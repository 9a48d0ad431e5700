import { actorOf } from '../../domain/causes'
import type { Incident } from '../../domain/incident'
import type { Outage } from '../../domain/outage'
import { toIso } from '../../domain/time'
import type { ConnectionView } from '../../useCases/viewConnection'
import { showConfiguration } from './configuration'
import { isoOrNull } from './iso'

/** The connection as `CarrefourConnection`. */
export const showConnection = (view: ConnectionView) => ({
  configuration: view.configuration && showConfiguration(view.configuration),
  production: view.production,
  incident: view.incident && showIncident(view.incident),
  outages: view.outages.map(showIncident),
  lastConfirmedAt: isoOrNull(view.lastConfirmedAt),
  pending: view.pending,
  waitingSince: isoOrNull(view.waitingSince),
  stalledSince: isoOrNull(view.stalledSince),
  standstill: view.standstill && { ...view.standstill, since: toIso(view.standstill.since) },
  blocked: view.blocked,
  nextSendAt: isoOrNull(view.nextSendAt),
  success: view.success,
  warning: view.warning,
  error: view.error,
})

const showIncident = ({ cause, since, lastSeenAt, message, nextTryAt }: Incident | Outage) => ({
  cause,
  actor: actorOf(cause),
  since: toIso(since),
  lastSeenAt: toIso(lastSeenAt),
  message,
  nextTryAt: isoOrNull(nextTryAt),
})

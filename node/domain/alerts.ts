import type { Choices } from './configuration'
import type { Incident, IncidentCause } from './incident'
import type { Millis } from './time'
import { DAY, HOUR, MINUTE } from './time'

/** An incident that a mail told of. */
export interface ToldIncident {
  readonly cause: IncidentCause
  readonly since: Millis
}

/** What the mails have told so far. */
export interface Told {
  readonly incident: ToldIncident | null
  /** When the last digest was due; null before the first. */
  readonly digestAt: Millis | null
}

export const NOTHING_TOLD: Told = { incident: null, digestAt: null }

/** How long an incident must last before it is worth a mail: one that heals by itself gets time for that. */
const WORTH_A_MAIL: Readonly<Record<IncidentCause, Millis>> = {
  AUTH_INVALID: 0,
  AUTH_FORBIDDEN: 0,
  MARKETPLACE_UNAVAILABLE: 10 * MINUTE,
}

/** Hour of the day, UTC, at which the digest is due: 8 in the morning in São Paulo. */
const DIGEST_HOUR = 11

export type Due =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'solved'; readonly incident: ToldIncident }
  | { readonly kind: 'digest'; readonly at: Millis }

/** The latest moment at which a digest was due. */
export function digestDue(now: Millis): Millis {
  const today = Math.floor(now / DAY) * DAY + DIGEST_HOUR * HOUR
  return today <= now ? today : today - DAY
}

const same = (told: ToldIncident, incident: Incident): boolean =>
  told.cause === incident.cause && told.since === incident.since

/** The one thing to tell next; null when all is told. Pure: what is sent, and whether, is decided elsewhere. */
export function dueAlert(told: Told, incident: Incident | null, now: Millis): Due | null {
  if (told.incident && !(incident && same(told.incident, incident)))
    return { kind: 'solved', incident: told.incident }
  if (incident && !told.incident && now - incident.since >= WORTH_A_MAIL[incident.cause])
    return { kind: 'incident', incident }
  const at = digestDue(now)
  return (told.digestAt ?? 0) < at ? { kind: 'digest', at } : null
}

/** What was told, after this too. */
export function afterTelling(told: Told, due: Due): Told {
  switch (due.kind) {
    case 'incident': {
      const { cause, since } = due.incident
      return { ...told, incident: { cause, since } }
    }
    case 'solved':
      return { ...told, incident: null }
    case 'digest':
      return { ...told, digestAt: due.at }
  }
}

/** Whether the merchant wants mails of this kind. */
export function isWanted(choices: Choices, kind: Due['kind']): boolean {
  if (choices.notificationEmail === '') return false
  const switches = {
    incident: choices.alertIncident,
    solved: choices.alertSolved,
    digest: choices.alertDigest,
  }
  return switches[kind]
}

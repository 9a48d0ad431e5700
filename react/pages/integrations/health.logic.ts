import type { Connection } from '../../graphql/connectionTypes'
import type { TAG_COLORS } from '../../components/colors'

/** How the connection stands, in one word. */
export type Health = 'not-configured' | 'off' | 'incident' | 'on'

/** An incident of a connection that is off is not shown as one: nothing is sent anyway. */
export function health({
  configuration,
  incident,
  outages,
}: Pick<Connection, 'configuration' | 'incident' | 'outages'>): Health {
  if (configuration === null) return 'not-configured'
  if (!configuration.active) return 'off'
  return incident === null && outages.length === 0 ? 'on' : 'incident'
}

export const HEALTH_COLORS: Readonly<Record<Health, keyof typeof TAG_COLORS>> = {
  'not-configured': 'WARNING',
  off: 'PENDING',
  incident: 'ERROR',
  on: 'SUCCESS',
}

/** Keys of the texts of `Health`. */
export const HEALTHS: readonly Health[] = ['not-configured', 'off', 'incident', 'on']

import HEALTH from '../graphql/health.graphql'
import type { DayHealth } from '../graphql/connectionTypes'
import { useFreshQuery } from './useFreshQuery'

/** Milliseconds between two looks: the counts of a day move slowly. */
const HEALTH_POLL_MS = 60_000

/** How the processes of the last 24 hours ended; null until it is known. */
export function useHealth() {
  const { data, failure, reload } = useFreshQuery<{ carrefourHealth: DayHealth }>(HEALTH, {
    pollMs: HEALTH_POLL_MS,
  })
  return { health: data === null ? null : data.carrefourHealth, failure, reload }
}

import type { Connection } from '../graphql/connectionTypes'
import CONNECTION from '../graphql/connection.graphql'
import { useFreshQuery } from './useFreshQuery'

/** The account's link to Carrefour, asked for again every `pollMs` milliseconds when given. */
export function useConnection(pollMs: number | null = null) {
  const { data, ...rest } = useFreshQuery<{ carrefourConnection: Connection }>(CONNECTION, {
    pollMs,
  })
  return { ...rest, connection: data === null ? null : data.carrefourConnection }
}

import { useEffect, useState } from 'react'
import { useApolloClient } from 'react-apollo'

import PROCESS_COUNTS from '../graphql/processCounts.graphql'
import type { ProcessCounts } from '../graphql/problemTypes'

/** Counts beside the choices of the filters; null while `skip`, until they are known, or when they cannot be had. */
export function useProcessCounts(filter: object, skip: boolean): ProcessCounts | null {
  const client = useApolloClient()
  const [counts, setCounts] = useState<ProcessCounts | null>(null)
  const asked = JSON.stringify(filter)

  useEffect(() => {
    if (skip) return undefined
    let current = true
    client
      .query<{ carrefourProcessCounts: ProcessCounts | null }>({
        query: PROCESS_COUNTS,
        variables: { filter: JSON.parse(asked) as unknown },
        fetchPolicy: 'no-cache',
      })
      .then(({ data }) => current && setCounts(data.carrefourProcessCounts ?? null))
      // The filters work without them.
      .catch(() => current && setCounts(null))
    return () => {
      current = false
    }
  }, [client, asked, skip])

  return counts
}

import { useCallback, useEffect, useState } from 'react'
import { useApolloClient } from 'react-apollo'

import ACTIVITY from '../graphql/activity.graphql'
import type { Hour } from '../graphql/problemTypes'
import { useVisibleInterval } from './useVisibleInterval'

/** Sendings hour by hour of the last `days` days; null until they are known. A failed look is repeated later. */
export function useActivity(days: number, pollMs: number) {
  const client = useApolloClient()
  const [failed, setFailed] = useState(false)
  const [hours, setHours] = useState<{ days: number; list: readonly Hour[] } | null>(null)

  const ask = useCallback(() => {
    client
      .query<{ carrefourActivity: readonly Hour[] }>({
        query: ACTIVITY,
        variables: { days },
        fetchPolicy: 'no-cache',
      })
      .then(({ data }) => {
        setHours({ days, list: data.carrefourActivity })
        setFailed(false)
      })
      .catch(() => setFailed(true))
  }, [client, days])

  useEffect(ask, [ask])
  useVisibleInterval(ask, pollMs)
  const known = hours !== null && hours.days === days ? hours.list : null
  return { hours: known, failed, reload: ask }
}

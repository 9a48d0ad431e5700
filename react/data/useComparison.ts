import { useCallback, useState } from 'react'
import { useApolloClient } from 'react-apollo'

import COMPARISON from '../graphql/comparison.graphql'
import type { Comparison } from '../graphql/types'
import { toFailure } from './failure.logic'
import type { Failure } from './failure.logic'

interface Asked {
  comparison: Comparison | null
  failure: Failure | null
  asking: boolean
}

/** What the store and Carrefour hold of one SKU; asked when a person wants to know, never by itself. */
export function useComparison(skuId: string): Asked & { ask: () => void } {
  const client = useApolloClient()
  const [asked, setAsked] = useState<Asked>({ comparison: null, failure: null, asking: false })

  const ask = useCallback(() => {
    setAsked(old => ({ ...old, asking: true }))
    client
      .query<{ carrefourComparison: Comparison }>({
        query: COMPARISON,
        variables: { skuId },
        fetchPolicy: 'no-cache',
      })
      .then(({ data }) =>
        setAsked({ comparison: data.carrefourComparison, failure: null, asking: false })
      )
      .catch((error: unknown) =>
        setAsked(old => ({ ...old, failure: toFailure(error), asking: false }))
      )
  }, [client, skuId])

  return { ...asked, ask }
}

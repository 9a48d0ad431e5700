import { useCallback, useEffect, useRef, useState } from 'react'
import { useApolloClient } from 'react-apollo'

import { toFailure } from '../../data/failure.logic'
import type { Failure } from '../../data/failure.logic'
import HISTORY from '../../graphql/history.graphql'
import type { HistoryAnswer } from '../../graphql/historyTypes'
import { HISTORY_PAGE_SIZE } from './historyView.logic'
import type { HistoryView } from './historyView.logic'

interface State {
  answer: HistoryAnswer | null
  failure: Failure | null
  loading: boolean
}

/** The entries of a view. The ones on screen stay until others are there; an overtaken answer is dropped. */
export function useHistory({ kind, person, page }: HistoryView) {
  const client = useApolloClient()
  const turn = useRef(0)
  const [state, setState] = useState<State>({ answer: null, failure: null, loading: true })

  const ask = useCallback(() => {
    const mine = (turn.current += 1)
    setState(old => ({ ...old, loading: true }))
    const variables = { filter: { kind, person }, page, pageSize: HISTORY_PAGE_SIZE }
    client
      .query<{ carrefourHistory: HistoryAnswer }>({
        query: HISTORY,
        variables,
        fetchPolicy: 'no-cache',
      })
      .then(({ data }) => {
        if (mine !== turn.current) return
        setState({ answer: data.carrefourHistory, failure: null, loading: false })
      })
      .catch((error: unknown) => {
        if (mine !== turn.current) return
        setState(old => ({ ...old, failure: toFailure(error), loading: false }))
      })
  }, [client, kind, person, page])

  useEffect(() => {
    ask()
    return () => {
      turn.current += 1
    }
  }, [ask])

  return { ...state, reload: ask }
}

import { useCallback, useEffect, useReducer, useRef } from 'react'
import { useApolloClient } from 'react-apollo'

import { toFailure } from '../../data/failure.logic'
import { useVisibleInterval } from '../../data/useVisibleInterval'
import PROCESSES from '../../graphql/processes.graphql'
import type { ProcessPage } from '../../graphql/types'
import { reduceList, refreshInterval, START } from './processList.logic'
import type { ListView } from './view.logic'

/**
 * The page of processes that a view asks for. It refreshes itself quietly: rows on screen get their new
 * values in place, and rows that would come or go wait in `newer` until `showNewer` is called.
 */
export function useProcessList({ status, search, page, pageSize }: ListView) {
  const client = useApolloClient()
  const turn = useRef(0)
  const refreshTurn = useRef(0)
  const [list, dispatch] = useReducer(reduceList, START)

  const ask = useCallback(async () => {
    const filter = { ...(status === null ? {} : { status }), ...(search === '' ? {} : { search }) }
    const { data } = await client.query<{ carrefourProcesses: ProcessPage }>({
      query: PROCESSES,
      variables: { filter, page, pageSize },
      fetchPolicy: 'no-cache',
    })
    return data.carrefourProcesses
  }, [client, status, search, page, pageSize])

  const load = useCallback(() => {
    const mine = (turn.current += 1)
    dispatch({ type: 'asked' })
    ask()
      .then(answer => mine === turn.current && dispatch({ type: 'answered', page: answer }))
      .catch(
        (error: unknown) =>
          mine === turn.current && dispatch({ type: 'failed', failure: toFailure(error) })
      )
  }, [ask])

  const refresh = useCallback(() => {
    const load = turn.current
    const mine = (refreshTurn.current += 1)
    const current = () => load === turn.current && mine === refreshTurn.current
    ask()
      .then(answer => current() && dispatch({ type: 'refreshed', page: answer }))
      // A quiet refresh that fails is tried again at the next tick; what is on screen stays.
      .catch(() => undefined)
  }, [ask])

  useEffect(() => {
    load()
    return () => {
      turn.current += 1
    }
  }, [load])
  useVisibleInterval(refresh, list.loading ? null : refreshInterval(list))

  const showNewer = useCallback(() => dispatch({ type: 'newer-wanted' }), [])
  return { ...list, reload: load, refresh, showNewer }
}

import { useCallback, useEffect, useReducer, useRef } from 'react'
import { useApolloClient } from 'react-apollo'

import { toFailure } from '../../data/failure.logic'
import { useVisibleInterval } from '../../data/useVisibleInterval'
import PROCESSES from '../../graphql/processes.graphql'
import type { ProcessPage } from '../../graphql/types'
import { askKey, toVariables } from './filter.logic'
import type { AskedView } from './filter.logic'
import { reduceList, refreshInterval, START } from './processList.logic'
import type { ListView } from './view.logic'

/**
 * The page of processes that a view asks for. It refreshes itself quietly: rows on screen get their new
 * values in place, and rows that would come or go wait in `newer` until `showNewer` is called. It holds
 * still while `paused`.
 */
export function useProcessList(view: ListView, paused: boolean) {
  const client = useApolloClient()
  const turn = useRef(0)
  const refreshTurn = useRef(0)
  const [list, dispatch] = useReducer(reduceList, START)

  const asked = askKey(view)
  const ask = useCallback(async () => {
    const { data } = await client.query<{ carrefourProcesses: ProcessPage }>({
      query: PROCESSES,
      variables: toVariables(JSON.parse(asked) as AskedView, new Date()),
      fetchPolicy: 'no-cache',
    })
    return data.carrefourProcesses
  }, [client, asked])

  const load = useCallback(() => {
    const mine = (turn.current += 1)
    const { page } = JSON.parse(asked) as AskedView
    dispatch({ type: 'asked' })
    ask()
      .then(
        answer => mine === turn.current && dispatch({ type: 'answered', page: answer, asked: page })
      )
      .catch(
        (error: unknown) =>
          mine === turn.current && dispatch({ type: 'failed', failure: toFailure(error) })
      )
  }, [ask, asked])

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
  useVisibleInterval(refresh, list.loading || paused ? null : refreshInterval(list))

  const showNewer = useCallback(() => dispatch({ type: 'newer-wanted' }), [])
  return { ...list, reload: load, refresh, showNewer }
}

import { useCallback, useState } from 'react'

import type { Problems } from '../graphql/problemTypes'
import PROBLEMS from '../graphql/problems.graphql'
import { useFreshQuery } from './useFreshQuery'

/** The open problems, asked for again every `pollMs` milliseconds; `replace` takes a newer answer. */
export function useProblems(pollMs: number) {
  const { data, failure, reload } = useFreshQuery<{ carrefourProblems: Problems }>(PROBLEMS, {
    pollMs,
  })
  const [newer, setNewer] = useState<{ over: unknown; problems: Problems } | null>(null)
  const replace = useCallback((problems: Problems) => setNewer({ over: data, problems }), [data])
  const asked = data === null ? null : data.carrefourProblems
  return {
    problems: newer !== null && newer.over === data ? newer.problems : asked,
    failure,
    reload,
    replace,
  }
}

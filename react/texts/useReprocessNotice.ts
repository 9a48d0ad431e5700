import { useCallback } from 'react'

import type { Outcome } from '../data/useAction'
import type { ReprocessResult } from '../graphql/types'
import { failureKey, refusedKey } from './keys'
import { useMoments } from './useMoments'
import { useText } from './useText'

/** One sentence about what became of a request to reprocess. It says "queued", never "sent". */
export function useReprocessNotice(): (outcome: Outcome<ReprocessResult>) => string {
  const text = useText()
  const { time } = useMoments()

  return useCallback(
    (outcome: Outcome<ReprocessResult>) => {
      if ('failure' in outcome) return text(`${failureKey(outcome.failure)}.action`)
      const result = outcome.done
      if (result.__typename === 'CarrefourReprocessRefused') return text(refusedKey(result.code))
      return result.nextSendAt === null
        ? text('reprocess.queued-blocked', { count: result.accepted })
        : text('reprocess.queued', { count: result.accepted, time: time(result.nextSendAt) })
    },
    [text, time]
  )
}

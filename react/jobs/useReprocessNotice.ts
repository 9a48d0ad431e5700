import { useCallback } from 'react'

import type { ReprocessSkusAnswer } from '../api/generated'
import type { Outcome } from '../api/useOperation'
import { failureKey, refusedKey } from '../ui/keys'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'

/** One sentence about what became of a request to reprocess. It says "queued", never "sent". */
export function useReprocessNotice(): (outcome: Outcome<ReprocessSkusAnswer>) => string {
  const text = useText()
  const { time } = useMoments()

  return useCallback(
    (outcome: Outcome<ReprocessSkusAnswer>) => {
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

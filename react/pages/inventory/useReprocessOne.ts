import { useCallback } from 'react'

import { useNotice } from '../../components/notice'
import { useReprocessSkus } from '../../data/useReprocessSkus'
import { useReprocessNotice } from '../../texts/useReprocessNotice'

/** Reprocesses one SKU and says what became of it; `onAccepted` is called when it was queued. */
export function useReprocessOne(onAccepted: () => void): (skuId: string) => void {
  const [run, busy] = useReprocessSkus()
  const notify = useNotice()
  const describe = useReprocessNotice()

  return useCallback(
    (skuId: string) => {
      if (busy) return
      void run([skuId]).then(outcome => {
        notify(describe(outcome))
        if ('done' in outcome && outcome.done.__typename === 'CarrefourReprocessAccepted')
          onAccepted()
      })
    },
    [busy, run, notify, describe, onAccepted]
  )
}

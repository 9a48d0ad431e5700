import React, { useState } from 'react'

import { REPROCESS_RECEIPT } from '../api/generated'
import type { Job, ReprocessFilter } from '../api/generated'
import { useMay } from '../api/permissions'
import { useAsk } from '../api/useQueryOf'
import { PlainButton } from '../ui/buttons'
import { useNotice } from '../ui/notice'
import { useText } from '../ui/useText'
import { useJobBook } from './Jobs'

/** As many SKUs as a job may be given by id, which is also a page of a receipt. */
const MOST_NAMED = 1_000

/** The conditions of a job, as they are asked for. */
const conditionsOf = ({ filter }: Job): ReprocessFilter => ({
  ...(filter.status === null ? {} : { status: filter.status }),
  ...(filter.causes.length === 0 ? {} : { causes: filter.causes }),
  ...(filter.without.length === 0 ? {} : { without: filter.without }),
  ...(filter.actor === null ? {} : { actor: filter.actor }),
  ...(filter.fingerprint === null ? {} : { fingerprint: filter.fingerprint }),
  ...(filter.since === null ? {} : { since: filter.since }),
  ...(filter.before === null ? {} : { before: filter.before }),
  ...(filter.search === '' ? {} : { search: filter.search }),
})

/** Plans the same again, with what matches now; of SKUs that were chosen, the same ones. */
export function Repeat({ job }: { job: Job }) {
  const text = useText()
  const notify = useNotice()
  const allowed = useMay('reprocess')
  const { plan } = useJobBook()
  const ask = useAsk(REPROCESS_RECEIPT)
  const [busy, setBusy] = useState(false)

  const repeat = () => {
    if (job.filter.named === null) return plan({ filter: conditionsOf(job), name: job.name })
    setBusy(true)
    return void ask({ id: job.id, outcome: null, page: 1, pageSize: MOST_NAMED })
      .then(receipt => {
        const skuIds = (receipt === null ? [] : receipt.items).map(({ skuId }) => skuId)
        if (skuIds.length === 0) notify(text('job.repeat.gone'))
        else plan({ filter: { skuIds }, name: job.name })
      })
      .catch(() => notify(text('failure.failed.action')))
      .then(() => setBusy(false))
  }
  return (
    <div className="mr3">
      <PlainButton
        className="nl2 t-small nowrap"
        disabled={busy}
        reason={allowed ? null : text('permission.reprocess')}
        onClick={repeat}
      >
        {text('job.repeat')}
      </PlainButton>
    </div>
  )
}

import React from 'react'
import { Button } from 'vtex.styleguide'

import type { Problem } from '../../graphql/problemTypes'
import { useText } from '../../texts/useText'
import { useJobBook } from '../jobs/Jobs'

/** Sends all SKUs of a problem again, once its cause is put right, after a look at the plan. */
export function ReprocessProblem({ problem, allowed }: { problem: Problem; allowed: boolean }) {
  const text = useText()
  const { plan } = useJobBook()
  const { cause, fingerprint, count } = problem
  const filter = { causes: [cause], ...(fingerprint === null ? {} : { fingerprint }) }

  return (
    <div className="mr3">
      <Button size="small" disabled={!allowed} onClick={() => plan({ filter })}>
        {text('problems.reprocess', { count })}
      </Button>
    </div>
  )
}

import React from 'react'
import { Button } from 'vtex.styleguide'

import { useNotice } from '../../components/notice'
import { useStartReprocess } from '../../data/useStartReprocess'
import type { Problem } from '../../graphql/problemTypes'
import { failureKey, refusedKey } from '../../texts/keys'
import { useText } from '../../texts/useText'

/** Sends all SKUs of a problem again, once its cause is put right. */
export function ReprocessProblem({ problem, allowed }: { problem: Problem; allowed: boolean }) {
  const text = useText()
  const notify = useNotice()
  const [start, busy] = useStartReprocess()
  const { cause, fingerprint, count } = problem

  const reprocess = async () => {
    const outcome = await start({
      causes: [cause],
      ...(fingerprint === null ? {} : { fingerprint }),
    })
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourJobRefused')
      notify(text(refusedKey(outcome.done.code)))
    else notify(text('problems.reprocessing', { count: outcome.done.expected }))
  }

  return (
    <div className="mr3">
      <Button size="small" disabled={!allowed} isLoading={busy} onClick={() => void reprocess()}>
        {text('problems.reprocess', { count })}
      </Button>
    </div>
  )
}

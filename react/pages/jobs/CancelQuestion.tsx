import React from 'react'

import { useNotice } from '../../components/notice'
import { Question } from '../../components/Question'
import { useCancelReprocess } from '../../data/useCancelReprocess'
import type { Job } from '../../graphql/jobTypes'
import { failureKey, refusedKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { sizeOf } from './job.logic'

interface CancelQuestionProps {
  job: Job
  onDone: () => void
  onCancelled: () => void
}

/** Says what a cancel does before it is done. */
export function CancelQuestion({ job, onDone, onCancelled }: CancelQuestionProps) {
  const text = useText()
  const notify = useNotice()
  const [cancel, busy] = useCancelReprocess()

  const go = async () => {
    const outcome = await cancel(job.id)
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourJobRefused')
      notify(text(refusedKey(outcome.done.code)))
    onCancelled()
    onDone()
  }

  return (
    <Question
      id={`cancel-${job.id}`}
      title={text('job.cancel.title')}
      meaning={text('job.cancel.meaning', { count: Math.max(sizeOf(job) - job.settled, 0) })}
      yes={text('job.cancel.yes')}
      no={text('job.cancel.no')}
      busy={busy}
      onYes={() => void go()}
      onNo={onDone}
    />
  )
}

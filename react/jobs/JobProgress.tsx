import React from 'react'

import { LineOutcome } from '../api/generated'
import type { Job } from '../api/generated'
import { OUTCOME_KEYS } from '../ui/keys'
import { ProgressBar } from '../ui/ProgressBar'
import { useText } from '../ui/useText'
import { countFor, isOpen, minutesLeft, percentOf, sizeOf } from './job.logic'

/** How far a job is, in a bar and in numbers, and about how long it still takes. */
export function JobProgress({ job, ahead = 0 }: { job: Job; ahead?: number }) {
  const text = useText()
  const percent = percentOf(job)
  const minutes = minutesLeft(job, Date.now())
  const counts = Object.values(LineOutcome)
    .filter(
      outcome => countFor(job, outcome) > 0 || outcome === 'SUCCEEDED' || outcome === 'FAILED'
    )
    .map(outcome => text(`${OUTCOME_KEYS[outcome]}.count`, { count: countFor(job, outcome) }))

  return (
    <div>
      {isOpen(job) && (
        <>
          <ProgressBar percent={percent} label={text('job.progress')} />
          <p className="lh-copy mt3 mb1">
            {text('job.settled', { settled: job.settled, total: sizeOf(job), percent })}{' '}
            {minutes !== null && text('job.minutes-left', { minutes })}
            {job.state === 'PLANNED' && text('job.planned')}
            {job.state === 'WAITING' && ahead > 0 && text('job.waiting', { ahead })}
            {job.state === 'CANCELLING' && text('job.cancelling')}
          </p>
        </>
      )}
      <p className="lh-copy ma0">{counts.join(' · ')}</p>
    </div>
  )
}

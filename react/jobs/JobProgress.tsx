import React from 'react'

import { LineOutcome } from '../api/generated'
import type { Job } from '../api/generated'
import { JOB_PHASE_KEYS, OUTCOME_KEYS } from '../ui/keys'
import { ProgressBar } from '../ui/ProgressBar'
import { timeGone, timeLeft, useNow } from '../ui/Countdown'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import { countFor, isAtWork, isOpen, minutesLeft, percentOf, sizeOf } from './job.logic'

/** How many SKUs ended how; success and error also when there are none. Nothing of a job that has not begun. */
export function useCounts(job: Job): string {
  const text = useText()
  if (isOpen(job) && job.settled === 0) return ''
  return Object.values(LineOutcome)
    .filter(
      outcome => countFor(job, outcome) > 0 || outcome === 'SUCCEEDED' || outcome === 'FAILED'
    )
    .map(outcome => text(`${OUTCOME_KEYS[outcome]}.count`, { count: countFor(job, outcome) }))
    .join(' · ')
}

/** What is being done for a job, with how far that has come. */
function phaseWords({ phase, state }: Job, text: Text, now: number): string {
  if (phase === null) return state === 'PLANNED' ? text('job.planned') : ''
  const { kind, done, total, at } = phase
  if (kind === 'NEXT_FILE' && (at === null || Date.parse(at) <= now))
    return text('job.phase.next-file.soon')
  return text(JOB_PHASE_KEYS[kind], {
    done: done ?? 0,
    total: total ?? 0,
    left: at === null ? '' : timeLeft(at, now),
  })
}

/**
 * How long a job has been at work, each second anew: the page is asked every few seconds, and its numbers rest
 * meanwhile. Nothing for a job that waits for its turn or has ended.
 */
export function JobClock({ job }: { job: Job }) {
  const text = useText()
  const now = useNow(isAtWork(job))
  if (!isAtWork(job)) return null
  return (
    <span role="timer" aria-live="off" className="nowrap" style={STYLES.figures}>
      {text('job.elapsed', { time: timeGone(job.startedAt ?? job.createdAt, now) })}
    </span>
  )
}

/** An open job's progress as text: how many, how much longer, what it waits for. */
export function useStanding(job: Job, ahead: number): string {
  const text = useText()
  // The way to the next file is counted down each second.
  const now = useNow(job.phase?.kind === 'NEXT_FILE')
  const minutes = minutesLeft(job, now)
  return [
    text('job.settled', { settled: job.settled, total: sizeOf(job), percent: percentOf(job) }),
    minutes === null ? '' : text('job.minutes-left', { minutes }),
    phaseWords(job, text, now),
    job.state === 'WAITING' && ahead > 0 ? text('job.waiting', { ahead }) : '',
    job.state === 'CANCELLING' ? text('job.cancelling') : '',
  ]
    .filter(part => part !== '')
    .join(' ')
}

/** How far a job is, in a bar and in numbers, and about how long it still takes. */
export function JobProgress({ job, ahead = 0 }: { job: Job; ahead?: number }) {
  const text = useText()
  const standing = useStanding(job, ahead)
  const counts = useCounts(job)
  return (
    <div>
      {isOpen(job) && (
        <>
          <ProgressBar percent={percentOf(job)} label={text('job.progress')} />
          <p className="lh-copy mt3 mb1">
            <JobClock job={job} />
            {isAtWork(job) && ' · '}
            {standing}
          </p>
        </>
      )}
      {counts !== '' && <p className="lh-copy ma0">{counts}</p>}
    </div>
  )
}

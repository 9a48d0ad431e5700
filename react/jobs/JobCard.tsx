import React, { useState } from 'react'
import { Button } from 'vtex.styleguide'

import { CANCEL_REPROCESS } from '../api/generated'
import type { Job } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { About, Which } from '../ui/About'
import { PlainButton } from '../ui/buttons'
import { Question } from '../ui/Dialog'
import { failureKey, refusedKey } from '../ui/keys'
import { useNotice } from '../ui/notice'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { isOpen, nameOfJob, sizeOf, subjectOf } from './job.logic'
import { Repeat } from './Repeat'
import { JobProgress } from './JobProgress'

interface CancelQuestionProps {
  job: Job
  onDone: () => void
  onCancelled: () => void
}

/** Says what a cancel does before it is done. */
export function CancelQuestion({ job, onDone, onCancelled }: CancelQuestionProps) {
  const text = useText()
  const notify = useNotice()
  const [cancel, busy] = useOperation(CANCEL_REPROCESS)

  const go = async () => {
    const outcome = await cancel({ id: job.id })
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

export interface JobCardProps {
  job: Job
  /** How many jobs go before it; 0 for the one that runs, and for one that has ended. */
  ahead: number
  onChanged: () => void
  /** Leads to its receipt; left out where that is already on screen. */
  onShow?: () => void
  /** Takes the end of a job off the page. */
  onClose?: () => void
}

/** Key of the heading: under way, in line, or how it ended. */
export function titleKey({ state }: Job, ahead: number): string {
  if (state === 'DONE') return 'job.title.done'
  if (state === 'CANCELLED') return 'job.title.cancelled'
  if (state === 'CANCELLING') return 'job.title.cancelling'
  return ahead > 0 ? 'job.title.waiting' : 'job.title'
}

interface JobButtonsProps extends JobCardProps {
  /** Whether the question is open. */
  asking: boolean
  onAsk: () => void
}

/** What can be done with a job. */
export function JobButtons({ job, asking, onAsk, onShow, onClose }: JobButtonsProps) {
  const text = useText()
  const { exact } = useMoments()
  const allowed = useMay('reprocess')
  const open = isOpen(job)
  return (
    <div className="flex items-center" style={STYLES.rigid}>
      <About of={subjectOf(job, text, exact)}>
        {!open && <Repeat job={job} />}
        {onShow !== undefined && (
          <Button size="small" variation="secondary" onClick={onShow}>
            {text(open ? 'job.details' : 'job.receipt')}
            <Which />
          </Button>
        )}
        {open && job.state !== 'CANCELLING' && (
          <PlainButton
            className="ml3 t-small"
            disabled={asking}
            reason={allowed ? null : text('permission.reprocess')}
            onClick={onAsk}
          >
            {text('job.cancel')}
          </PlainButton>
        )}
        {onClose !== undefined && (
          <PlainButton className="ml3 t-small" onClick={onClose}>
            {text('common.close')}
          </PlainButton>
        )}
      </About>
    </div>
  )
}

/** One job: who started it, how far it is, and the way to end it. */
export function JobCard(props: JobCardProps) {
  const { job, ahead, onChanged } = props
  const text = useText()
  const { full } = useMoments()
  const [asking, setAsking] = useState(false)
  const open = isOpen(job)
  const key = titleKey(job, ahead)

  return (
    <div className="pv3">
      <div className="flex flex-wrap items-start justify-between">
        <div className="mr5 mb3" style={STYLES.shrinkable}>
          <h3 className="t-body fw7 ma0 mb1 c-on-base">{text(key, { count: sizeOf(job) })}</h3>
          <p className="lh-copy ma0 mb1" style={STYLES.breakable}>
            {nameOfJob(job, text)}
          </p>
          <p className="t-small lh-copy ma0" style={STYLES.quietBreakable}>
            {text('job.started-by', { who: job.startedBy, when: full(job.createdAt) })}
          </p>
        </div>
        <div className="mb3">
          <JobButtons {...props} asking={asking} onAsk={() => setAsking(true)} />
        </div>
      </div>
      <JobProgress job={job} ahead={ahead} />
      {asking && open && (
        <CancelQuestion job={job} onDone={() => setAsking(false)} onCancelled={onChanged} />
      )}
    </div>
  )
}

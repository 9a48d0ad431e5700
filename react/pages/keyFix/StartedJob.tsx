import React from 'react'

import { Waiting } from '../../components/Waiting'
import { useJob } from '../../data/useJob'
import { useText } from '../../texts/useText'
import { isOpen, sizeOf } from '../jobs/job.logic'
import { JobProgress } from '../jobs/JobProgress'

/** How far the job is that the new ShopKey has set off. */
export function StartedJob({ id }: { id: string }) {
  const text = useText()
  const { job } = useJob(id)
  if (job === null) return <Waiting height={80} />
  return (
    <div className="mb4">
      <p className="ma0 mb3 lh-copy">
        {text(isOpen(job) ? 'job.title' : 'job.title.done', { count: sizeOf(job) })}
      </p>
      <JobProgress job={job} />
    </div>
  )
}

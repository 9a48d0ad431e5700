import { useEffect, useState } from 'react'

import type { Job } from '../graphql/jobTypes'
import REPROCESS_JOB from '../graphql/reprocessJob.graphql'
import { isOpen } from '../pages/jobs/job.logic'
import { useFreshQuery } from './useFreshQuery'

/** Milliseconds between two looks at a job that is not finished. */
const POLL_MS = 3_000

/** One job, looked at until it has ended; null until it is known. */
export function useJob(id: string) {
  const [over, setOver] = useState(false)
  const { data, reload } = useFreshQuery<{ carrefourReprocessJob: Job | null }>(REPROCESS_JOB, {
    variables: { id },
    pollMs: over ? null : POLL_MS,
  })
  const job = data === null ? null : data.carrefourReprocessJob
  const ended = job !== null && !isOpen(job)
  useEffect(() => setOver(ended), [ended])
  return { job, reload }
}

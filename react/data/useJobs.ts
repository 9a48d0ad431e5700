import { useEffect, useState } from 'react'

import type { Job } from '../graphql/jobTypes'
import REPROCESS_JOBS from '../graphql/reprocessJobs.graphql'
import { isOpen } from '../pages/jobs/job.logic'
import { useFreshQuery } from './useFreshQuery'

/** Milliseconds between two looks: while a job is open, and otherwise. */
const OPEN_MS = 3_000
const IDLE_MS = 15_000

/** The reprocess jobs of the account, newest first, whoever started them; null until they are known. */
export function useJobs() {
  const [hurry, setHurry] = useState(false)
  const { data, failure, reload } = useFreshQuery<{ carrefourReprocessJobs: readonly Job[] }>(
    REPROCESS_JOBS,
    { pollMs: hurry ? OPEN_MS : IDLE_MS }
  )
  const jobs = data === null ? null : data.carrefourReprocessJobs
  const open = jobs !== null && jobs.some(isOpen)
  useEffect(() => setHurry(open), [open])
  return { jobs, failure, reload }
}

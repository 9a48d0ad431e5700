import React, { createContext, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

import { REPROCESS_JOBS } from '../api/generated'
import type { Job, ReprocessFilter } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { PlanDialog } from './PlanDialog'

/** SKUs to reprocess. */
interface ReprocessRequest {
  filter: ReprocessFilter
  /** What it is called at first. */
  name?: string
  /** Told when the job has been started. */
  onStarted?: () => void
}

interface JobsContextValue {
  /** Newest first; null until they are known. */
  jobs: readonly Job[] | null
  failed: boolean
  /** The job that the person here has just started; the page shows it to them, once. */
  fresh: string | null
  seen: () => void
  /** The job whose progress stands beside the fix that set it off; above the list it would stand twice. */
  beside: string | null
  showBeside: (id: string | null) => void
  reload: () => void
  /** Shows what reprocessing would do; the person starts it from there. */
  plan: (request: ReprocessRequest) => void
}

const JobsContext = createContext<JobsContextValue>({
  jobs: null,
  failed: false,
  fresh: null,
  seen: () => undefined,
  beside: null,
  showBeside: () => undefined,
  reload: () => undefined,
  plan: () => undefined,
})

/** The reprocess jobs of the account, and the way to start one. */
export const useJobBook = () => useContext(JobsContext)

/** The account's reprocess jobs, newest first; null until loaded. */
function useJobs() {
  const { data: jobs, failure, reload } = useQueryOf(REPROCESS_JOBS, {}, { follow: true })
  return { jobs, failure, reload }
}

/** Looks after the reprocess jobs for everything within. */
export function Jobs({ children }: { children: ReactNode }) {
  const { jobs, failure, reload } = useJobs()
  const [request, plan] = useState<ReprocessRequest | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const [beside, showBeside] = useState<string | null>(null)
  const value = useMemo(
    () => ({
      jobs,
      failed: failure !== null,
      fresh,
      seen: () => setFresh(null),
      beside,
      showBeside,
      reload,
      plan,
    }),
    [jobs, failure, fresh, beside, reload]
  )

  return (
    <JobsContext.Provider value={value}>
      {children}
      {request !== null && (
        <PlanDialog
          wanted={request.filter}
          name={request.name ?? ''}
          onClose={() => plan(null)}
          onStarted={id => {
            plan(null)
            setFresh(id)
            reload()
            request.onStarted?.()
          }}
        />
      )}
    </JobsContext.Provider>
  )
}

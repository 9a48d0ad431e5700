import React, { createContext, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

import { useJobs } from '../../data/useJobs'
import type { Job, JobFilter } from '../../graphql/jobTypes'
import { PlanDialog } from './PlanDialog'

/** Wants SKUs to be reprocessed. */
export interface Wish {
  filter: JobFilter
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
  reload: () => void
  /** Shows what reprocessing would do; the person starts it from there. */
  plan: (wish: Wish) => void
}

const JobsContext = createContext<JobsContextValue>({
  jobs: null,
  failed: false,
  fresh: null,
  seen: () => undefined,
  reload: () => undefined,
  plan: () => undefined,
})

/** The reprocess jobs of the account, and the way to start one. */
export const useJobBook = () => useContext(JobsContext)

/** Looks after the reprocess jobs for everything within. */
export function Jobs({ children }: { children: ReactNode }) {
  const { jobs, failure, reload } = useJobs()
  const [wish, plan] = useState<Wish | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const value = useMemo(
    () => ({ jobs, failed: failure !== null, fresh, seen: () => setFresh(null), reload, plan }),
    [jobs, failure, fresh, reload]
  )

  return (
    <JobsContext.Provider value={value}>
      {children}
      {wish !== null && (
        <PlanDialog
          wish={wish.filter}
          onClose={() => plan(null)}
          onStarted={id => {
            plan(null)
            setFresh(id)
            reload()
            wish.onStarted?.()
          }}
        />
      )}
    </JobsContext.Provider>
  )
}

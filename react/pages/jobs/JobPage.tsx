import React from 'react'

import { Block } from '../../components/Block'
import { FailureState } from '../../components/FailureState'
import { NothingHere } from '../../components/NothingHere'
import { PlainButton } from '../../components/PlainButton'
import { Waiting } from '../../components/Waiting'
import { usePermissions } from '../../data/usePermissions'
import { useText } from '../../texts/useText'
import type { ViewControl } from '../inventory/useView'
import { inTurn } from './job.logic'
import { JobCard } from './JobCard'
import { JobList } from './JobList'
import { JobNews } from './JobNews'
import { useJobBook } from './Jobs'
import { Receipt } from './Receipt'

/** One reprocess job with its receipt, or all that are remembered; the address says which. */
export function JobPage({ control }: { control: ViewControl }) {
  const text = useText()
  const { jobs, failed, reload } = useJobBook()
  const permissions = usePermissions()
  const { job: wanted } = control.view
  const job = jobs?.find(({ id }) => id === wanted) ?? null

  const content = () => {
    if (jobs === null)
      return failed ? <FailureState failure="failed" onRetry={reload} /> : <Waiting />
    if (wanted === 'all')
      return <JobList jobs={jobs} onShow={id => control.go({ job: id, outcome: null, line: 1 })} />
    if (job === null)
      return <NothingHere title={text('job.unknown.title')}>{text('job.unknown.todo')}</NothingHere>
    return (
      <>
        <JobCard
          job={job}
          ahead={inTurn(jobs).indexOf(job)}
          permissions={permissions}
          onChanged={reload}
        />
        <Receipt job={job} control={control} />
      </>
    )
  }

  return (
    <Block>
      <div className="flex flex-wrap items-center mb4">
        <PlainButton
          className="nl2 mr4"
          onClick={() => control.go({ job: null, outcome: null, line: 1 })}
        >
          ← {text('jobs.back')}
        </PlainButton>
        {wanted !== 'all' && (
          <PlainButton onClick={() => control.go({ job: 'all', outcome: null, line: 1 })}>
            {text('jobs.all')}
          </PlainButton>
        )}
      </div>
      <h2 className="t-heading-5 mt0 mb3 c-on-base">
        {text(wanted === 'all' ? 'jobs.list' : 'jobs.one')}
      </h2>
      <JobNews jobs={jobs} />
      {content()}
    </Block>
  )
}

import React from 'react'

import { LineOutcome } from '../api/generated'
import type { Job } from '../api/generated'
import { About } from '../ui/About'
import { PlainButton } from '../ui/buttons'
import { JOB_STATE_KEYS, OUTCOME_KEYS } from '../ui/keys'
import { BackLink, Block, CompactHeading } from '../ui/PageFrame'
import { FailureState, NothingHere, Waiting } from '../ui/states'
import { Table } from '../ui/Table'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { useWide } from '../ui/useWide'
import type { JobPlace } from './job.logic'
import { countFor, inTurn, isOpen, nameOfJob, NO_JOB, sizeOf, subjectOf } from './job.logic'
import { JobCard } from './JobCard'
import { JobNews } from './JobPanel'
import { useJobBook } from './Jobs'
import { Receipt } from './Receipt'
import { Repeat } from './Repeat'

interface JobListProps {
  jobs: readonly Job[]
  onShow: (id: string) => void
}

/** The jobs that are remembered, newest first. */
function JobList({ jobs, onShow }: JobListProps) {
  const text = useText()
  const { short, exact, zone } = useMoments()
  // A narrow window has room for two columns: names stand under the moment, actions under the state.
  const roomy = useWide()
  const name = (job: Job) => <div style={NAME}>{nameOfJob(job, text)}</div>
  const repeat = (job: Job) =>
    !isOpen(job) && (
      <About of={subjectOf(job, text, exact)}>
        <div className="nt2-l">
          <Repeat job={job} />
        </div>
      </About>
    )
  if (jobs.length === 0)
    return <NothingHere title={text('jobs.none.title')}>{text('jobs.none.todo')}</NothingHere>

  return (
    <div tabIndex={0} role="region" aria-label={text('jobs.list')} style={STYLES.scrollable}>
      <Table
        hideCaption
        caption={text('jobs.list')}
        rows={jobs}
        keyOf={({ id }) => id}
        columns={[
          {
            heading: `${text('jobs.column.when')} (${zone})`,
            isName: true,
            className: 'nowrap-ns',
            cell: job => (
              <>
                <About of={subjectOf(job, text, exact)}>
                  <PlainButton className="nl2 tl nt2 t-small" onClick={() => onShow(job.id)}>
                    {short(job.createdAt)}
                  </PlainButton>
                </About>
                {roomy || name(job)}
              </>
            ),
          },
          ...(roomy ? [{ heading: text('jobs.column.name'), cell: name }] : []),
          {
            heading: text('jobs.column.state'),
            cell: job => (
              <>
                {text(JOB_STATE_KEYS[job.state])}
                {roomy || repeat(job)}
              </>
            ),
          },
          {
            heading: text('jobs.column.total'),
            className: WIDE_NUMBER,
            cell: job => text('common.count', { count: sizeOf(job) }),
          },
          ...Object.values(LineOutcome).map(outcome => ({
            heading: text(OUTCOME_KEYS[outcome]),
            className: WIDE_NUMBER,
            cell: (job: Job) => text('common.count', { count: countFor(job, outcome) }),
          })),
          {
            heading: text('jobs.column.who'),
            className: 'dn dtc-l',
            cell: ({ startedBy }) => <div style={WHO}>{startedBy}</div>,
          },
          ...(roomy ? [{ heading: text('jobs.column.repeat'), cell: repeat }] : []),
        ]}
      />
    </div>
  )
}

/** A narrow window leaves them to the job's own page: state and repeating come first. */
const WIDE_NUMBER = 'tr dn dtc-l'

/** Breakable words count as one letter wide, so their column needs a width. */
const NAME = { ...STYLES.breakable, minWidth: 110 }
const WHO = { ...STYLES.breakable, minWidth: 170 }

interface JobPageProps {
  place: JobPlace
  /** Shows another job, other lines, or the list again. */
  onGo: (place: Partial<JobPlace>) => void
  /** Leads to one SKU in the list. */
  onShowSku: (skuId: string) => void
}

/** One reprocess job with its receipt, or all that are remembered; the address says which. */
export function JobPage({ place, onGo, onShowSku }: JobPageProps) {
  const text = useText()
  const { jobs, failed, reload } = useJobBook()
  const wanted = place.job
  const job = jobs?.find(({ id }) => id === wanted) ?? null

  const content = () => {
    if (jobs === null)
      return failed ? <FailureState failure="failed" onRetry={reload} /> : <Waiting />
    if (wanted === 'all')
      return <JobList jobs={jobs} onShow={id => onGo({ job: id, outcome: null, line: 1 })} />
    if (job === null)
      return <NothingHere title={text('job.unknown.title')}>{text('job.unknown.todo')}</NothingHere>
    return (
      <>
        <JobCard job={job} ahead={inTurn(jobs).indexOf(job)} onChanged={reload} />
        <Receipt job={job} place={place} onGo={onGo} onShowSku={onShowSku} />
      </>
    )
  }

  return (
    <>
      <BackLink label={text('jobs.back')} onClick={() => onGo(NO_JOB)} />
      <CompactHeading title={text(wanted === 'all' ? 'jobs.list' : 'jobs.one')} summary="">
        {wanted !== 'all' && (
          <PlainButton
            className="t-small"
            onClick={() => onGo({ job: 'all', outcome: null, line: 1 })}
          >
            {text('jobs.all')}
          </PlainButton>
        )}
      </CompactHeading>
      <Block>
        <JobNews jobs={jobs} />
        {content()}
      </Block>
    </>
  )
}

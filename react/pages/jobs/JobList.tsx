import React from 'react'

import { QUIET } from '../../components/colors'
import { Hidden } from '../../components/Hidden'
import { NothingHere } from '../../components/NothingHere'
import { PlainButton } from '../../components/PlainButton'
import type { Job } from '../../graphql/jobTypes'
import { OUTCOMES } from '../../graphql/jobTypes'
import { slug } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { countFor, sizeOf } from './job.logic'

interface JobListProps {
  jobs: readonly Job[]
  onShow: (id: string) => void
}

/** The jobs that are remembered, newest first. */
export function JobList({ jobs, onShow }: JobListProps) {
  const text = useText()
  const { short, zone } = useMoments()
  if (jobs.length === 0)
    return <NothingHere title={text('jobs.none.title')}>{text('jobs.none.todo')}</NothingHere>
  const cell = 'ph3 pv3 tl v-top lh-copy'

  return (
    <div tabIndex={0} role="region" aria-label={text('jobs.list')} style={{ overflowX: 'auto' }}>
      <table className="w-100 t-body" style={{ borderCollapse: 'collapse', minWidth: 720 }}>
        <caption className="tl">
          <Hidden>{text('jobs.list')}</Hidden>
        </caption>
        <thead className="t-small bb b--muted-4" style={{ color: QUIET }}>
          <tr>
            <th scope="col" className={`${cell} fw5`}>
              {`${text('jobs.column.when')} (${zone})`}
            </th>
            <th scope="col" className={`${cell} fw5`}>
              {text('jobs.column.state')}
            </th>
            <th scope="col" className={`${cell} fw5 tr`}>
              {text('jobs.column.total')}
            </th>
            {OUTCOMES.map(outcome => (
              <th key={outcome} scope="col" className={`${cell} fw5 tr`}>
                {text(`outcome.${slug(outcome)}`)}
              </th>
            ))}
            <th scope="col" className={`${cell} fw5`}>
              {text('jobs.column.who')}
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map(job => (
            <tr key={job.id} className="bb b--muted-4">
              <th scope="row" className={`${cell} fw5 nowrap`}>
                <PlainButton className="nl2 nt2" onClick={() => onShow(job.id)}>
                  {short(job.createdAt)}
                </PlainButton>
              </th>
              <td className={cell}>{text(`job.state.${slug(job.state)}`)}</td>
              <td className={`${cell} tr`}>{sizeOf(job)}</td>
              {OUTCOMES.map(outcome => (
                <td key={outcome} className={`${cell} tr`}>
                  {countFor(job, outcome)}
                </td>
              ))}
              <td className={cell} style={{ overflowWrap: 'anywhere' }}>
                {job.startedBy}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

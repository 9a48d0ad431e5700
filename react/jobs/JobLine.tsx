import React, { useState } from 'react'

import { ProgressBar } from '../ui/ProgressBar'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { isOpen, percentOf, sizeOf } from './job.logic'
import { nameOfJob } from './jobWords'
import { CancelQuestion, JobButtons, titleKey } from './JobCard'
import type { JobCardProps } from './JobCard'
import { useCounts, useStanding } from './JobProgress'

/** One job as one line above the list: what, how far, and the ways to its details and its end. */
export function JobLine(props: JobCardProps) {
  const { job, ahead, onChanged } = props
  const text = useText()
  const { full } = useMoments()
  const [asking, setAsking] = useState(false)
  const standing = useStanding(job, ahead)
  const counts = useCounts(job)
  const open = isOpen(job)
  const by = text('job.started-by', { who: job.startedBy, when: full(job.createdAt) })
  const words = `${nameOfJob(job, text)} · ${open ? `${standing} ` : ''}${counts} · ${by}`

  return (
    <div className="pv2">
      <div className="flex-l items-center" style={LINE}>
        <h3 className="t-small fw7 ma0 c-on-base nowrap-l">
          {text(titleKey(job, ahead), { count: sizeOf(job) })}
        </h3>
        {open && (
          <div style={BAR}>
            <ProgressBar percent={percentOf(job)} label={text('job.progress')} />
          </div>
        )}
        <p className="ma0 t-small lh-copy flex-auto truncate-l" style={STYLES.quiet} title={words}>
          {words}
        </p>
        <JobButtons {...props} asking={asking} onAsk={() => setAsking(true)} />
      </div>
      {asking && open && (
        <CancelQuestion job={job} onDone={() => setAsking(false)} onCancelled={onChanged} />
      )}
    </div>
  )
}

const LINE = { minHeight: 40, gap: 12 } as const
const BAR = { flex: '0 0 140px' } as const

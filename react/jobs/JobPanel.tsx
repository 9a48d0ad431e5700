import React, { useEffect, useRef, useState } from 'react'

import type { Job } from '../api/generated'
import { LiveText } from '../ui/notice'
import { Panel } from '../ui/PageFrame'
import { STYLES } from '../ui/tokens'
import type { Text } from '../ui/useText'
import { useText } from '../ui/useText'
import type { News } from './job.logic'
import { inTurn, isOpen, nameOfJob, newsOf, percentOf, recentlyEnded, sizeOf } from './job.logic'
import { useJobBook } from './Jobs'
import { ProgressBar } from '../ui/ProgressBar'
import { useMoments } from '../ui/useMoments'
import type { JobCardProps } from './JobCard'
import { CancelQuestion, JobButtons, titleKey } from './JobCard'
import { JobClock, useCounts, useStanding } from './JobProgress'

/** Says aloud that a job began, has come a quarter further, or has ended. */
export function JobNews({ jobs }: { jobs: readonly Job[] | null }) {
  const text = useText()
  const before = useRef<readonly Job[] | null>(null)
  const [said, setSaid] = useState('')

  useEffect(() => {
    if (jobs === null) return
    const news = newsOf(before.current, jobs)
    before.current = jobs
    if (news.length > 0) setSaid(news.map(one => words(one, text)).join(' '))
  }, [jobs, text])

  return <LiveText>{said}</LiveText>
}

function words(news: News, text: Text): string {
  const { job } = news
  switch (news.kind) {
    case 'started':
      return text('job.news.started', { count: sizeOf(job) })
    case 'quarter':
      return text('job.news.quarter', { percent: news.percent })
    case 'ended':
      return text('job.news.ended', {
        succeeded: job.succeeded,
        failed: job.failed,
        waiting: job.waiting,
        skipped: job.skipped,
      })
  }
}

interface JobPanelProps {
  /** Leads to one job, or to all of them. */
  onShow: (job: string) => void
}

/** The account's reprocess jobs that are running or have just ended. */
export function JobPanel({ onShow }: JobPanelProps) {
  const text = useText()
  const { jobs, fresh, seen, beside, reload } = useJobBook()
  const heading = useRef<HTMLHeadingElement>(null)
  const [closed, setClosed] = useState<readonly string[]>([])
  const known = (jobs ?? []).filter(({ id }) => id !== beside)
  const open = inTurn(known)
  const [ended] = recentlyEnded(known, Date.now()).filter(({ id }) => !closed.includes(id))
  const here = known.some(({ id }) => id === fresh)
  useEffect(() => {
    if (!here) return
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'nearest' })
    seen()
  }, [here, seen])
  const nothing = open.length === 0 && ended === undefined

  return (
    <>
      <JobNews jobs={jobs} />
      {!nothing && (
        <Panel>
          <section aria-label={text('jobs.title')} className="ph5">
            <h2 ref={heading} tabIndex={-1} style={STYLES.outOfSight}>
              {text('jobs.title')}
            </h2>
            {open.map((job, ahead) => (
              <JobLine
                key={job.id}
                job={job}
                ahead={ahead}
                onChanged={reload}
                onShow={() => onShow(job.id)}
              />
            ))}
            {ended !== undefined && (
              <JobLine
                job={ended}
                ahead={0}
                onChanged={reload}
                onShow={() => onShow(ended.id)}
                onClose={() => setClosed([...closed, ended.id])}
              />
            )}
          </section>
        </Panel>
      )}
    </>
  )
}

/** One job as one line above the list: what, how far, and the ways to its details and its end. */
function JobLine(props: JobCardProps) {
  const { job, ahead, onChanged } = props
  const text = useText()
  const { full } = useMoments()
  const [asking, setAsking] = useState(false)
  const standing = useStanding(job, ahead)
  const counts = useCounts(job)
  const open = isOpen(job)
  const by = text('job.started-by', { who: job.startedBy, when: full(job.createdAt) })
  const words = [nameOfJob(job, text), open ? standing.replace(/\.$/, '') : '', counts, by]
    .filter(part => part !== '')
    .join(' · ')

  return (
    <div className="pv4 pv2-l">
      <div className="flex-l items-center" style={LINE}>
        <h3 className="t-small fw7 ma0 c-on-base nowrap-l">
          {text(titleKey(job, ahead), { count: sizeOf(job) })}
        </h3>
        {open && (
          <div className="mv2" style={BAR}>
            <ProgressBar percent={percentOf(job)} label={text('job.progress')} />
          </div>
        )}
        {open && (
          <p className="ma0 t-small lh-copy c-on-base">
            <JobClock job={job} />
          </p>
        )}
        <p className="ma0 t-small lh-copy flex-auto truncate-l" style={STYLES.quiet} title={words}>
          {words}
        </p>
        <div className="mt3 mt0-l" style={STYLES.rigid}>
          <JobButtons {...props} asking={asking} onAsk={() => setAsking(true)} />
        </div>
      </div>
      {asking && open && (
        <CancelQuestion job={job} onDone={() => setAsking(false)} onCancelled={onChanged} />
      )}
    </div>
  )
}

const LINE = { minHeight: 40, gap: 12 } as const
const BAR = { flex: '0 0 140px' } as const

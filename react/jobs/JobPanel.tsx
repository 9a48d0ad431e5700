import React, { useEffect, useRef, useState } from 'react'

import type { Job } from '../api/generated'
import { LiveText } from '../ui/notice'
import { Panel } from '../ui/PageFrame'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import { inTurn, newsOf, recentlyEnded, sizeOf } from './job.logic'
import type { News } from './job.logic'
import { JobLine } from './JobLine'
import { useJobBook } from './Jobs'

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

/** The reprocess jobs that are under way, and those that have just ended; whoever started them. */
export function JobPanel({ onShow }: JobPanelProps) {
  const text = useText()
  const { jobs, fresh, seen, reload } = useJobBook()
  const heading = useRef<HTMLHeadingElement>(null)
  const [closed, setClosed] = useState<readonly string[]>([])
  const known = jobs ?? []
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

import React, { useEffect, useRef, useState } from 'react'

import { LiveText } from '../../components/Hidden'
import type { Job } from '../../graphql/jobTypes'
import type { Text } from '../../texts/useText'
import { useText } from '../../texts/useText'
import { newsOf, sizeOf } from './job.logic'
import type { News } from './job.logic'

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

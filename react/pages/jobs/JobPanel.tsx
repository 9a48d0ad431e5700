import React, { useEffect, useRef, useState } from 'react'

import { Block } from '../../components/Block'
import { PlainButton } from '../../components/PlainButton'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { inTurn, recentlyEnded } from './job.logic'
import { JobCard } from './JobCard'
import { JobNews } from './JobNews'
import { useJobBook } from './Jobs'

interface JobPanelProps {
  permissions: Permissions | null
  /** Leads to one job, or to all of them. */
  onShow: (job: string) => void
}

/** The reprocess jobs that are under way, and those that have just ended; whoever started them. */
export function JobPanel({ permissions, onShow }: JobPanelProps) {
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
    heading.current?.scrollIntoView({ block: 'center' })
    seen()
  }, [here, seen])
  const nothing = open.length === 0 && ended === undefined

  return (
    <>
      <JobNews jobs={jobs} />
      {!nothing && (
        <Block>
          <section aria-label={text('jobs.title')}>
            <div className="flex flex-wrap items-center justify-between">
              <h2
                ref={heading}
                tabIndex={-1}
                className="t-heading-5 ma0 c-on-base"
                style={{ outline: 'none' }}
              >
                {text('jobs.title')}
              </h2>
              <PlainButton className="nr2" onClick={() => onShow('all')}>
                {text('jobs.all')}
              </PlainButton>
            </div>
            {open.map((job, ahead) => (
              <JobCard
                key={job.id}
                job={job}
                ahead={ahead}
                permissions={permissions}
                onChanged={reload}
                onShow={() => onShow(job.id)}
              />
            ))}
            {ended !== undefined && (
              <JobCard
                key={ended.id}
                job={ended}
                ahead={0}
                permissions={permissions}
                onChanged={reload}
                onShow={() => onShow(ended.id)}
                onClose={() => setClosed([...closed, ended.id])}
              />
            )}
          </section>
        </Block>
      )}
    </>
  )
}

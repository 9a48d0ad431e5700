import React, { useCallback, useEffect, useRef, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import { ButtonRow } from '../../components/ButtonRow'
import { useReprocessBlocked } from '../../data/useReprocessBlocked'
import type { Permissions } from '../../graphql/types'
import { ROUTES } from '../../texts/links'
import { useReprocessNotice } from '../../texts/useReprocessNotice'
import { useText } from '../../texts/useText'
import { useJobBook } from '../jobs/Jobs'
import { StartedJob } from './StartedJob'

interface ThenReprocessProps {
  /** Why it may go on. */
  title: string
  /** SKUs that the old key blocked, as the service knows it now. */
  blocked: number
  /** Whether to begin at once. */
  wanted: boolean
  permissions: Permissions
  onClose: () => void
}

/** The ShopKey works: what it unblocks is reprocessed, with its progress here. */
export function ThenReprocess(props: ThenReprocessProps) {
  const { title, blocked, wanted, permissions, onClose } = props
  const text = useText()
  const { navigate } = useRuntime()
  const { reload } = useJobBook()
  const describe = useReprocessNotice()
  const [run, busy] = useReprocessBlocked()
  const [job, setJob] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  const start = useCallback(async () => {
    const outcome = await run()
    if ('done' in outcome && outcome.done.__typename === 'CarrefourReprocessAccepted') {
      setProblem(null)
      setJob(outcome.done.jobId ?? null)
    } else setProblem(describe(outcome))
    reload()
  }, [run, describe, reload])

  const begun = useRef(false)
  useEffect(() => {
    heading.current?.focus()
    if (begun.current || !wanted || blocked === 0) return
    begun.current = true
    void start()
  }, [start, wanted, blocked])

  return (
    <div>
      <h4
        ref={heading}
        tabIndex={-1}
        role="status"
        className="t-body fw7 mt0 mb3"
        style={{ outline: 'none' }}
      >
        {title} {blocked === 0 && text('key-fix.nothing-blocked')}
      </h4>
      {problem !== null && (
        <div className="mb4">
          <Alert type="error">{problem}</Alert>
        </div>
      )}
      {job !== null && <StartedJob id={job} />}
      <ButtonRow>
        {job === null && blocked > 0 && (
          <Button
            size="small"
            isLoading={busy}
            disabled={!permissions.reprocess}
            onClick={() => void start()}
          >
            {text('blocked.reprocess', { count: blocked })}
          </Button>
        )}
        {job !== null && (
          <Button
            size="small"
            variation="secondary"
            onClick={() => navigate({ page: ROUTES.inventory, query: `job=${job}` })}
          >
            {text('job.details')}
          </Button>
        )}
        <Button size="small" variation="secondary" onClick={onClose}>
          {text('common.close')}
        </Button>
      </ButtonRow>
    </div>
  )
}

import React, { useCallback, useEffect, useRef, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import { REPROCESS_BLOCKED, REPROCESS_JOB } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { isOpen, sizeOf } from '../jobs/job.logic'
import { JobProgress } from '../jobs/JobProgress'
import { useJobBook } from '../jobs/Jobs'
import { useReprocessNotice } from '../jobs/useReprocessNotice'
import { ButtonRow, WithReason } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'

/** Milliseconds between two looks at a job that is not finished. */
const POLL_MS = 3_000

/** How far the job is that the new ShopKey has set off. */
function StartedJob({ id, onEnded }: { id: string; onEnded: () => void }) {
  const text = useText()
  const { reload, showBeside } = useJobBook()
  const [over, setOver] = useState(false)
  const { data: job } = useQueryOf(REPROCESS_JOB, { id }, { pollMs: over ? null : POLL_MS })
  const ended = job !== null && !isOpen(job)
  useEffect(() => {
    setOver(ended)
    if (!ended) return
    // At the same moment, or the page would offer once more to reprocess what the job has just reprocessed.
    reload()
    onEnded()
    // Once, when it has ended.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [ended, reload])
  useEffect(() => {
    showBeside(id)
    // Closed before its end, it goes on above the list; its end has been read here.
    return over ? undefined : () => showBeside(null)
  }, [id, over, showBeside])
  if (job === null) return <Waiting height={80} />
  return (
    <div className="mb4">
      <p className="ma0 mb3 lh-copy">
        {text(isOpen(job) ? 'job.title' : 'job.title.done', { count: sizeOf(job) })}
      </p>
      <JobProgress job={job} />
    </div>
  )
}

interface ThenReprocessProps {
  /** Why it may go on. */
  title: string
  /** SKUs that the old key blocked, as the service knows it now. */
  blocked: number
  /** Whether to begin at once. */
  wanted: boolean
  /** Told when what was blocked has been reprocessed. */
  onEnded: () => void
  onClose: () => void
}

/** The ShopKey works: what it unblocks is reprocessed, with its progress here. */
export function ThenReprocess(props: ThenReprocessProps) {
  const { title, blocked, wanted, onEnded, onClose } = props
  const text = useText()
  const mayReprocess = useMay('reprocess')
  const { navigate } = useRuntime()
  const { reload } = useJobBook()
  const describe = useReprocessNotice()
  const [run, busy] = useOperation(REPROCESS_BLOCKED)
  const [job, setJob] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  const start = useCallback(async () => {
    const outcome = await run({})
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
        style={STYLES.noOutline}
      >
        {title} {blocked === 0 && text('key-fix.nothing-blocked')}
      </h4>
      {problem !== null && (
        <div className="mb4">
          <Alert type="error">{problem}</Alert>
        </div>
      )}
      {job !== null && <StartedJob id={job} onEnded={onEnded} />}
      <ButtonRow>
        {job === null && blocked > 0 && (
          <WithReason shown reason={mayReprocess ? null : text('permission.reprocess')}>
            <Button
              size="small"
              isLoading={busy}
              disabled={!mayReprocess}
              onClick={() => void start()}
            >
              {text('blocked.reprocess', { count: blocked })}
            </Button>
          </WithReason>
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

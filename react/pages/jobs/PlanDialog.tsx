import React, { useRef, useState } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { Dialog } from '../../components/Dialog'
import { FailureState } from '../../components/FailureState'
import { useNotice } from '../../components/notice'
import { Waiting } from '../../components/Waiting'
import { newKey } from '../../data/newKey'
import { useReprocessPlan } from '../../data/useReprocessPlan'
import { useStartReprocess } from '../../data/useStartReprocess'
import type { JobFilter } from '../../graphql/jobTypes'
import { failureKey, refusedKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { AT_FIRST, known, narrowed } from './plan.logic'
import { PlanBody } from './PlanBody'
import { PlanRefusal } from './PlanRefusal'

interface PlanDialogProps {
  wish: JobFilter
  onClose: () => void
  onStarted: (id: string) => void
}

/** Says what reprocessing would do, and starts it. However often one clicks: it is one job. */
export function PlanDialog({ wish, onClose, onStarted }: PlanDialogProps) {
  const text = useText()
  const notify = useNotice()
  const key = useRef(newKey())
  const [leftOut, setLeftOut] = useState(AT_FIRST)
  const filter = narrowed(wish, leftOut)
  const { plan: answer, failure, loading, reload } = useReprocessPlan(filter)
  const [start, starting] = useStartReprocess()
  const [problem, setProblem] = useState<string | null>(null)
  const plan = answer !== null && answer.__typename === 'CarrefourReprocessPlan' ? answer : null
  const refused =
    answer !== null && answer.__typename === 'CarrefourJobRefused' ? answer.code : null
  const refusal = refused ?? plan?.refusal ?? null

  const go = async () => {
    if (plan === null) return
    const outcome = await start({ filter: known(filter, plan), key: key.current })
    if ('failure' in outcome) setProblem(`${failureKey(outcome.failure)}.action`)
    else if (outcome.done.__typename === 'CarrefourJobRefused')
      setProblem(refusedKey(outcome.done.code))
    else {
      notify(text('plan.started', { count: outcome.done.expected }))
      onStarted(outcome.done.id)
    }
  }

  const count = plan === null ? 0 : plan.total
  return (
    <Dialog
      id="plan"
      title={text('plan.title')}
      onClose={onClose}
      actions={
        <>
          <Button variation="secondary" onClick={onClose}>
            {text(refusal === null ? 'plan.cancel' : 'common.close')}
          </Button>
          {refusal === null && (
            <Button
              disabled={plan === null || count === 0 || loading}
              isLoading={starting}
              onClick={() => void go()}
            >
              {count === 0 ? text('plan.start-unknown') : text('plan.start', { count })}
            </Button>
          )}
        </>
      }
    >
      {failure !== null && plan === null ? (
        <FailureState failure={failure} onRetry={reload} />
      ) : answer === null ? (
        <Waiting height={180} />
      ) : refusal !== null ? (
        <PlanRefusal code={refusal} count={count} onClose={onClose} />
      ) : (
        plan !== null && (
          <PlanBody
            plan={plan}
            busy={loading || starting}
            leftOut={leftOut}
            onLeaveOut={change => setLeftOut({ ...leftOut, ...change })}
          />
        )
      )}
      {problem !== null && (
        <div className="mt5">
          <Alert type="error">{text(problem)}</Alert>
        </div>
      )}
    </Dialog>
  )
}

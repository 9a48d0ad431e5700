import React, { useRef, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import { REPROCESS_PLAN, START_REPROCESS } from '../api/generated'
import type { ReprocessFilter } from '../api/generated'
import { useMay } from '../api/permissions'
import { newKey, useOperation } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { Dialog } from '../ui/Dialog'
import { failureKey, refusedKey } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { useNotice } from '../ui/notice'
import { usePlace } from '../ui/onePlace'
import { FailureState, Waiting } from '../ui/states'
import { useText } from '../ui/useText'
import { LEFT_OUT_AT_FIRST, narrowed, withoutMissing } from './plan.logic'
import { PlanBody } from './PlanBody'

interface PlanRefusalProps {
  code: string
  /** SKUs that match. */
  count: number
  onClose: () => void
}

/** Why nothing can be sent just now, and the way to change that. */
export function PlanRefusal({ code, count, onClose }: PlanRefusalProps) {
  const text = useText()
  const { navigate } = useRuntime()
  const fix = usePlace('banner')
  const allowed = useMay('configure')
  const fixable = code === 'INCIDENT_OPEN' || code === 'CONNECTION_OFF' || code === 'NOT_CONFIGURED'

  return (
    <Alert type="warning">
      <div>
        <p className="lh-copy ma0">{text(refusedKey(code))}</p>
        {count > 0 && <p className="lh-copy mt2 mb0">{text('plan.would-be', { count })}</p>}
        {fixable && (
          <div className="mt4">
            {code === 'INCIDENT_OPEN' ? (
              <Button
                size="small"
                disabled={!allowed}
                onClick={() => {
                  onClose()
                  fix.open()
                }}
              >
                {text('incident.fix-shop-key')}
              </Button>
            ) : (
              <Button
                size="small"
                onClick={() => {
                  onClose()
                  navigate({ page: ROUTES.configuration })
                }}
              >
                {text('integrations.edit')}
              </Button>
            )}
            {!allowed && <p className="t-small mt3 mb0">{text('permission.configure')}</p>}
          </div>
        )}
      </div>
    </Alert>
  )
}

interface PlanDialogProps {
  wanted: ReprocessFilter
  onClose: () => void
  onStarted: (id: string) => void
}

/** Says what reprocessing would do, and starts it. However often one clicks: it is one job. */
export function PlanDialog({ wanted, onClose, onStarted }: PlanDialogProps) {
  const text = useText()
  const notify = useNotice()
  const key = useRef(newKey())
  const [leftOut, setLeftOut] = useState(LEFT_OUT_AT_FIRST)
  const filter = narrowed(wanted, leftOut)
  const { data: answer, failure, loading, reload } = useQueryOf(REPROCESS_PLAN, { filter })
  const [start, starting] = useOperation(START_REPROCESS)
  const [problem, setProblem] = useState<string | null>(null)
  const plan = answer !== null && answer.__typename === 'CarrefourReprocessPlan' ? answer : null
  const refused =
    answer !== null && answer.__typename === 'CarrefourJobRefused' ? answer.code : null
  const refusal = refused ?? plan?.refusal ?? null

  const go = async () => {
    if (plan === null) return
    const outcome = await start({ filter: withoutMissing(filter, plan), key: key.current })
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

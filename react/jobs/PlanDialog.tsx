import React, { useRef, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button, Input } from 'vtex.styleguide'

import { REPROCESS_PLAN, START_REPROCESS } from '../api/generated'
import type { Plan, ReprocessFilter } from '../api/generated'
import { useMay } from '../api/permissions'
import { newKey, useOperation } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { WithReason } from '../ui/buttons'
import { Countdown, useNow } from '../ui/Countdown'
import { Dialog } from '../ui/Dialog'
import { failureKey, refusedKey } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { useNotice } from '../ui/notice'
import { usePlace } from '../ui/onePlace'
import { FailureState, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Group, LeftOut } from './job.logic'
import { groupsIn, LEFT_OUT_AT_FIRST, narrowed, withoutMissing } from './job.logic'

/** When the first file may leave: at once, or in minutes and seconds. */
function Departure({ at, files }: { at: string; files: number }) {
  const text = useText()
  const now = useNow()
  if (Date.parse(at) <= now) return <> · {text('plan.leaves-now', { count: files })}</>
  return (
    <>
      {' · '}
      {text('plan.leaves-in', { count: files })} <Countdown until={at} over="0:00" />
    </>
  )
}

interface LeaveOutProps {
  group: Group
  count: number
  leftOut: boolean
  onChange: (leftOut: boolean) => void
}

/** A choice to leave out what sending again may not help, with its number and the reason. */
function LeaveOut({ group, count, leftOut, onChange }: LeaveOutProps) {
  const text = useText()
  const id = `leave-out-${group}`
  return (
    <div className="flex items-start mb3">
      <input
        id={id}
        type="checkbox"
        className="ma0 mr3"
        style={STYLES.checkbox}
        checked={leftOut}
        aria-describedby={`${id}-why`}
        onChange={event => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id} className="db lh-copy pointer c-on-base">
          {text(`plan.leave-out.${group}`, { count })}
        </label>
        <p id={`${id}-why`} className="t-small lh-copy ma0" style={STYLES.quiet}>
          {text(`plan.leave-out.${group}.why`)}
        </p>
      </div>
    </div>
  )
}

/** The first SKUs of a plan by name, to see at once whether the search found the right ones. */
function PlanSamples({ plan: { samples, total } }: { plan: Plan }) {
  const text = useText()
  return (
    <ul
      aria-label={text('plan.samples')}
      className="list pl0 mt0 mb4 t-small lh-copy"
      style={STYLES.quietBreakable}
    >
      {samples.map(({ skuId, name }) => (
        <li key={skuId}>{name === null ? skuId : `${skuId} · ${name}`}</li>
      ))}
      {total > samples.length && (
        <li>{text('plan.samples-more', { count: total - samples.length })}</li>
      )}
    </ul>
  )
}

interface PlanBodyProps {
  plan: Plan
  busy: boolean
  leftOut: LeftOut
  onLeaveOut: (change: Partial<LeftOut>) => void
}

/** How many SKUs, what will not help, and when it goes. */
function PlanBody({ plan, busy, leftOut, onLeaveOut }: PlanBodyProps) {
  const text = useText()
  const groups = groupsIn(plan)

  return (
    <>
      <p className="lh-copy mt0 mb4" role="status" aria-busy={busy}>
        {text('plan.count', { count: plan.total })}
      </p>
      {plan.samples.length > 0 && <PlanSamples plan={plan} />}
      {groups.length > 0 && (
        <fieldset className="bn pa0 ma0 mb4">
          <legend className="t-body fw7 pa0 mb2 c-on-base">{text('plan.will-not-help')}</legend>
          {groups.map(group => (
            <LeaveOut
              key={group}
              group={group}
              count={plan[group]}
              leftOut={leftOut[group]}
              onChange={leave => onLeaveOut({ [group]: leave })}
            />
          ))}
        </fieldset>
      )}
      {plan.missing.length > 0 && (
        <p className="lh-copy mt0 mb4">{text('plan.missing', { count: plan.missing.length })}</p>
      )}
      {plan.total > 0 && (
        <p className="lh-copy mt0 mb2">
          {text('plan.files', { count: plan.files })}
          {plan.nextSendAt !== null && plan.jobsAhead === 0 && (
            <Departure at={plan.nextSendAt} files={plan.files} />
          )}
        </p>
      )}
      {plan.jobsAhead > 0 && (
        <p className="lh-copy mt0 mb2">{text('plan.jobs-ahead', { count: plan.jobsAhead })}</p>
      )}
      <p className="t-small lh-copy ma0" style={STYLES.quiet}>
        {text('plan.live-first')}
      </p>
    </>
  )
}

interface PlanRefusalProps {
  code: string
  /** SKUs that match. */
  count: number
  onClose: () => void
}

/** Why nothing can be sent just now, and the way to change that. */
function PlanRefusal({ code, count, onClose }: PlanRefusalProps) {
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
              <WithReason shown reason={allowed ? null : text('permission.configure')}>
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
              </WithReason>
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
          </div>
        )}
      </div>
    </Alert>
  )
}

/** Longest name of a job that the service takes. */
const NAME_LIMIT = 80

interface PlanDialogProps {
  wanted: ReprocessFilter
  /** What the job is called at first; empty for no name. */
  name?: string
  onClose: () => void
  onStarted: (id: string) => void
}

/** Says what reprocessing would do, and starts it. However often one clicks: it is one job. */
export function PlanDialog({ wanted, name: given = '', onClose, onStarted }: PlanDialogProps) {
  const text = useText()
  const notify = useNotice()
  const key = useRef(newKey())
  const [leftOut, setLeftOut] = useState(LEFT_OUT_AT_FIRST)
  const [name, setName] = useState(given)
  const filter = narrowed(wanted, leftOut)
  // The list may change while the plan is being read: the plan follows, and the button stays enabled.
  const plans = useQueryOf(REPROCESS_PLAN, { filter }, { follow: true })
  const { data: answer, failure, reload } = plans
  const isAnswered = JSON.stringify(plans.of) === JSON.stringify({ filter })
  const [start, starting] = useOperation(START_REPROCESS)
  const [problem, setProblem] = useState<string | null>(null)
  const plan = answer !== null && answer.__typename === 'CarrefourReprocessPlan' ? answer : null
  const refused =
    answer !== null && answer.__typename === 'CarrefourJobRefused' ? answer.code : null
  const refusal = refused ?? plan?.refusal ?? null

  const go = async () => {
    if (plan === null) return
    const outcome = await start({
      filter: withoutMissing(filter, plan),
      key: key.current,
      name: name.trim(),
    })
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
              disabled={plan === null || count === 0 || !isAnswered}
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
          <>
            <PlanBody
              plan={plan}
              busy={!isAnswered || starting}
              leftOut={leftOut}
              onLeaveOut={change => setLeftOut({ ...leftOut, ...change })}
            />
            <div className="mt5">
              <Input
                size="small"
                label={text('plan.name')}
                value={name}
                maxLength={NAME_LIMIT}
                autoComplete="off"
                onChange={event => setName(event.target.value)}
              />
            </div>
          </>
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

import React from 'react'

import { QUIET } from '../../components/colors'
import type { Plan } from '../../graphql/jobTypes'
import { useText } from '../../texts/useText'
import { Departure } from './Departure'
import { LeaveOut } from './LeaveOut'
import { PlanSamples } from './PlanSamples'
import { groupsIn } from './plan.logic'
import type { LeftOut } from './plan.logic'

interface PlanBodyProps {
  plan: Plan
  busy: boolean
  leftOut: LeftOut
  onLeaveOut: (change: Partial<LeftOut>) => void
}

/** How many SKUs, what will not help, and when it goes. */
export function PlanBody({ plan, busy, leftOut, onLeaveOut }: PlanBodyProps) {
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
      <p className="t-small lh-copy ma0" style={{ color: QUIET }}>
        {text('plan.live-first')}
      </p>
    </>
  )
}

import React, { useState } from 'react'

import type { Plan } from '../api/generated'
import { useVisibleInterval } from '../api/useVisibleInterval'
import { Countdown } from '../ui/Countdown'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { groupsIn } from './plan.logic'
import type { Group, LeftOut } from './plan.logic'

/** When the first file may leave: at once, or in so many minutes and seconds. */
export function Departure({ at, files }: { at: string; files: number }) {
  const text = useText()
  const [now, setNow] = useState(() => Date.now())
  useVisibleInterval(() => setNow(Date.now()), 1000)
  if (Date.parse(at) <= now) return <> · {text('plan.leaves-now', { count: files })}</>
  return (
    <>
      {' · '}
      {text('plan.leaves-in', { count: files })} <Countdown until={at} />
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
export function LeaveOut({ group, count, leftOut, onChange }: LeaveOutProps) {
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

/** The first SKUs of a plan by name, so that one sees at once whether a search found what was meant. */
export function PlanSamples({ plan: { samples, total } }: { plan: Plan }) {
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
      <p className="t-small lh-copy ma0" style={STYLES.quiet}>
        {text('plan.live-first')}
      </p>
    </>
  )
}

import React from 'react'
import { Button } from 'vtex.styleguide'

import { DECIDE_BRAKE } from '../api/generated'
import type { Brake, BrakeDecision, BrakeReason } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { ButtonRow, WithReason } from '../ui/buttons'
import { failureKey } from '../ui/keys'
import { useNotice } from '../ui/notice'
import { SlimNotice } from '../ui/SlimNotice'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'

const REASON_KEYS: Record<BrakeReason, string> = {
  TRADE_POLICY: 'brake.reason.trade-policy',
  WAREHOUSE: 'brake.reason.warehouse',
  MINIMUM_STOCK: 'brake.reason.minimum-stock',
  KITS: 'brake.reason.kits',
  INACTIVE: 'brake.reason.inactive',
  NOT_OFFERED: 'brake.reason.not-offered',
  STORE_EMPTY: 'brake.reason.store-empty',
}

/** What comes next of what is held. */
function nextKey({ decision, waitsForPerson }: Brake): string {
  if (decision === 'SEND') return 'brake.next.sending'
  if (decision === 'KEEP') return 'brake.next.kept'
  return waitsForPerson ? 'brake.next.person' : 'brake.next.readings'
}

interface BrakeNoticeProps {
  brake: Brake
  /** Told when a decision was made, or there was nothing left to decide. */
  onDecided: () => void
}

/** Zeros that are held: how many, why, what follows, and the two ways out. */
export function BrakeNotice({ brake, onDecided }: BrakeNoticeProps) {
  const text = useText()
  const { full, time } = useMoments()
  const notify = useNotice()
  const allowed = useMay('reprocess')
  const [decide, deciding] = useOperation(DECIDE_BRAKE)
  const run = (decision: BrakeDecision) =>
    void decide({ decision, since: brake.since }).then(outcome => {
      if ('failure' in outcome) {
        notify(text(`${failureKey(outcome.failure)}.action`))
        return
      }
      const done = decision === 'SEND' ? 'brake.sent-done' : 'brake.kept-done'
      notify(text(outcome.done.outcome === 'DONE' ? done : 'brake.over'))
      onDecided()
    })
  const button = (decision: BrakeDecision, label: string, variation: 'primary' | 'secondary') => (
    <WithReason reason={allowed ? null : text('permission.reprocess')}>
      <Button
        size="small"
        variation={variation}
        disabled={!allowed || deciding}
        onClick={() => run(decision)}
      >
        {label}
      </Button>
    </WithReason>
  )
  const since = { since: full(brake.since), stocked: brake.stocked }

  return (
    <SlimNotice
      type="error"
      title={text('brake.title', { held: brake.held })}
      summary={text(nextKey(brake), { time: time(brake.nextReadingAt) })}
      more={text('incident.details')}
      action={
        <ButtonRow>
          {brake.decision !== 'SEND' && button('SEND', text('brake.send'), 'secondary')}
          {brake.decision === null && button('KEEP', text('brake.keep'), 'primary')}
        </ButtonRow>
      }
    >
      <p className="ma0">
        {text(brake.stocked === null ? 'brake.since-only' : 'brake.since', since)}{' '}
        {text('brake.summary')} {text(REASON_KEYS[brake.reason])}
      </p>
    </SlimNotice>
  )
}

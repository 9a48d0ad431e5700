import React from 'react'

import { Countdown } from '../../components/Countdown'
import type { Process } from '../../graphql/types'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

interface NextAttemptProps {
  process: Process
  nextSendAt: string | null
}

/** When the SKU is sent, or looked at, next; nothing when only a change or a person brings that about. */
export function NextAttempt({ process, nextSendAt }: NextAttemptProps) {
  const text = useText()
  const { full } = useMoments()
  const at = process.status === 'PENDING' ? nextSendAt : process.nextCheckAt
  if (at === null) return null
  return (
    <p className="t-small lh-copy mt0 mb4">
      <strong className="fw7">{text('attempts.next')}</strong> {full(at)} (<Countdown until={at} />)
    </p>
  )
}

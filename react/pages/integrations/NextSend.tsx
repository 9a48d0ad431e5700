import React from 'react'

import type { Connection } from '../../graphql/connectionTypes'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

/** When the next file may leave, if anything waits. */
export function NextSend({ connection }: { connection: Connection }) {
  const text = useText()
  const { time } = useMoments()
  const { nextSendAt, pending } = connection
  if (nextSendAt === null) return <p className="mt2 mb0">{text('integrations.next-send.none')}</p>
  return (
    <p className="mt2 mb0 lh-copy">
      {pending === 0
        ? text('integrations.next-send.idle')
        : text('integrations.next-send', { time: time(nextSendAt), count: pending })}
    </p>
  )
}

import React, { useState } from 'react'

import { Countdown } from '../../components/Countdown'
import { useVisibleInterval } from '../../data/useVisibleInterval'
import { useText } from '../../texts/useText'

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

import React from 'react'

import { QUIET } from '../../components/colors'
import type { Process } from '../../graphql/types'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { unitsKey } from './comparison.logic'

interface ProcessFactsProps {
  process: Process
  nextSendAt: string | null
}

/** Numbers and moments of a process, those that are known. */
export function ProcessFacts({ process, nextSendAt }: ProcessFactsProps) {
  const text = useText()
  const { full } = useMoments()
  const moment = (iso: string | null) => (iso === null ? null : full(iso))
  const waiting = process.requestedAt !== null
  const units = (count: number) => text(unitsKey(count), { count })

  const facts: ReadonlyArray<[string, string | null]> = [
    ['detail.available', process.available === null ? null : units(process.available)],
    [
      'detail.quantity',
      process.quantity === null ? text('detail.nothing-sent') : units(process.quantity),
    ],
    ['detail.ean', process.ean],
    ['detail.reference', process.reference],
    ['detail.affiliate', process.affiliate],
    ['detail.processed-at', moment(process.processedAt)],
    ['detail.requested-at', moment(process.requestedAt)],
    ['detail.next-send', waiting ? moment(nextSendAt) : null],
    ['detail.last-checked', moment(process.lastCheckedAt)],
    [
      process.cause === 'NOT_CATALOGED' ? 'detail.next-check' : 'detail.next-try',
      moment(process.nextCheckAt),
    ],
  ]

  return (
    <dl className="ma0 mb5">
      {facts.map(
        ([key, value]) =>
          value !== null && (
            <div key={key} className="flex justify-between pv2 bb b--muted-5">
              <dt className="mr4" style={{ color: QUIET }}>
                {text(key)}
              </dt>
              <dd className="ma0 tr">{value}</dd>
            </div>
          )
      )}
    </dl>
  )
}

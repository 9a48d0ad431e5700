import React from 'react'

import { QUIET } from '../../components/colors'
import { CarrefourWords } from '../../components/CarrefourWords'
import { LearnMore } from '../../components/LearnMore'
import type { Connection } from '../../graphql/connectionTypes'
import type { Process } from '../../graphql/types'
import { actorKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { AttemptsTable } from './AttemptsTable'
import { detailText, messageTitle } from './detail.logic'
import { ProcessFacts } from './ProcessFacts'

interface ProcessDetailProps {
  process: Process
  connection: Connection | null
}

/** Everything about one SKU's latest sending: the words of Carrefour, and what they mean here. */
export function ProcessDetail({ process, connection }: ProcessDetailProps) {
  const text = useText()
  const { meaning, todo } = detailText(process, connection)
  const waiting = process.status === 'PENDING'
  const heading = 't-small fw7 mt0 mb2 c-on-base'

  return (
    <div className="pa5 pl7-l pr6-l bg-base">
      <div className="flex-l">
        <div className="w-60-l pr7-l">
          {process.message !== null && (
            <CarrefourWords title={text(messageTitle(process))} message={process.message} />
          )}
          <h2 className={heading}>{text('detail.meaning')}</h2>
          <p className="lh-copy mt0 mb5">{text(meaning)}</p>
          <h2 className={heading}>{text('detail.todo')}</h2>
          <p className="lh-copy mt0 mb5">{text(todo)}</p>
          {process.status !== 'SUCCESS' && !waiting && (
            <p className="lh-copy mt0 mb5">
              <span style={{ color: QUIET }}>{text('detail.actor')} </span>
              <strong className="fw5">{text(actorKey(process.actor))}</strong>
            </p>
          )}
        </div>
        <div className="w-40-l">
          <ProcessFacts process={process} nextSendAt={connection?.nextSendAt ?? null} />
        </div>
      </div>
      <AttemptsTable attempts={process.attempts} />
      <LearnMore portalUrl={connection?.configuration?.portalUrl ?? null} />
    </div>
  )
}

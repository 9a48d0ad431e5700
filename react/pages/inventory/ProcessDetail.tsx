import React from 'react'

import { QUIET } from '../../components/colors'
import { CarrefourWords } from '../../components/CarrefourWords'
import { isKeyProblem } from '../../components/incident.logic'
import { useKeyFix } from '../../components/keyFixPlace'
import { LearnMore } from '../../components/LearnMore'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions, Process } from '../../graphql/types'
import { actorKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { KeyFix } from '../keyFix/KeyFix'
import { KeyFixButton } from '../keyFix/KeyFixButton'
import { AttemptsTable } from './AttemptsTable'
import { CheckNow } from './CheckNow'
import { ComparisonPanel } from './ComparisonPanel'
import { detailText, messageTitle } from './detail.logic'
import { NextAttempt } from './NextAttempt'
import { ProcessFacts } from './ProcessFacts'
import { QuantityWay } from './QuantityWay'
import { SentFile } from './SentFile'

interface ProcessDetailProps {
  process: Process
  connection: Connection | null
  permissions: Permissions | null
  onReprocess: () => void
  onFixed: () => void
}

/** Everything about one SKU's latest sending: the words of Carrefour, and what they mean here. */
export function ProcessDetail(props: ProcessDetailProps) {
  const { process, connection, permissions, onReprocess, onFixed } = props
  const text = useText()
  const { meaning, todo } = detailText(process, connection)
  const waiting = process.status === 'PENDING'
  const place = `sku-${process.skuId}`
  // What the new key brings about stays on screen after it has helped.
  const { isOpen } = useKeyFix(place)
  const keyProblem = isOpen || (process.cause !== null && isKeyProblem({ cause: process.cause }))
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
          {keyProblem && (
            <div className="mb5">
              <KeyFixButton place={place} permissions={permissions} />
              <div className="mt4">
                <KeyFix
                  place={place}
                  connection={connection}
                  permissions={permissions}
                  onSaved={onFixed}
                />
              </div>
            </div>
          )}
          {process.cause === 'NOT_CATALOGED' && !waiting && (
            <CheckNow permissions={permissions} onReprocess={onReprocess} />
          )}
        </div>
        <div className="w-40-l">
          <ComparisonPanel process={process} />
          <QuantityWay
            process={process}
            minimumStock={connection?.configuration?.minimumStock ?? null}
          />
          <ProcessFacts process={process} nextSendAt={connection?.nextSendAt ?? null} />
        </div>
      </div>
      <NextAttempt process={process} nextSendAt={connection?.nextSendAt ?? null} />
      <AttemptsTable attempts={process.attempts} />
      <SentFile attempts={process.attempts} />
      <LearnMore portalUrl={connection?.configuration?.portalUrl ?? null} />
    </div>
  )
}

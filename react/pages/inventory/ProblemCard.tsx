import React from 'react'
import { Button } from 'vtex.styleguide'

import { Countdown } from '../../components/Countdown'
import { QUIET } from '../../components/colors'
import { isKeyProblem } from '../../components/incident.logic'
import { PlainButton } from '../../components/PlainButton'
import type { Connection } from '../../graphql/connectionTypes'
import type { Problem } from '../../graphql/problemTypes'
import type { Permissions } from '../../graphql/types'
import { causeKey, slug } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { KeyFix } from '../keyFix/KeyFix'
import { KeyFixButton } from '../keyFix/KeyFixButton'
import { ACTOR_COLORS } from './actorColors'
import { filterOf, firstSentence } from './problems.logic'
import { ReprocessProblem } from './ReprocessProblem'
import type { ListView } from './view.logic'

interface ProblemCardProps {
  problem: Problem
  connection: Connection | null
  permissions: Permissions | null
  busy: boolean
  onShow: (change: Partial<ListView>) => void
  onDismiss: (dismissed: boolean) => void
  onFixed: () => void
}

/** One problem: what, how many, since when, who acts, what to do, and the way to its SKUs. */
export function ProblemCard(props: ProblemCardProps) {
  const { problem, connection, permissions, busy, onShow, onDismiss, onFixed } = props
  const text = useText()
  const { full } = useMoments()
  const allowed = permissions === null || permissions.reprocess
  const keyProblem = isKeyProblem(problem)
  const place = `problem-${problem.id}`
  const { background, color } = ACTOR_COLORS[problem.actor]

  return (
    <li className="bt b--muted-4 pv4">
      <div className="flex-l items-start justify-between">
        <div className="mr5-l" style={{ minWidth: 0 }}>
          <h3 className="t-body fw5 ma0 mb2 c-on-base">
            {text(causeKey(problem.cause, 'title'))}{' '}
            <span className="dib br-pill ph3 t-small fw5" style={{ background, color }}>
              {text(`problems.actor.${slug(problem.actor)}`)}
            </span>
          </h3>
          <p className="ma0 mb2 t-small lh-copy" style={{ color: QUIET }}>
            {text('problems.skus', { count: problem.count })}
            {problem.since !== null && (
              <> · {text('problems.since', { when: full(problem.since) })}</>
            )}
            {' · '}
            {text('problems.last-day', { count: problem.lastDay })}
          </p>
          {problem.fingerprint !== null && problem.sampleMessage !== null && (
            <p
              lang="pt"
              className="ma0 mb2 pl3 lh-copy"
              style={{ borderLeft: '3px solid #cacbcc', overflowWrap: 'anywhere' }}
            >
              {problem.sampleMessage}
            </p>
          )}
          <p className="ma0 lh-copy">
            {firstSentence(text(causeKey(problem.cause, 'todo')))}
            {problem.nextCheckAt !== null && (
              <>
                {' '}
                {text('problems.next-check')} <Countdown until={problem.nextCheckAt} />
              </>
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center mt3 mt0-l" style={{ flexShrink: 0 }}>
          {keyProblem && (
            <div className="mr3">
              <KeyFixButton place={place} permissions={permissions} />
            </div>
          )}
          {problem.actor === 'MERCHANT' && <ReprocessProblem problem={problem} allowed={allowed} />}
          <Button size="small" variation="secondary" onClick={() => onShow(filterOf(problem))}>
            {text('problems.show', { count: problem.count })}
          </Button>
          <PlainButton
            className="ml2"
            disabled={busy || !allowed}
            {...(allowed ? {} : { label: text('permission.reprocess') })}
            onClick={() => onDismiss(!problem.dismissed)}
          >
            {text(problem.dismissed ? 'problems.bring-back' : 'problems.dismiss')}
          </PlainButton>
        </div>
      </div>
      {keyProblem && (
        <div className="mt4">
          <KeyFix
            place={place}
            connection={connection}
            permissions={permissions}
            onSaved={onFixed}
          />
        </div>
      )}
    </li>
  )
}

import React, { useState } from 'react'
import { Button } from 'vtex.styleguide'

import type { AsideInput, Connection, Problem } from '../api/generated'
import { useMay } from '../api/permissions'
import { isKeyProblem, KeyFix, KeyFixButton } from '../connection/KeyFix'
import { useJobBook } from '../jobs/Jobs'
import { About, Which } from '../ui/About'
import { PlainButton, WithReason } from '../ui/buttons'
import { Countdown } from '../ui/Countdown'
import { causeKey, problemActorKey } from '../ui/keys'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import type { Text } from '../ui/useText'
import { quoted, useText } from '../ui/useText'
import { AsideDialog } from './AsideDialog'
import { firstLine } from './message.logic'
import { NO_FILTER } from './view.logic'
import type { ListView } from './view.logic'

/** The list of exactly the SKUs of a problem, what costs most first. */
export const filterOf = ({ cause, fingerprint }: Problem): Partial<ListView> => ({
  ...NO_FILTER,
  causes: [cause],
  reason: fingerprint,
  sort: 'impact',
})

/** The first sentence of a text: a card has room for one. */
export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

const of = ({ bgColor, color }: { bgColor: string; color: string }) => ({
  background: bgColor,
  color,
})

/** Carrefour's own words tell two problems of one cause apart. */
export const nameOf = (
  { cause, fingerprint, sampleMessage }: Pick<Problem, 'cause' | 'fingerprint' | 'sampleMessage'>,
  text: Text
): string =>
  fingerprint !== null && sampleMessage !== null
    ? quoted(firstLine(sampleMessage), text)
    : text(causeKey(cause, 'title'))

/** Colours that repeat who acts: what the merchant must do stands out. */
export const ACTOR_COLORS = {
  MERCHANT: of(TAG_COLORS.ERROR),
  CARREFOUR: of(TAG_COLORS.WARNING),
  APP: of(TAG_COLORS.PENDING),
  NOBODY: of(TAG_COLORS.SUCCESS),
} as const

/** Sends all SKUs of a problem again, once its cause is put right, after a look at the plan. */
function ReprocessProblem({ problem, allowed }: { problem: Problem; allowed: boolean }) {
  const text = useText()
  const { plan } = useJobBook()
  const { cause, fingerprint, count } = problem
  const filter = { causes: [cause], ...(fingerprint === null ? {} : { fingerprint }) }

  return (
    <WithReason reason={allowed ? null : text('permission.reprocess')}>
      <Button
        size="small"
        variation="secondary"
        disabled={!allowed}
        onClick={() => plan({ filter })}
      >
        {text('problems.reprocess', { count })}
        <Which />
      </Button>
    </WithReason>
  )
}

/** What a problem costs; nothing is shown if it costs nothing. */
function Units({ problem }: { problem: Problem }) {
  const text = useText()
  const { oversold, unoffered, isAtLeast } = problem
  if (oversold === 0 && unoffered === 0) return null
  const values = { least: isAtLeast ? 'yes' : 'no' }
  return (
    <p className="ma0 mb2 t-small lh-copy">
      {oversold > 0 && (
        <strong className="fw7" style={{ color: ACTOR_COLORS.MERCHANT.color }}>
          {text('problems.oversold', { ...values, count: oversold })}
        </strong>
      )}
      {oversold > 0 && unoffered > 0 && ' · '}
      {unoffered > 0 && text('problems.unoffered', { ...values, count: unoffered })}
    </p>
  )
}

/** Carrefour's words, at most four lines of them: the rest is in each row's detail, and on hover. */
const WORDS = {
  borderLeft: '3px solid #cacbcc',
  overflowWrap: 'anywhere',
  ...STYLES.lines,
  WebkitLineClamp: 4,
} as const

interface ProblemCardProps {
  problem: Problem
  connection: Connection | null
  busy: boolean
  onShow: (change: Partial<ListView>) => void
  /** How it is put aside; null shows it again. */
  onDismiss: (aside: AsideInput | null) => void
  onFixed: () => void
}

/** One problem: what, how many, since when, who acts, what to do, and the way to its SKUs. */
export function ProblemCard(props: ProblemCardProps) {
  const { problem, connection, busy, onShow, onDismiss, onFixed } = props
  const text = useText()
  const { full } = useMoments()
  const allowed = useMay('reprocess')
  const keyProblem = isKeyProblem(problem)
  const place = `problem-${problem.id}`
  const [asking, setAsking] = useState(false)
  const { background, color } = ACTOR_COLORS[problem.actor]

  return (
    <li className="bt b--muted-4 pv3">
      <div className="flex-l items-start justify-between">
        <div className="mr5-l" style={STYLES.shrinkable}>
          <h3 className="t-body fw5 ma0 mb2 c-on-base">
            {text(causeKey(problem.cause, 'title'))}{' '}
            <span className="dib br-pill ph3 t-small fw5" style={{ background, color }}>
              {text(problemActorKey(problem.actor))}
            </span>
          </h3>
          <p className="ma0 mb2 t-small lh-copy" style={STYLES.quiet}>
            {text('problems.skus', { count: problem.count })}
            {problem.since !== null && (
              <> · {text('problems.since', { when: full(problem.since) })}</>
            )}
            {' · '}
            {text('problems.last-day', { count: problem.lastDay })}
          </p>
          <Units problem={problem} />
          {problem.fingerprint !== null && problem.sampleMessage !== null && (
            <p
              lang="pt"
              title={problem.sampleMessage}
              className="ma0 mb2 pl3 lh-copy"
              style={WORDS}
            >
              {problem.sampleMessage}
            </p>
          )}
          <p className="ma0 lh-copy">
            {firstSentence(text(causeKey(problem.cause, 'todo')))}
            {problem.nextCheckAt !== null && (
              <>
                {' '}
                {text('problems.next-check')}{' '}
                <Countdown until={problem.nextCheckAt} over={text('problems.next-check.over')} />
              </>
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center mt3 mt0-l" style={ACTIONS}>
          <About of={nameOf(problem, text)}>
            {keyProblem && <KeyFixButton place={place} />}
            <Button size="small" onClick={() => onShow(filterOf(problem))}>
              {text('problems.show', { count: problem.count })}
              <Which />
            </Button>
            {problem.actor === 'MERCHANT' && (
              <ReprocessProblem problem={problem} allowed={allowed} />
            )}
            <PlainButton
              disabled={busy || !allowed}
              reason={allowed ? null : text('permission.reprocess')}
              {...(problem.dismissed ? {} : { aria: { 'aria-haspopup': 'dialog' as const } })}
              onClick={() => (problem.dismissed ? onDismiss(null) : setAsking(true))}
            >
              {text(problem.dismissed ? 'problems.bring-back' : 'problems.dismiss')}
            </PlainButton>
          </About>
        </div>
      </div>
      {problem.aside !== null && <Aside aside={problem.aside} />}
      {asking && (
        <AsideDialog
          problem={problem}
          busy={busy}
          onAside={onDismiss}
          onClose={() => setAsking(false)}
        />
      )}
      {keyProblem && (
        <div className="mt4">
          <KeyFix place={place} connection={connection} onSaved={onFixed} />
        </div>
      )}
    </li>
  )
}

const ACTIONS = { ...STYLES.rigid, gap: 8 } as const

/** Who put a problem aside, until when and why. */
function Aside({ aside }: { aside: NonNullable<Problem['aside']> }) {
  const text = useText()
  const { date } = useMoments()
  const { by, day, skus, reason } = aside
  const told =
    day !== null
      ? text('aside.told.day', { by, day: date(day) })
      : skus !== null
        ? text('aside.told.skus', { by, skus })
        : text('aside.told.over', { by })
  return (
    <p className="mt2 mb0 t-small lh-copy" style={STYLES.quietBreakable}>
      {told} {reason !== '' && reason !== '-' && text('aside.told.reason', { reason })}
    </p>
  )
}

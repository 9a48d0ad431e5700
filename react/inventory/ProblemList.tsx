import React, { useCallback, useState } from 'react'
import { Button } from 'vtex.styleguide'

import { DISMISS_PROBLEM, PROBLEMS } from '../api/generated'
import type { Connection, Problem, ProblemsAnswer } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { isKeyProblem } from '../connection/incident.logic'
import { KeyFix, KeyFixButton } from '../connection/KeyFix'
import { useJobBook } from '../jobs/Jobs'
import { Disclosure, PlainButton } from '../ui/buttons'
import { Countdown } from '../ui/Countdown'
import { causeKey, failureKey, PROBLEM_ACTOR_KEYS } from '../ui/keys'
import { useNotice } from '../ui/notice'
import { Block } from '../ui/PageFrame'
import { Unanswered, Waiting } from '../ui/states'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import type { ViewControl } from './useView'
import { NO_FILTER } from './view.logic'
import type { ListView } from './view.logic'

/**
 * The problems that have a card. The cause of the open incident is told by the notice above the cards, with its
 * way out; so is what a refused ShopKey blocked, unless the incident is about something else.
 */
export const withCard = (
  problems: readonly Problem[],
  incident: Connection['incident']
): readonly Problem[] =>
  problems.filter(
    ({ cause }) =>
      cause !== incident?.cause &&
      !(isKeyProblem({ cause }) && (incident === null || isKeyProblem(incident)))
  )

/** The list of exactly the SKUs of a problem. */
export const filterOf = ({ cause, fingerprint }: Problem): Partial<ListView> => ({
  ...NO_FILTER,
  causes: [cause],
  reason: fingerprint,
})

/** The first sentence of a text: a card has room for one. */
export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

const of = ({ bgColor, color }: { bgColor: string; color: string }) => ({
  background: bgColor,
  color,
})

/** Colours that repeat who acts: what the merchant must do stands out. */
const ACTOR_COLORS = {
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
    <div className="mr3">
      <Button size="small" disabled={!allowed} onClick={() => plan({ filter })}>
        {text('problems.reprocess', { count })}
      </Button>
    </div>
  )
}

interface ProblemCardProps {
  problem: Problem
  connection: Connection | null
  busy: boolean
  onShow: (change: Partial<ListView>) => void
  onDismiss: (dismissed: boolean) => void
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
  const { background, color } = ACTOR_COLORS[problem.actor]

  return (
    <li className="bt b--muted-4 pv4">
      <div className="flex-l items-start justify-between">
        <div className="mr5-l" style={STYLES.shrinkable}>
          <h3 className="t-body fw5 ma0 mb2 c-on-base">
            {text(causeKey(problem.cause, 'title'))}{' '}
            <span className="dib br-pill ph3 t-small fw5" style={{ background, color }}>
              {text(PROBLEM_ACTOR_KEYS[problem.actor])}
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
        <div className="flex flex-wrap items-center mt3 mt0-l" style={STYLES.rigid}>
          {keyProblem && (
            <div className="mr3">
              <KeyFixButton place={place} />
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
          <KeyFix place={place} connection={connection} onSaved={onFixed} />
        </div>
      )}
    </li>
  )
}

/** Milliseconds between two looks at the problems. */
const POLL_MS = 30_000

/** As high as the notice that there is no problem, so that little jumps. */
const LEAST_HEIGHT = 60

/** Cards that are shown before one asks for the others. */
const FIRST = 4

interface ProblemListProps {
  control: ViewControl
  connection: Connection | null
  /** Whether it could not be asked how the connection stands. */
  unsure: boolean
  /** Told when a new ShopKey has been saved. */
  onFixed: () => void
}

/** The open problems, asked for again now and then; `replace` takes a newer answer. */
function useProblems() {
  const { data, failure, reload } = useQueryOf(PROBLEMS, {}, { pollMs: POLL_MS })
  const [newer, setNewer] = useState<{ over: unknown; problems: ProblemsAnswer } | null>(null)
  const replace = useCallback(
    (problems: ProblemsAnswer) => setNewer({ over: data, problems }),
    [data]
  )
  const problems = newer !== null && newer.over === data ? newer.problems : data
  return { problems, failure, reload, replace }
}

/** The open problems above the list, each once; or that there are none, and since when that is known. */
export function ProblemList(props: ProblemListProps) {
  const { control, connection, unsure, onFixed } = props
  const text = useText()
  const { problems: known, failure, reload, replace } = useProblems()
  const [dismiss, busy] = useOperation(DISMISS_PROBLEM)
  const [every, setEvery] = useState(false)
  const notify = useNotice()
  if (known === null || (connection === null && !unsure)) {
    return (
      <Block>
        {failure === null ? (
          <Waiting height={LEAST_HEIGHT} />
        ) : (
          <Unanswered onRetry={reload}>{text('unanswered.problems')}</Unanswered>
        )}
      </Block>
    )
  }
  const incident = connection === null ? null : connection.incident
  const problems = withCard(known.problems, incident)
  const open = problems.filter(({ dismissed }) => !dismissed)
  const aside = problems.filter(({ dismissed }) => dismissed)
  if (problems.length === 0) {
    const calm = connection !== null && incident === null && connection.blocked === 0
    return calm ? <Calm lastConfirmedAt={known.lastConfirmedAt} /> : null
  }
  const put = (id: string, dismissed: boolean) =>
    void dismiss({ id, dismissed }).then(outcome =>
      'done' in outcome
        ? replace(outcome.done)
        : notify(text(`${failureKey(outcome.failure)}.action`))
    )
  const card = (problem: (typeof problems)[number]) => (
    <ProblemCard
      key={problem.id}
      problem={problem}
      connection={connection}
      onFixed={onFixed}
      busy={busy}
      onShow={control.show}
      onDismiss={dismissed => put(problem.id, dismissed)}
    />
  )
  return (
    <Block>
      <section aria-label={text('problems.title')}>
        <h2 className="t-heading-5 mt0 mb4 c-on-base">
          {text('problems.count', { count: open.length })}
        </h2>
        <ul className="list ma0 pa0">{open.slice(0, every ? open.length : FIRST).map(card)}</ul>
        {open.length > FIRST && !every && (
          <PlainButton className="nl2" onClick={() => setEvery(true)}>
            {text('problems.more', { count: open.length - FIRST })}
          </PlainButton>
        )}
        {aside.length > 0 && (
          <Disclosure label={text('problems.dismissed', { count: aside.length })}>
            <ul className="list ma0 pa0">{aside.map(card)}</ul>
          </Disclosure>
        )}
      </section>
    </Block>
  )
}

/** Nothing to do. */
function Calm({ lastConfirmedAt }: { lastConfirmedAt: string | null }) {
  const text = useText()
  const { full } = useMoments()
  return (
    <Block>
      <section aria-label={text('problems.title')}>
        <h2 className="t-heading-5 mt0 mb2 c-on-base">{text('problems.none')}</h2>
        <p className="ma0 lh-copy" style={STYLES.quiet}>
          {lastConfirmedAt === null
            ? text('integrations.never-confirmed')
            : text('integrations.last-confirmed', { when: full(lastConfirmedAt) })}
        </p>
      </section>
    </Block>
  )
}

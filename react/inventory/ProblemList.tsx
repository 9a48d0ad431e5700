import React, { useCallback, useState } from 'react'

import { DISMISS_PROBLEM, PROBLEMS } from '../api/generated'
import type { Connection, ProblemsAnswer } from '../api/generated'
import { useOperation } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { Disclosure, PlainButton } from '../ui/buttons'
import { failureKey } from '../ui/keys'
import { useNotice } from '../ui/notice'
import { Block } from '../ui/PageFrame'
import { Unanswered, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { ProblemCard } from './ProblemCard'
import { withCard } from './problems.logic'
import type { ViewControl } from './useView'

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

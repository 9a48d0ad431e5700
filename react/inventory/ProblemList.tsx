import React, { useCallback, useState } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { DISMISS_PROBLEM, PROBLEMS } from '../api/generated'
import type { Actor, AsideInput, Connection, Problem, ProblemsAnswer } from '../api/generated'
import { useOperation } from '../api/useOperation'
import { useQueryOf } from '../api/useQueryOf'
import { isKeyProblem } from '../connection/KeyFix'
import { About } from '../ui/About'
import { Disclosure, PlainButton } from '../ui/buttons'
import { actorShortKey, failureKey, problemActorKey } from '../ui/keys'
import { useNotice } from '../ui/notice'
import { Panel } from '../ui/PageFrame'
import { Unanswered } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { useWide } from '../ui/useWide'
import { ACTOR_COLORS, nameOf, ProblemCard } from './ProblemCard'
import type { ListView } from './view.logic'

/**
 * The problems that have a card. The cause of the open incident is told by the notice above the cards, with its
 * way out; so is what a refused ShopKey blocked, unless the incident is about something else.
 */
const withCard = (
  problems: readonly Problem[],
  incident: Connection['incident']
): readonly Problem[] =>
  problems.filter(
    ({ cause }) =>
      cause !== incident?.cause &&
      !(isKeyProblem({ cause }) && (incident === null || isKeyProblem(incident)))
  )

/** Who is named first: what waits for the reader is what the reader came for. */
const ACTORS: readonly Actor[] = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']

/** The problems grouped by who must act; those of one actor in the order of the service. */
function byActor(
  problems: readonly Problem[]
): ReadonlyArray<readonly [Actor, readonly Problem[]]> {
  return ACTORS.map(actor => [actor, problems.filter(one => one.actor === actor)] as const).filter(
    ([, group]) => group.length > 0
  )
}

/** Pixels of the line, so that nothing jumps when it arrives. */
const LINE_HEIGHT = 44

/** Problems that are named in the line; the others are behind its end. */
const NAMED = 6

interface ProblemListProps {
  asked: ReturnType<typeof useProblems>
  connection: Connection | null
  /** Whether it could not be asked how the connection stands. */
  unsure: boolean
  /** Told when a new ShopKey has been saved. */
  onFixed: () => void
  /** Shows SKUs in the list, and the list. */
  onShow: (change: Partial<ListView>) => void
}

/** The open problems; `replace` takes a newer answer. Asked for by the page, with all that it shows first. */
export function useProblems() {
  const { data, failure, reload } = useQueryOf(PROBLEMS, {}, { follow: true })
  const [newer, setNewer] = useState<{ over: unknown; problems: ProblemsAnswer } | null>(null)
  const replace = useCallback(
    (problems: ProblemsAnswer) => setNewer({ over: data, problems }),
    [data]
  )
  const problems = newer !== null && newer.over === data ? newer.problems : data
  return { problems, failure, reload, replace }
}

/**
 * The open problems in one line above the list, by who must act; each opens its card with what to do, and the end of
 * the line opens all. Or that there are none, and since when that is known.
 */
export function ProblemList(props: ProblemListProps) {
  const { asked, connection, unsure, onFixed, onShow } = props
  const text = useText()
  const wide = useWide()
  const { problems: known, failure, reload, replace } = asked
  const [dismiss, busy] = useOperation(DISMISS_PROBLEM)
  const [shown, setShown] = useState<Shown>(NOTHING_SHOWN)
  const notify = useNotice()
  if (known === null || (connection === null && !unsure)) {
    return (
      <Panel>
        <div className="ph5 pv3 flex items-center" style={{ minHeight: LINE_HEIGHT }}>
          {failure !== null && (
            <Unanswered onRetry={reload}>{text('unanswered.problems')}</Unanswered>
          )}
        </div>
      </Panel>
    )
  }
  const incident = connection === null ? null : connection.incident
  const problems = withCard(known.problems, incident)
  if (problems.length === 0) {
    const calm = connection !== null && incident === null && connection.blocked === 0
    return calm ? <Calm lastConfirmedAt={known.lastConfirmedAt} /> : null
  }
  const open = byActor(problems.filter(({ dismissed }) => !dismissed)).flatMap(([, group]) => group)
  const aside = problems.filter(({ dismissed }) => dismissed)
  const put = (id: string, aside: AsideInput | null) =>
    void dismiss({ id, dismissed: aside !== null, aside }).then(outcome =>
      'done' in outcome
        ? replace(outcome.done)
        : notify(text(`${failureKey(outcome.failure)}.action`))
    )
  const cards = isAll(shown) ? open : open.filter(({ id }) => shown.includes(id))
  const card = (problem: Problem) => (
    <ProblemCard
      key={problem.id}
      problem={problem}
      connection={connection}
      onFixed={onFixed}
      busy={busy}
      onShow={onShow}
      onDismiss={aside => put(problem.id, aside)}
    />
  )
  return (
    <Panel>
      <section aria-label={text('problems.title')}>
        <div className="flex items-center ph5" style={LINE}>
          <h2 style={STYLES.outOfSight}>{text('problems.count', { count: open.length })}</h2>
          <Chips problems={open} wide={wide} shown={shown} onShow={setShown} />
          <div style={STYLES.rigid}>
            <About of={text('problems.title')}>
              <PlainButton
                className="t-small nowrap nr2"
                aria={{ 'aria-expanded': isAll(shown) }}
                onClick={() => setShown(isAll(shown) ? NOTHING_SHOWN : 'all')}
              >
                {text(isAll(shown) ? 'problems.less' : 'problems.details')}{' '}
                {isAll(shown) ? <IconCaretDown size={10} /> : <IconCaretRight size={10} />}
              </PlainButton>
            </About>
          </div>
        </div>
        {(cards.length > 0 || isAll(shown)) && (
          <div className="ph5 pb3">
            <ul className="list ma0 pa0">{cards.map(card)}</ul>
            {aside.length > 0 && isAll(shown) && (
              <Disclosure label={text('problems.dismissed', { count: aside.length })}>
                <ul className="list ma0 pa0">{aside.map(card)}</ul>
              </Disclosure>
            )}
          </div>
        )}
      </section>
    </Panel>
  )
}

const LINE = { minHeight: LINE_HEIGHT, gap: 12 } as const

/** Ids of the problems whose cards are open. */
type Shown = readonly string[] | 'all'

const NOTHING_SHOWN: Shown = []

const isAll = (shown: Shown): shown is 'all' => shown === 'all'

interface ChipsProps {
  problems: readonly Problem[]
  wide: boolean
  shown: Shown
  onShow: (shown: Shown) => void
}

/** The problems by who must act: each by name, or on a narrow screen how many there are. */
function Chips({ problems, wide, shown, onShow }: ChipsProps) {
  const text = useText()
  if (problems.length === 0)
    return <span className="flex-auto">{text('problems.count', { count: 0 })}</span>
  const named = wide ? problems.slice(0, NAMED) : problems
  const rest = problems.length - named.length
  const isOpen = (ids: readonly string[]) => !isAll(shown) && ids.every(id => shown.includes(id))
  return (
    <div className="flex flex-auto items-center flex-wrap flex-nowrap-l" style={CHIPS}>
      {byActor(named).map(([actor, those]) => (
        <React.Fragment key={actor}>
          {wide && (
            <strong
              className="t-small fw7 nowrap"
              style={{ color: ACTOR_COLORS[actor].color }}
              title={text(problemActorKey(actor))}
            >
              {text(actorShortKey(actor))}
            </strong>
          )}
          {(wide ? those.map(one => [one]) : [those]).map(group => {
            const ids = group.map(({ id }) => id)
            const [first] = group
            if (first === undefined) return null
            return (
              <Chip
                key={ids.join(' ')}
                name={wide ? nameOf(first, text) : text(problemActorKey(actor))}
                count={wide ? first.count : group.length}
                maxWidth={Math.max(176, 700 / named.length)}
                open={isOpen(ids)}
                onClick={() => onShow(isOpen(ids) ? NOTHING_SHOWN : ids)}
              />
            )
          })}
        </React.Fragment>
      ))}
      {rest > 0 && (
        <PlainButton className="t-small nowrap" onClick={() => onShow('all')}>
          {text('problems.more', { count: rest })}
        </PlainButton>
      )}
    </div>
  )
}

const CHIPS = { gap: 8, minWidth: 0, paddingTop: 6, paddingBottom: 6 } as const

interface ChipProps {
  name: string
  count: number
  /** Pixels: the fewer problems the line holds, the more of each name. */
  maxWidth: number
  open: boolean
  onClick: () => void
}

function Chip({ name, count, maxWidth, open, onClick }: ChipProps) {
  return (
    <button
      type="button"
      title={name}
      aria-expanded={open}
      onClick={onClick}
      className={`flex items-center br-pill ba ph3 t-mini c-on-base pointer hover-bg-muted-5 ${
        open ? 'b--action-primary bg-action-secondary' : 'b--muted-4 bg-base'
      }`}
      style={{ minHeight: 28, minWidth: 72, maxWidth, flex: '0 1 auto' }}
    >
      <span className="truncate">{name}</span>
      <strong className="fw7 ml2">{count}</strong>
    </button>
  )
}

/** Nothing to do. */
function Calm({ lastConfirmedAt }: { lastConfirmedAt: string | null }) {
  const text = useText()
  const { full } = useMoments()
  return (
    <Panel>
      <section
        aria-label={text('problems.title')}
        className="flex-ns items-center ph5 pv3"
        style={LINE}
      >
        <h2 className="t-small fw7 ma0 c-on-base">{text('problems.none')}</h2>
        <p className="ma0 t-small lh-copy" style={STYLES.quiet}>
          {lastConfirmedAt === null
            ? text('integrations.never-confirmed')
            : text('integrations.last-confirmed', { when: full(lastConfirmedAt) })}
        </p>
      </section>
    </Panel>
  )
}

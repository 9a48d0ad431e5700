import React, { useEffect, useState } from 'react'
import { Button, Dropdown, Input } from 'vtex.styleguide'
import { useRuntime } from 'vtex.render-runtime'

import { HISTORY, HistoryKind } from '../api/generated'
import type { HistoryEntry } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { HISTORY_FILTER_KEYS } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { LiveText } from '../ui/notice'
import { Block, PageFrame } from '../ui/PageFrame'
import { Pager } from '../ui/Pager'
import { FailureState, NothingHere, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { entryWords, subjectWords } from './entry.logic'
import { HISTORY_PAGE_SIZE, useHistoryView } from './historyView'
import type { HistoryControl } from './historyView'

/** One entry: on a narrow screen its parts stand below each other. */
export function HistoryRow({ entry }: { entry: HistoryEntry }) {
  const text = useText()
  const { full } = useMoments()
  const { at, person, from } = entry
  const subject = subjectWords(entry, text)
  return (
    <li className="bb b--muted-4 pv4 flex-l">
      <div className="t-small w-20-l pr4" style={STYLES.quiet}>
        {full(at)}
      </div>
      <div className="w-50-l pr4 mv2 mv0-l lh-copy" style={STYLES.breakable}>
        {entryWords(entry, text)}
        {subject !== null && (
          <span className="db t-small" style={STYLES.quiet}>
            {subject}
          </span>
        )}
      </div>
      <div className="w-30-l lh-copy" style={STYLES.breakable}>
        {person ?? text('history.nobody')}
        {from !== null && (
          <span className="db t-small" style={STYLES.quiet}>
            {text('history.from', { from })}
          </span>
        )}
      </div>
    </li>
  )
}

/** The entries, or why there are none. */
export function HistoryBody({ control }: { control: HistoryControl }) {
  const { view, show } = control
  const text = useText()
  const { kind, person, page } = view
  const {
    data: answer,
    failure,
    loading,
    reload,
  } = useQueryOf(HISTORY, { filter: { kind, person }, page, pageSize: HISTORY_PAGE_SIZE })
  const filtered = view.kind !== null || view.person !== ''

  if (failure !== null && !loading) return <FailureState failure={failure} onRetry={reload} />
  if (answer === null) return <Waiting />
  if (answer.items.length === 0) {
    return (
      <NothingHere
        title={text(filtered ? 'history.no-match.title' : 'history.empty.title')}
        action={
          filtered && (
            <Button
              size="small"
              variation="secondary"
              onClick={() => show({ kind: null, person: '' })}
            >
              {text('history.filter.clear')}
            </Button>
          )
        }
      >
        {text(filtered ? 'history.no-match.todo' : 'history.empty.todo')}
      </NothingHere>
    )
  }
  return (
    <>
      <LiveText>{text('history.count', { count: answer.total })}</LiveText>
      <ul className="list pl0 ma0" aria-busy={loading}>
        {answer.items.map(entry => (
          <HistoryRow key={entry.id} entry={entry} />
        ))}
      </ul>
      <Pager label={text('history.pager')} page={answer} onPage={next => show({ page: next })} />
    </>
  )
}

const EVERY = 'EVERY'

/** Which entries: of one kind, of one person. */
export function HistoryFilters({ control }: { control: HistoryControl }) {
  const { view, show } = control
  const text = useText()
  const [person, setPerson] = useState(view.person)
  useEffect(() => setPerson(view.person), [view.person])
  const options = [
    { value: EVERY, label: text('history.filter.every') },
    ...Object.values(HistoryKind).map(kind => ({
      value: kind,
      label: text(HISTORY_FILTER_KEYS[kind]),
    })),
  ]

  return (
    <div className="flex-ns items-end mb5">
      <div className="mb4 mb0-ns mr5-ns" style={{ minWidth: 220 }}>
        <Dropdown
          label={text('history.filter.kind')}
          options={options}
          value={view.kind ?? EVERY}
          onChange={(_, value) =>
            show({ kind: Object.values(HistoryKind).find(kind => kind === value) ?? null })
          }
        />
      </div>
      <form
        className="flex items-end"
        onSubmit={event => {
          event.preventDefault()
          show({ person: person.trim() })
        }}
      >
        <div className="mr3" style={{ minWidth: 0, flex: '1 1 auto' }}>
          <Input
            label={text('history.filter.person')}
            value={person}
            autoComplete="off"
            onChange={event => setPerson(event.target.value)}
          />
        </div>
        <Button type="submit" variation="secondary">
          {text('history.filter.show')}
        </Button>
      </form>
    </div>
  )
}

/** Integrations > Carrefour > History: who did what. */
export function History() {
  const text = useText()
  const { navigate } = useRuntime()
  const control = useHistoryView()

  return (
    <PageFrame
      title={text('history.title')}
      subtitle={text('history.subtitle')}
      back={{
        label: text('integrations.title'),
        onClick: () => navigate({ page: ROUTES.integrations }),
      }}
    >
      <Block>
        <HistoryFilters control={control} />
        <HistoryBody control={control} />
      </Block>
    </PageFrame>
  )
}

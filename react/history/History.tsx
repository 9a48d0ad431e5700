import React, { useCallback, useEffect, useMemo, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button, Dropdown, Input } from 'vtex.styleguide'

import { Cause, HISTORY, HistoryKind } from '../api/generated'
import type { HistoryEntry } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { fieldKeyOf } from '../configuration/form.logic'
import {
  causeKey,
  historyFilterKey,
  HISTORY_KIND_KEYS,
  historyOutcomeKey,
  operationKey,
} from '../ui/keys'
import { ROUTES } from '../ui/links'
import { LiveText } from '../ui/notice'
import { WatchedSilence } from '../ui/SilenceNotices'
import { Block, PageFrame } from '../ui/PageFrame'
import { Pager } from '../ui/Pager'
import { FailureState, NothingHere, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'

/** What the history shows, as the address holds it. */
interface HistoryView {
  kind: HistoryKind | null
  /** E-mail, or empty for everybody. */
  person: string
  /** From 1. */
  page: number
}

const HISTORY_PAGE_SIZE = 25

/** Longest e-mail. */
const PERSON_LIMIT = 254

type Query = Readonly<Record<string, string | undefined>>

/** Reads the view from the address. Anything that makes no sense there counts as left out. */
export function readHistoryView(query: Query): HistoryView {
  const page = Number(query['page'])
  return {
    kind: Object.values(HistoryKind).find(kind => kind.toLowerCase() === query['kind']) ?? null,
    person: (query['person'] ?? '').trim().slice(0, PERSON_LIMIT),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The view as a query for the runtime's `setQuery`, defaults left out and values encoded. */
export function writeHistoryView({ kind, person, page }: HistoryView): Record<string, string> {
  return {
    ...(kind === null ? {} : { kind: kind.toLowerCase() }),
    ...(person === '' ? {} : { person: encodeURIComponent(person) }),
    ...(page === 1 ? {} : { page: String(page) }),
  }
}

export interface HistoryControl {
  view: HistoryView
  /** Shows other entries: from the first page unless told. */
  show: (change: Partial<HistoryView>) => void
}

/** What the history shows, kept in the address. */
function useHistoryView(): HistoryControl {
  const { query, setQuery } = useRuntime()
  const view = useMemo(() => readHistoryView(query), [query])
  const show = useCallback(
    (change: Partial<HistoryView>) =>
      setQuery(writeHistoryView({ ...view, page: 1, ...change }), { merge: false }),
    [view, setQuery]
  )
  return { view, show }
}

/** What happened, in a sentence; codes of the service stay out of it. */
function entryWords(entry: HistoryEntry, text: Text): string {
  const { kind, fields, count, outcome } = entry
  const names = fields.map(field => {
    const key = fieldKeyOf(field)
    return key === null ? field : text(key)
  })
  const what = text(HISTORY_KIND_KEYS[kind], { count: count ?? 0, fields: names.join(', ') })
  return outcome === null || kind === 'REFUSED'
    ? what
    : `${what} ${text(historyOutcomeKey(outcome))}`
}

/** What it was about: an operation or a problem in words; a SKU or a job by its code. Null when nothing is named. */
export function subjectWords({ kind, subject }: HistoryEntry, text: Text): string | null {
  if (subject === null) return null
  if (kind === 'REFUSED')
    return text('history.refused-field', { subject: text(operationKey(subject)) })
  if (kind === 'BEGUN') return text('history.subject', { subject: text(operationKey(subject)) })
  // A problem's name is its cause, with a fingerprint behind a dot.
  const cause = Object.values(Cause).find(one => one === subject.split('.')[0])
  return text('history.subject', {
    subject: cause === undefined ? subject : text(causeKey(cause, 'title')),
  })
}

/** One entry: on a narrow screen its parts stand below each other. */
function HistoryRow({ entry }: { entry: HistoryEntry }) {
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
function HistoryBody({ control }: { control: HistoryControl }) {
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
function HistoryFilters({ control }: { control: HistoryControl }) {
  const { view, show } = control
  const text = useText()
  const [person, setPerson] = useState(view.person)
  useEffect(() => setPerson(view.person), [view.person])
  const options = [
    { value: EVERY, label: text('history.filter.every') },
    ...Object.values(HistoryKind).map(kind => ({
      value: kind,
      label: text(historyFilterKey(kind)),
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
      <WatchedSilence />
      <Block>
        <HistoryFilters control={control} />
        <HistoryBody control={control} />
      </Block>
    </PageFrame>
  )
}

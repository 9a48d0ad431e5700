import React from 'react'
import { Button } from 'vtex.styleguide'

import { FailureState } from '../../components/FailureState'
import { LiveText } from '../../components/Hidden'
import { NothingHere } from '../../components/NothingHere'
import { Waiting } from '../../components/Waiting'
import { useText } from '../../texts/useText'
import { HistoryPager } from './HistoryPager'
import { HistoryRow } from './HistoryRow'
import { useHistory } from './useHistory'
import type { HistoryControl } from './useHistoryView'

/** The entries, or why there are none. */
export function HistoryBody({ control }: { control: HistoryControl }) {
  const { view, show } = control
  const text = useText()
  const { answer, failure, loading, reload } = useHistory(view)
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
      <HistoryPager answer={answer} onPage={page => show({ page })} />
    </>
  )
}

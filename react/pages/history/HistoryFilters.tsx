import React, { useEffect, useState } from 'react'
import { Button, Dropdown, Input } from 'vtex.styleguide'

import { HISTORY_KINDS } from '../../graphql/historyTypes'
import { historyFilterKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import type { HistoryControl } from './useHistoryView'

const EVERY = 'EVERY'

/** Which entries: of one kind, of one person. */
export function HistoryFilters({ control }: { control: HistoryControl }) {
  const { view, show } = control
  const text = useText()
  const [person, setPerson] = useState(view.person)
  useEffect(() => setPerson(view.person), [view.person])
  const options = [
    { value: EVERY, label: text('history.filter.every') },
    ...HISTORY_KINDS.map(kind => ({ value: kind, label: text(historyFilterKey(kind)) })),
  ]

  return (
    <div className="flex-ns items-end mb5">
      <div className="mb4 mb0-ns mr5-ns" style={{ minWidth: 220 }}>
        <Dropdown
          label={text('history.filter.kind')}
          options={options}
          value={view.kind ?? EVERY}
          onChange={(_, value) =>
            show({ kind: HISTORY_KINDS.find(kind => kind === value) ?? null })
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

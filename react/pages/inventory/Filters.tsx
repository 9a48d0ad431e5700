import React from 'react'
import { Dropdown, IconClose } from 'vtex.styleguide'

import { STATUSES } from '../../graphql/types'
import { statusKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { SearchBox } from './SearchBox'
import type { ViewControl } from './useView'

const EVERY = 'EVERY'

export function Filters({ control }: { control: ViewControl }) {
  const { view, show } = control
  const text = useText()
  const options = [
    { value: EVERY, label: text('inventory.filter.every-status') },
    ...STATUSES.map(status => ({ value: status, label: text(statusKey(status)) })),
  ]

  return (
    <div className="mb5">
      <div className="flex-ns items-end">
        <div className="flex-auto mb4 mb0-ns mr5-ns">
          <SearchBox searched={view.search} onSearch={search => show({ search })} />
        </div>
        <div className="w-100 w-auto-ns" style={{ minWidth: 260 }}>
          <Dropdown
            label={text('inventory.filter.status')}
            options={options}
            value={view.status ?? EVERY}
            onChange={(_, value) =>
              show({ status: STATUSES.find(status => status === value) ?? null })
            }
          />
        </div>
      </div>
      {view.status !== null && (
        <Chip
          name={`${text('inventory.filter.status')}: ${text(statusKey(view.status))}`}
          onRemove={() => show({ status: null })}
        />
      )}
      {view.search !== '' && (
        <Chip
          name={text('inventory.filter.searched', { search: view.search })}
          onRemove={() => show({ search: '' })}
        />
      )}
    </div>
  )
}

/** A filter in use; a click takes it away. */
function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const text = useText()
  return (
    <button
      type="button"
      aria-label={text('inventory.filter.remove', { name })}
      onClick={onRemove}
      className="mt4 mr3 ph4 pv2 br-pill bn bg-action-secondary c-action-primary t-small fw5 pointer"
      style={{ maxWidth: '100%', minHeight: 28, overflowWrap: 'anywhere' }}
    >
      {name} <IconClose size={10} />
    </button>
  )
}

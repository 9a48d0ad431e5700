import React, { useState } from 'react'
import { Dropdown } from 'vtex.styleguide'

import { useProcessCounts } from '../../data/useProcessCounts'
import { ACTORS, CAUSES, STATUSES } from '../../graphql/types'
import { actorKey, causeKey, statusKey } from '../../texts/keys'
import { useText } from '../../texts/useText'
import { Chips } from './Chips'
import { DayFields } from './DayFields'
import { toFilter } from './filter.logic'
import { PERIODS } from './period.logic'
import { SearchBox } from './SearchBox'
import type { ViewControl } from './useView'

const EVERY = 'EVERY'
const DAYS = 'DAYS'

/** Search and the filters, which combine; counts stand beside the choices when they are known. */
export function Filters({ control, listed }: { control: ViewControl; listed: boolean }) {
  const { view, show } = control
  const text = useText()
  const counts = useProcessCounts(toFilter(view, new Date()), !listed)
  const [days, setDays] = useState(view.from !== null || view.to !== null)
  const every = { value: EVERY, label: text('inventory.filter.every') }
  const counted = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} (${count})`
  const causes = CAUSES.filter(
    cause =>
      counts === null ||
      view.causes.includes(cause) ||
      counts.causes.some(one => one.cause === cause)
  )

  return (
    <div className="mb5">
      <SearchBox searched={view.search} onSearch={search => show({ search })} />
      <div className="flex flex-wrap items-end" style={{ gap: 12, marginTop: 16 }}>
        <Choice
          label={text('inventory.filter.status')}
          value={view.status ?? EVERY}
          options={[
            { value: EVERY, label: text('inventory.filter.every-status') },
            ...STATUSES.map(status => ({
              value: status,
              label: counted(
                text(statusKey(status)),
                counts?.statuses.find(one => one.status === status)?.count
              ),
            })),
          ]}
          onChoose={value => show({ status: STATUSES.find(status => status === value) ?? null })}
        />
        <Choice
          label={text('inventory.filter.cause')}
          value={view.causes.length === 1 ? (view.causes[0] ?? EVERY) : EVERY}
          options={[
            view.causes.length > 1
              ? {
                  value: EVERY,
                  label: text('inventory.filter.several', { count: view.causes.length }),
                }
              : every,
            ...causes.map(cause => ({
              value: cause,
              label: counted(
                text(causeKey(cause, 'title')),
                counts?.causes.find(one => one.cause === cause)?.count
              ),
            })),
          ]}
          onChoose={value => {
            const chosen = CAUSES.find(cause => cause === value)
            const others = view.causes.filter(cause => cause !== chosen)
            show({ causes: chosen === undefined ? [] : [...others, chosen], reason: null })
          }}
        />
        <Choice
          label={text('inventory.filter.waiting')}
          value={view.actor ?? EVERY}
          options={[
            every,
            ...ACTORS.map(actor => ({
              value: actor,
              label: counted(
                text(actorKey(actor)),
                counts?.actors.find(one => one.actor === actor)?.count
              ),
            })),
          ]}
          onChoose={value => show({ actor: ACTORS.find(actor => actor === value) ?? null })}
        />
        <Choice
          label={text('inventory.filter.period')}
          value={view.period ?? (days ? DAYS : EVERY)}
          options={[
            every,
            ...PERIODS.map(period => ({ value: period, label: text(`period.${period}`) })),
            { value: DAYS, label: text('period.days') },
          ]}
          onChoose={value => {
            setDays(value === DAYS)
            const period = PERIODS.find(one => one === value) ?? null
            if (value !== DAYS || view.period !== null) show({ period, from: null, to: null })
          }}
        />
        {days && view.period === null && <DayFields view={view} onChoose={show} />}
      </div>
      <Chips control={control} counts={counts} />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: ReadonlyArray<{ value: string; label: string }>
  onChoose: (value: string) => void
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <div style={{ flex: '1 1 200px', minWidth: 0 }}>
      <Dropdown
        label={label}
        options={options}
        value={value}
        onChange={(_, chosen) => onChoose(chosen)}
      />
    </div>
  )
}

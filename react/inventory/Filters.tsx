import React, { useEffect, useRef, useState } from 'react'
import { Button, Dropdown, IconClear, Input } from 'vtex.styleguide'

import { Actor, Cause, PROCESS_COUNTS, Status } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { PlainButton } from '../ui/buttons'
import { actorKey, causeKey, statusKey } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { Chips } from './Chips'
import { isDay, PERIODS } from './period.logic'
import type { ViewControl } from './useView'
import { cleanSearch, SEARCH_LIMIT, toFilter } from './view.logic'
import type { ListView } from './view.logic'

interface SearchBoxProps {
  /** What the list is searched for now; empty for nothing. */
  searched: string
  onSearch: (search: string) => void
}

/** Searches when asked to (Enter or the button): every search is a request to the service. */
function SearchBox({ searched, onSearch }: SearchBoxProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(searched)
  useEffect(() => setTyped(searched), [searched])

  return (
    <form
      role="search"
      className="flex items-end"
      onSubmit={event => {
        event.preventDefault()
        onSearch(cleanSearch(typed))
      }}
    >
      <div className="flex-auto mr3">
        <Input
          ref={input}
          label={text('inventory.search.label')}
          placeholder={text('inventory.search.placeholder')}
          value={typed}
          maxLength={SEARCH_LIMIT}
          autoComplete="off"
          onChange={event => setTyped(event.target.value)}
          suffix={
            typed === '' ? null : (
              <PlainButton
                label={text('inventory.search.clear')}
                onClick={() => {
                  setTyped('')
                  if (searched !== '') onSearch('')
                  input.current?.focus()
                }}
              >
                <IconClear size={16} />
              </PlainButton>
            )
          }
        />
      </div>
      <Button type="submit" variation="secondary">
        {text('inventory.search.submit')}
      </Button>
    </form>
  )
}

interface DayFieldsProps {
  view: ListView
  onChoose: (change: Partial<ListView>) => void
}

/** First and last day of a period. The browser's own fields: the Styleguide's calendar cannot be used by keyboard. */
function DayFields({ view, onChoose }: DayFieldsProps) {
  const text = useText()
  return (
    <>
      {(['from', 'to'] as const).map(end => (
        <label key={end} className="t-small" style={STYLES.quiet}>
          <span className="db mb3">{text(`inventory.filter.${end}`)}</span>
          <input
            type="date"
            value={view[end] ?? ''}
            {...(end === 'from' ? { max: view.to ?? undefined } : { min: view.from ?? undefined })}
            className="ba b--muted-4 br2 ph4 t-body c-on-base bg-base"
            style={{ height: 40 }}
            onChange={event => {
              const { value } = event.target
              if (value === '' || isDay(value)) onChoose({ [end]: value === '' ? null : value })
            }}
          />
        </label>
      ))}
    </>
  )
}

const EVERY = 'EVERY'
const DAYS = 'DAYS'

/** Search and the filters, which combine; counts stand beside the choices when they are known. */
export function Filters({ control, listed }: { control: ViewControl; listed: boolean }) {
  const { view, show } = control
  const text = useText()
  const asked = useQueryOf(
    PROCESS_COUNTS,
    { filter: toFilter(view, new Date()) },
    { skip: !listed }
  )
  // The filters work without them.
  const counts = asked.failure === null ? asked.data : null
  const [days, setDays] = useState(view.from !== null || view.to !== null)
  const every = { value: EVERY, label: text('inventory.filter.every') }
  const counted = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} (${count})`
  const causes = Object.values(Cause).filter(
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
            ...Object.values(Status).map(status => ({
              value: status,
              label: counted(
                text(statusKey(status)),
                counts?.statuses.find(one => one.status === status)?.count
              ),
            })),
          ]}
          onChoose={value =>
            show({ status: Object.values(Status).find(status => status === value) ?? null })
          }
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
            const chosen = Object.values(Cause).find(cause => cause === value)
            const others = view.causes.filter(cause => cause !== chosen)
            show({ causes: chosen === undefined ? [] : [...others, chosen], reason: null })
          }}
        />
        <Choice
          label={text('inventory.filter.waiting')}
          value={view.actor ?? EVERY}
          options={[
            every,
            ...Object.values(Actor).map(actor => ({
              value: actor,
              label: counted(
                text(actorKey(actor)),
                counts?.actors.find(one => one.actor === actor)?.count
              ),
            })),
          ]}
          onChoose={value =>
            show({ actor: Object.values(Actor).find(actor => actor === value) ?? null })
          }
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

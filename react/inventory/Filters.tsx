import React, { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { Button, Dropdown, IconClear, Input } from 'vtex.styleguide'

import { Actor, Cause } from '../api/generated'
import type { ProcessCountsAnswer } from '../api/generated'
import { Disclosure, PlainButton } from '../ui/buttons'
import { actorKey, causeKey } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { useWide } from '../ui/useWide'
import { isDay, PERIODS } from './period.logic'
import { isSlashOn } from './remembered'
import type { ViewControl } from './useView'
import { cleanSearch, SEARCH_LIMIT } from './view.logic'
import type { ListView } from './view.logic'

interface SearchBoxProps {
  /** What the list is searched for now; empty for nothing. */
  searched: string
  onSearch: (search: string) => void
}

/** The key `/` leads to the search from anywhere but a field, as on other work lists; with Ctrl or Alt it is the browser's. */
function useSlash(input: RefObject<HTMLInputElement>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isSlashOn() || event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey)
        return
      const at = event.target
      const isTyping =
        at instanceof HTMLElement &&
        (at.isContentEditable || at.closest('input, select, textarea, [role="dialog"]') !== null)
      if (isTyping) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}

/** Searches when asked to (Enter or the button): every search is a request to the service. */
function SearchBox({ searched, onSearch }: SearchBoxProps) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(searched)
  useEffect(() => setTyped(searched), [searched])
  useSlash(input)

  return (
    <form
      role="search"
      className="flex items-center flex-auto"
      style={SEARCH}
      onSubmit={event => {
        event.preventDefault()
        onSearch(cleanSearch(typed))
      }}
    >
      <div className="flex-auto mr3">
        <Labelled name={text('inventory.search.label')}>
          <Input
            ref={input}
            size="small"
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
        </Labelled>
      </div>
      <Button type="submit" size="small" variation="secondary">
        {text('inventory.search.submit')}
      </Button>
    </form>
  )
}

const SEARCH = { flex: '4 1 280px', minWidth: 0 } as const

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
          <span className="mr2">{text(`inventory.filter.${end}`)}</span>
          <input
            type="date"
            value={view[end] ?? ''}
            {...(end === 'from' ? { max: view.to ?? undefined } : { min: view.from ?? undefined })}
            className="ba b--muted-4 br2 ph3 t-small c-on-base bg-base"
            style={{ height: 32 }}
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

interface FiltersProps {
  control: ViewControl
  counts: ProcessCountsAnswer | null
}

/**
 * Filters and search in one line, which combine; counts stand beside the choices when they are known. The search comes
 * last, so that the table is the next thing after it; on a narrow screen the filters are one click away.
 */
export function Filters({ control, counts }: FiltersProps) {
  const { view, show } = control
  const text = useText()
  const wide = useWide()
  const search = <SearchBox searched={view.search} onSearch={words => show({ search: words })} />
  const choices = <Choices control={control} counts={counts} />
  if (wide)
    return (
      <div className="flex flex-wrap items-center ph5 pv3" style={GAP}>
        {choices}
        {search}
      </div>
    )
  return (
    <div className="ph5 pv3">
      {search}
      <Disclosure label={text('inventory.filter.more')}>
        <div className="flex flex-wrap items-center" style={GAP}>
          {choices}
        </div>
      </Disclosure>
    </div>
  )
}

const GAP = { gap: 8 } as const

function Choices({ control, counts }: FiltersProps) {
  const { view, show } = control
  const text = useText()
  const [days, setDays] = useState(view.from !== null || view.to !== null)
  const counted = (label: string, count: number | undefined) =>
    count === undefined ? label : `${label} (${count})`
  const causes = Object.values(Cause).filter(
    cause =>
      counts === null ||
      view.causes.includes(cause) ||
      counts.causes.some(one => one.cause === cause)
  )

  return (
    <>
      <Choice
        label={text('inventory.filter.cause')}
        value={view.causes.length === 1 ? (view.causes[0] ?? EVERY) : EVERY}
        options={[
          view.causes.length > 1
            ? {
                value: EVERY,
                label: text('inventory.filter.several', { count: view.causes.length }),
              }
            : { value: EVERY, label: text('inventory.filter.every-cause') },
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
          { value: EVERY, label: text('inventory.filter.every-actor') },
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
          { value: EVERY, label: text('inventory.filter.every-period') },
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
    </>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: ReadonlyArray<{ value: string; label: string }>
  onChoose: (value: string) => void
}

/** The Styleguide's, in a line: its name is not shown, its first choice says it. */
function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <div style={{ flex: '1 1 130px', minWidth: 0, maxWidth: 250 }}>
      <Labelled name={label}>
        <Dropdown
          size="small"
          placeholder={label}
          options={options}
          value={value}
          onChange={(_, chosen) => onChoose(chosen)}
        />
      </Labelled>
    </div>
  )
}

/** Names a field of the Styleguide that shows no label: it takes no ARIA attribute. */
function Labelled({ name, children }: { name: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const field = box.current?.querySelector('input, select')
    if (field === null || field === undefined) return
    field.setAttribute('aria-label', name)
    // A choice that is longer than its box ends in an ellipsis, not within a letter.
    if (field instanceof HTMLSelectElement) field.style.textOverflow = 'ellipsis'
  })
  return <div ref={box}>{children}</div>
}

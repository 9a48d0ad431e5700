import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { IntlShape } from 'react-intl'

export interface Moments {
  /** Date and time with the time zone, for a place that shows one moment. */
  full: (iso: string) => string
  /** Date and time without the zone, for a column whose heading names the zone. */
  short: (iso: string) => string
  /** Hours, minutes and the zone, for a moment that is near. */
  time: (iso: string) => string
  /** Day, month and year of a moment. */
  date: (iso: string) => string
  /** A day of the calendar, from a text as 2026-11-24. */
  day: (date: string) => string
  /** The reader's time zone, as in GMT-3. */
  zone: string
}

const DATE = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
const TIME = { hour: '2-digit', minute: '2-digit' } as const

/** Shows UTC moments of the service in the reader's language and time zone. */
export function useMoments(): Moments {
  const intl = useIntl()
  const full = useCallback(
    (iso: string) => intl.formatDate(iso, { ...DATE, ...TIME, timeZoneName: 'short' }),
    [intl]
  )
  const short = useCallback((iso: string) => intl.formatDate(iso, { ...DATE, ...TIME }), [intl])
  const time = useCallback(
    (iso: string) => intl.formatTime(iso, { ...TIME, timeZoneName: 'short' }),
    [intl]
  )

  const day = useCallback(
    (date: string) => intl.formatDate(`${date}T12:00:00Z`, { ...DATE, timeZone: 'UTC' }),
    [intl]
  )

  const date = useCallback((iso: string) => intl.formatDate(iso, DATE), [intl])

  return { full, short, time, date, day, zone: zoneName(intl) }
}

function zoneName({ locale, timeZone }: Pick<IntlShape, 'locale' | 'timeZone'>): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts()
  const zone = parts.find(part => part.type === 'timeZoneName')
  return zone === undefined ? '' : zone.value
}

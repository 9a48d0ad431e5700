import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { IntlShape } from 'react-intl'

interface Moments {
  /** Date and time with the time zone, for a place that shows one moment. */
  full: (iso: string) => string
  /**
   * Date and time for a column whose heading names the zone of now. A moment of another zone (before the clocks
   * were changed) names its own.
   */
  short: (iso: string) => string
  /** In as few signs as tell it apart: the time for today, day and month with the time otherwise. */
  brief: (iso: string) => string
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
  const zone = zoneName(intl, new Date())
  const short = useCallback(
    (iso: string) =>
      zoneName(intl, new Date(iso)) === zone
        ? intl.formatDate(iso, { ...DATE, ...TIME })
        : full(iso),
    [intl, zone, full]
  )
  const time = useCallback(
    (iso: string) => intl.formatTime(iso, { ...TIME, timeZoneName: 'short' }),
    [intl]
  )

  const brief = useCallback(
    (iso: string) => {
      const today = intl.formatDate(iso, DATE) === intl.formatDate(new Date(), DATE)
      return today
        ? intl.formatTime(iso, TIME)
        : intl.formatDate(iso, { day: '2-digit', month: '2-digit', ...TIME })
    },
    [intl]
  )

  const day = useCallback(
    (date: string) => intl.formatDate(`${date}T12:00:00Z`, { ...DATE, timeZone: 'UTC' }),
    [intl]
  )

  const date = useCallback((iso: string) => intl.formatDate(iso, DATE), [intl])

  return { full, short, brief, time, date, day, zone }
}

/** Making a format is slow, and a page shows a hundred moments. */
const formats = new Map<string, Intl.DateTimeFormat>()

function zoneName({ locale, timeZone }: Pick<IntlShape, 'locale' | 'timeZone'>, at: Date): string {
  const key = `${locale} ${timeZone === undefined ? '' : timeZone}`
  const format =
    formats.get(key) || new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
  formats.set(key, format)
  const parts = format.formatToParts(at)
  const zone = parts.find(part => part.type === 'timeZoneName')
  return zone === undefined ? '' : zone.value
}

import { useMemo } from 'react'
import { useIntl } from 'react-intl'

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
  /** To the second, where two moments of one minute must be told apart. */
  exact: (iso: string) => string
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

/** A clock of twice 12 hours has no zero in front: 1:24 AM. */
const timeOf = (locale: string) =>
  ({ hour: /^en\b/.test(locale) ? 'numeric' : '2-digit', minute: '2-digit' }) as const

/** Shows UTC moments of the service in the reader's language and time zone. */
export function useMoments(): Moments {
  const { locale, timeZone } = useIntl()
  return useMemo(() => {
    const hoursAndMinutes = timeOf(locale)
    const shown = (options: Intl.DateTimeFormatOptions) => (iso: string) =>
      formatOf(locale, { timeZone, ...options }).format(new Date(iso))
    const full = shown({ ...DATE, ...hoursAndMinutes, timeZoneName: 'short' })
    const dateAndTime = shown({ ...DATE, ...hoursAndMinutes })
    const exact = shown({ ...DATE, ...hoursAndMinutes, second: '2-digit' })
    const date = shown(DATE)
    const time = shown(hoursAndMinutes)
    const dayAndTime = shown({ day: '2-digit', month: '2-digit', ...hoursAndMinutes })
    const dayOfCalendar = shown({ ...DATE, timeZone: 'UTC' })
    const zoneAt = (at: Date) => zoneName(formatOf(locale, { timeZone, timeZoneName: 'short' }), at)
    const zone = zoneAt(new Date())
    return {
      full,
      exact,
      short: iso => (zoneAt(new Date(iso)) === zone ? dateAndTime(iso) : full(iso)),
      brief: iso => (date(iso) === date(new Date().toISOString()) ? time(iso) : dayAndTime(iso)),
      time: shown({ ...hoursAndMinutes, timeZoneName: 'short' }),
      date,
      day: day => dayOfCalendar(`${day}T12:00:00Z`),
      zone,
    }
  }, [locale, timeZone])
}

/** Making a format is slow, and a page shows a hundred moments. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = formats.get(key) || new Intl.DateTimeFormat(clockOf(locale), options)
  formats.set(key, format)
  return format
}

/** Spanish uses the 24-hour clock, regardless of the country whose dates VTEX's Admin uses. */
const clockOf = (locale: string): string => (/^es\b/.test(locale) ? `${locale}-u-hc-h23` : locale)

function zoneName(format: Intl.DateTimeFormat, at: Date): string {
  const zone = format.formatToParts(at).find(part => part.type === 'timeZoneName')
  return zone === undefined ? '' : zone.value
}

import type { AsideInput, AsideUntil } from '../api/generated'
import { isDay } from './period.logic'

/** The ways to put a problem aside, the one that is usually meant first. */
export const UNTIL: readonly AsideUntil[] = ['HALF', 'MORE', 'DAY', 'OVER']

/** As typed. */
export interface AsideForm {
  until: AsideUntil
  /** As 2026-11-24. */
  day: string
  skus: string
  reason: string
}

export const NEW_ASIDE: AsideForm = { until: 'HALF', day: '', skus: '10', reason: '' }

/** As the service takes them. */
export const REASON_LIMIT = 200
const MOST_MORE = 1_000_000
const LONGEST_DAYS = 365

/** At how many SKUs a problem of `count` has grown by half, as the service counts. */
export const grownByHalf = (count: number): number => Math.max(Math.ceil(count * 1.5), count + 1)

/** The first moment of a day on the reader's clock. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00`)

/** The calendar day on the reader's clock, so many days from now. */
export function dayAhead(days: number, now: Date): string {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

export const firstDay = (now: Date): string => dayAhead(1, now)
export const lastDay = (now: Date): string => dayAhead(LONGEST_DAYS, now)

type Field = 'day' | 'skus' | 'reason'

export type AsideResult = { aside: AsideInput } | { wrong: readonly Field[] }

/** What is asked of the service, or which fields are wrong. */
export function readAside({ until, day, skus, reason }: AsideForm, now: Date): AsideResult {
  const more = Number(skus)
  const isMore = /^\d{1,7}$/.test(skus.trim()) && more >= 1 && more <= MOST_MORE
  const isAhead = isDay(day) && day >= firstDay(now) && day <= lastDay(now)
  const wrong: readonly Field[] = [
    ...(until === 'DAY' && !isAhead ? (['day'] as const) : []),
    ...(until === 'MORE' && !isMore ? (['skus'] as const) : []),
    ...(reason.trim() === '' ? (['reason'] as const) : []),
  ]
  if (wrong.length > 0) return { wrong }
  return {
    aside: {
      until,
      reason: reason.trim(),
      ...(until === 'DAY' ? { day: startOf(day).toISOString() } : {}),
      ...(until === 'MORE' ? { skus: more } : {}),
    },
  }
}

import React, { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Input } from 'vtex.styleguide'

import type { AsideInput, AsideUntil, Problem } from '../api/generated'
import { Dialog } from '../ui/Dialog'
import { ASIDE_UNTIL_KEYS, causeKey } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { isDay } from './period.logic'

/** The ways to put a problem aside, the one that is usually meant first. */
const UNTIL: readonly AsideUntil[] = ['HALF', 'MORE', 'DAY', 'OVER']

/** As typed. */
interface AsideForm {
  until: AsideUntil
  /** As 2026-11-24. */
  day: string
  skus: string
  reason: string
}

export const NEW_ASIDE: AsideForm = { until: 'HALF', day: '', skus: '10', reason: '' }

/** As the service takes them. */
const REASON_LIMIT = 200
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

const firstDay = (now: Date): string => dayAhead(1, now)
const lastDay = (now: Date): string => dayAhead(LONGEST_DAYS, now)

type Field = 'day' | 'skus' | 'reason'

type AsideResult = { aside: AsideInput } | { wrong: readonly Field[] }

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

interface AsideDialogProps {
  problem: Problem
  busy: boolean
  onAside: (aside: AsideInput) => void
  onClose: () => void
}

/** Asks until when a problem is put aside, and why. */
export function AsideDialog({ problem, busy, onAside, onClose }: AsideDialogProps) {
  const text = useText()
  const [form, setForm] = useState(NEW_ASIDE)
  const [tried, setTried] = useState(false)
  const now = new Date()
  const read = readAside(form, now)
  const isWrong = (field: 'day' | 'skus' | 'reason') =>
    tried && 'wrong' in read && read.wrong.includes(field)
  const send = () => {
    setTried(true)
    if ('aside' in read) onAside(read.aside)
  }
  const extra: Readonly<Partial<Record<AsideUntil, ReactNode>>> = {
    MORE: (
      <Extra error={isWrong('skus') ? text('aside.skus.wrong') : null}>
        <Input
          size="small"
          inputMode="numeric"
          label={text('aside.until.more.skus')}
          value={form.skus}
          maxLength={7}
          error={isWrong('skus')}
          onChange={event => setForm({ ...form, skus: event.target.value })}
        />
      </Extra>
    ),
    DAY: (
      <Extra error={isWrong('day') ? text('aside.day.wrong') : null}>
        <label className="t-small" style={STYLES.quiet}>
          <span className="mr3">{text('aside.until.day.date')}</span>
          <input
            type="date"
            value={form.day}
            min={firstDay(now)}
            max={lastDay(now)}
            className="ba b--muted-4 br2 ph3 t-small c-on-base bg-base"
            style={{ height: 32 }}
            onChange={event => setForm({ ...form, day: event.target.value })}
          />
        </label>
      </Extra>
    ),
  }

  return (
    <Dialog
      id="aside"
      title={text('aside.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="small" variation="tertiary" disabled={busy} onClick={onClose}>
            {text('aside.no')}
          </Button>
          <Button size="small" isLoading={busy} onClick={send}>
            {text('aside.yes')}
          </Button>
        </>
      }
    >
      <p className="mt0 mb4 lh-copy">
        <strong className="fw7">{text(causeKey(problem.cause, 'title'))}.</strong>{' '}
        {text('aside.meaning')}
      </p>
      <fieldset className="bn pa0 ma0 mb4">
        <legend className="t-small fw7 mb2 pa0 c-on-base">{text('aside.until')}</legend>
        {UNTIL.map(until => (
          <div key={until}>
            <label className="flex items-center pointer pv2" style={STYLES.target}>
              <input
                type="radio"
                name="aside-until"
                className="ma0 mr3"
                style={{ width: 18, height: 18, flexShrink: 0 }}
                checked={form.until === until}
                onChange={() => setForm({ ...form, until })}
              />
              {text(ASIDE_UNTIL_KEYS[until], {
                from: problem.count,
                to: grownByHalf(problem.count),
              })}
            </label>
            {form.until === until && extra[until]}
          </div>
        ))}
      </fieldset>
      <Input
        label={text('aside.reason')}
        value={form.reason}
        maxLength={REASON_LIMIT}
        autoComplete="off"
        error={isWrong('reason')}
        onChange={event => setForm({ ...form, reason: event.target.value })}
      />
      {isWrong('reason') && <Wrong>{text('aside.reason.missing')}</Wrong>}
    </Dialog>
  )
}

function Extra({ error, children }: { error: string | null; children: ReactNode }) {
  return (
    <div className="ml6 mb3" style={{ maxWidth: 260 }}>
      {children}
      {error !== null && <Wrong>{error}</Wrong>}
    </div>
  )
}

function Wrong({ children }: { children: string }) {
  return (
    <p role="alert" className="t-small mt2 mb0" style={STYLES.danger}>
      {children}
    </p>
  )
}

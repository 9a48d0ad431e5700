import React from 'react'

import type { Connection, StandstillKind } from '../api/generated'
import { CONNECTION } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { SlimNotice } from './notice'
import { useMoments } from './useMoments'
import { useText } from './useText'

const TITLE_KEYS: Record<StandstillKind, string> = {
  RUNS: 'standstill.title',
  ENGINE: 'standstill.title',
  QUEUE: 'standstill.title',
  LATE: 'standstill.title-late',
  UNCONFIRMED: 'standstill.title-unconfirmed',
  KEY: 'standstill.title-key',
}

const MEANING_KEYS: Record<StandstillKind, string> = {
  RUNS: 'standstill.runs',
  ENGINE: 'standstill.engine',
  QUEUE: 'standstill.queue',
  LATE: 'standstill.late',
  UNCONFIRMED: 'standstill.unconfirmed',
  KEY: 'standstill.key',
}

type Silent = Pick<Connection, 'standstill' | 'gap' | 'pending' | 'waitingSince'>

/** A standstill without a known reason and, after an outage, what was compared: the same on every page. */
export function SilenceNotices({ connection }: { connection: Silent }) {
  return (
    <>
      {connection.standstill !== null && (
        <StandstillNotice connection={connection} standstill={connection.standstill} />
      )}
      {connection.gap !== null && <GapNotice gap={connection.gap} />}
    </>
  )
}

/** The same for a page that does not know the connection. */
export function WatchedSilence() {
  const { data } = useQueryOf(CONNECTION, {}, { follow: true })
  return data === null ? null : <SilenceNotices connection={data} />
}

interface StandstillNoticeProps {
  connection: Silent
  standstill: NonNullable<Connection['standstill']>
}

/** Something that should happen does not: since when, what is known, and who can help. */
function StandstillNotice({ connection, standstill }: StandstillNoticeProps) {
  const text = useText()
  const { full } = useMoments()
  const { pending, waitingSince } = connection
  const { kind } = standstill
  const since = text('incident.since', { since: full(standstill.since) })
  return (
    <SlimNotice
      title={text(TITLE_KEYS[kind])}
      summary={
        kind === 'KEY'
          ? since
          : waitingSince !== null && waitingSince <= standstill.since
            ? text('standstill.waiting', { pending, since: full(waitingSince) })
            : // What came into the queue later does not tell for how long nothing has moved.
              `${since} ${text('incident.queued', { pending })}`
      }
      more={text('incident.details')}
    >
      <p className="ma0">
        {since} {text(MEANING_KEYS[kind])}{' '}
        {text(kind === 'KEY' ? 'standstill.todo-key' : 'standstill.todo')}
      </p>
    </SlimNotice>
  )
}

/** Notifications may have been lost: what was compared since, and what differed. */
function GapNotice({ gap }: { gap: NonNullable<Connection['gap']> }) {
  const text = useText()
  const { full, brief } = useMoments()
  const { compared, differed } = gap
  const when = { from: brief(gap.from), to: brief(gap.to) }
  return (
    <SlimNotice
      type={compared === null ? 'warning' : 'success'}
      title={text(compared === null ? 'gap.title' : 'gap.title-compared')}
      summary={
        compared === null || differed === null
          ? text('gap.comparing', when)
          : text('gap.compared', { ...when, compared, differed })
      }
      more={text('incident.details')}
    >
      <p className="ma0">
        {text('incident.since', { since: full(gap.from) })} {text('gap.why')}
      </p>
    </SlimNotice>
  )
}

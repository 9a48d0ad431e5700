import React from 'react'

import { BlockedOffer } from '../../components/BlockedOffer'
import { CarrefourWords } from '../../components/CarrefourWords'
import { Countdown } from '../../components/Countdown'
import { Disclosure } from '../../components/Disclosure'
import { FailureState } from '../../components/FailureState'
import { LearnMore } from '../../components/LearnMore'
import { Question } from '../../components/Question'
import { StatusTag } from '../../components/StatusTag'
import { Waiting } from '../../components/Waiting'
import { FileProgress } from '../../export/FileProgress'
import type { ExportState } from '../../export/useFileExport'
import { ACTORS, CAUSES, STATUSES } from '../../graphql/types'
import type { Cause } from '../../graphql/types'
import { ProblemCard } from '../../pages/inventory/ProblemCard'
import { aProcess } from '../samples'
import { connection, MAY_ALL, MAY_VIEW, problem } from './samples'
import { ProcessDetail } from '../../pages/inventory/ProcessDetail'
import { NOT_CATALOGED_MESSAGE } from '../samples'
import type { Scene, SceneGroup } from './scene'
import { minutesAgo } from './scene'
import { service } from './samples'

const nothing = () => undefined

const part = (id: string, title: string, Shown: React.ComponentType): Scene => ({
  id: `part-${id}`,
  title,
  answers: service,
  Show: () => (
    <div className="pa5 bg-base">
      <Shown />
    </div>
  ),
})

const card =
  (cause: Cause, actor: (typeof ACTORS)[number], permissions = MAY_ALL) =>
  () => (
    <ul className="list ma0 pa0">
      <ProblemCard
        problem={problem({ id: cause, cause, actor, nextCheckAt: null })}
        permissions={permissions}
        busy={false}
        onShow={nothing}
        onDismiss={nothing}
        connection={connection()}
        onFixed={nothing}
      />
    </ul>
  )

const file = (state: ExportState) => () => (
  <FileProgress
    exporting={{ state, start: nothing, resume: nothing, dismiss: nothing, saveAgain: nothing }}
  />
)
const HALF = { written: 52_000, total: 100_000 }

export const PARTS: SceneGroup = {
  id: 'parts',
  title: 'Parts',
  kind: 'part',
  scenes: [
    part('status', 'Every status', () => (
      <>
        {STATUSES.map(status => (
          <span key={status} className="mr4">
            <StatusTag status={status} />
          </span>
        ))}
      </>
    )),
    part('waiting', 'Loading', () => <Waiting height={120} />),
    part('failed', 'No answer', () => <FailureState failure="failed" onRetry={nothing} />),
    part('signed-out', 'Signed out', () => <FailureState failure="signed-out" onRetry={nothing} />),
    part('forbidden', 'No permission', () => (
      <FailureState failure="forbidden" onRetry={nothing} />
    )),
    part('words', 'Words of Carrefour', () => (
      <CarrefourWords title="Mensagem" message={NOT_CATALOGED_MESSAGE} />
    )),
    part('countdown', 'Time left: hours, minutes, over', () => (
      <>
        <Countdown until={minutesAgo(-95)} /> · <Countdown until={minutesAgo(-2)} /> ·{' '}
        <Countdown until={minutesAgo(2)} />
      </>
    )),
    part('disclosure', 'Something one click away', () => (
      <Disclosure label="Label">Content</Disclosure>
    )),
    part('learn-more', 'Links to more', () => <LearnMore portalUrl="https://portal.example" />),
    part('question', 'Question before a deed', () => (
      <Question
        id="sample"
        title="Title?"
        meaning="What happens then."
        yes="Do it"
        no="Leave it"
        busy={false}
        onYes={nothing}
        onNo={nothing}
      />
    )),
    part(
      'file-running',
      'A file in the making',
      file({ phase: 'running', trouble: false, ...HALF })
    ),
    part(
      'file-trouble',
      'A page of it is late',
      file({ phase: 'running', trouble: true, ...HALF })
    ),
    part('file-stopped', 'It stopped', file({ phase: 'stopped', failure: 'failed', ...HALF })),
    part(
      'file-done',
      'The file is there',
      file({ phase: 'done', name: 'estoque-carrefour-2026-11-24.xlsx', written: 100_000 })
    ),
    part('blocked', 'Offer to send what was blocked', () => (
      <BlockedOffer blocked={17} permissions={MAY_ALL} onReprocessed={nothing} />
    )),
    part('blocked-viewer', 'That offer for one who may only view', () => (
      <BlockedOffer blocked={1} permissions={MAY_VIEW} onReprocessed={nothing} />
    )),
  ],
}

export const PROBLEM_CARDS: SceneGroup = {
  id: 'problems',
  title: 'Problem cards',
  kind: 'part',
  scenes: [
    ...ACTORS.map(actor =>
      part(`problem-${actor.toLowerCase()}`, `Acts: ${actor}`, card('OFFER_LINE_REJECTED', actor))
    ),
    part('problem-viewer', 'For one who may only view', card('NO_PRICE', 'MERCHANT', MAY_VIEW)),
    part('problem-waits', 'With the next look at the catalogue', () => (
      <ul className="list ma0 pa0">
        <ProblemCard
          problem={problem({ count: 1, dismissed: true })}
          permissions={MAY_ALL}
          busy={false}
          onShow={nothing}
          onDismiss={nothing}
          connection={connection()}
          onFixed={nothing}
        />
      </ul>
    )),
  ],
}

/** The help of every cause, as the detail of a SKU shows it. */
export const CAUSE_DETAILS: SceneGroup = {
  id: 'causes',
  title: 'Causes',
  kind: 'part',
  scenes: CAUSES.map(cause =>
    part(`cause-${cause.toLowerCase()}`, cause, () => (
      <ProcessDetail
        process={aProcess({ status: 'WARNING', cause, actor: 'MERCHANT', message: 'Mensagem' })}
        connection={connection()}
        permissions={MAY_ALL}
        onReprocess={nothing}
        onFixed={nothing}
      />
    ))
  ),
}

import React from 'react'

import { CAUSES } from '../../api/causes'
import { Actor, Cause, Status } from '../../api/generated'
import type { PermissionsAnswer } from '../../api/generated'
import { GivenPermissions } from '../../api/permissions'
import { FileProgress } from '../../export/FileProgress'
import type { ExportState } from '../../export/useFileExport'
import { ProblemCard } from '../../inventory/ProblemCard'
import { ProcessDetail } from '../../inventory/ProcessDetail'
import { BlockedOffer } from '../../jobs/BlockedOffer'
import { Disclosure } from '../../ui/buttons'
import { Countdown } from '../../ui/Countdown'
import { Question } from '../../ui/Dialog'
import { LearnMore } from '../../ui/links'
import { MarketplaceMessage } from '../../ui/MarketplaceMessage'
import { FailureState, Waiting } from '../../ui/states'
import { StatusTag } from '../../ui/StatusTag'
import { aProcess, NOT_CATALOGED_MESSAGE } from '../samples'
import { aside, connection, MAY_ALL, MAY_VIEW, problem, service } from './samples'
import { minutesAgo } from './scene'
import type { Scene, SceneGroup } from './scene'

const nothing = () => undefined

const part = (
  id: string,
  title: string,
  Shown: React.ComponentType,
  permissions: PermissionsAnswer = MAY_ALL
): Scene => ({
  id: `part-${id}`,
  title,
  answers: service,
  Show: () => (
    <GivenPermissions value={permissions}>
      <div className="pa5 bg-base">
        <Shown />
      </div>
    </GivenPermissions>
  ),
})

const card = (cause: Cause, actor: Actor) => () => (
  <ul className="list ma0 pa0">
    <ProblemCard
      problem={problem({ id: cause, cause, actor, nextCheckAt: null })}
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
  scenes: [
    part('status', 'Every status', () => (
      <>
        {Object.values(Status).map(status => (
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
      <MarketplaceMessage title="Mensagem" message={NOT_CATALOGED_MESSAGE} />
    )),
    part('countdown', 'Time left: hours, minutes, over', () => (
      <>
        <Countdown until={minutesAgo(-95)} over="0:00" /> ·{' '}
        <Countdown until={minutesAgo(-2)} over="0:00" /> ·{' '}
        <Countdown until={minutesAgo(2)} over="0:00" />
      </>
    )),
    part('disclosure', 'Something one click away', () => (
      <Disclosure label="Label">Content</Disclosure>
    )),
    part('learn-more', 'Links to more', () => (
      <LearnMore portalUrl="https://portal.example" cause="AUTH_INVALID" />
    )),
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
      <BlockedOffer blocked={17} onReprocessed={nothing} />
    )),
    part(
      'blocked-viewer',
      'That offer for one who may only view',
      () => <BlockedOffer blocked={1} onReprocessed={nothing} />,
      MAY_VIEW
    ),
  ],
}

export const PROBLEM_CARDS: SceneGroup = {
  id: 'problems',
  title: 'Problem cards',
  scenes: [
    ...Object.values(Actor).map(actor =>
      part(`problem-${actor.toLowerCase()}`, `Acts: ${actor}`, card('OFFER_LINE_REJECTED', actor))
    ),
    part('problem-viewer', 'For one who may only view', card('NO_PRICE', 'MERCHANT'), MAY_VIEW),
    part('problem-waits', 'With the next look at the catalogue', () => (
      <ul className="list ma0 pa0">
        <ProblemCard
          problem={problem({ count: 1, dismissed: true, aside: aside() })}
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

/** As the service decides it of a cause. */
const decided = (cause: Cause) => ({
  cause,
  status: CAUSES[cause].status,
  actor: CAUSES[cause].actor,
})

/** The help of every cause, as the detail of a SKU shows it. */
export const CAUSE_DETAILS: SceneGroup = {
  id: 'causes',
  title: 'Causes',
  scenes: Object.values(Cause).map(cause =>
    part(`cause-${cause.toLowerCase()}`, cause, () => (
      <ProcessDetail
        process={aProcess({ ...decided(cause), message: 'Mensagem' })}
        connection={connection()}
        onReprocess={nothing}
        onFixed={nothing}
      />
    ))
  ),
}

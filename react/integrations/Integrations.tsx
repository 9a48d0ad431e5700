import React from 'react'
import { Alert, Button, IconCog, Tag } from 'vtex.styleguide'
import { useRuntime } from 'vtex.render-runtime'

import { CONNECTION, HEALTH, RECONCILE } from '../api/generated'
import type { Connection, HealthAnswer, ReconcileAnswer } from '../api/generated'
import { usePermissions } from '../api/permissions'
import type { Right } from '../api/permissions'
import { useQueryOf } from '../api/useQueryOf'
import type { Query } from '../api/useQueryOf'
import { KeyTestResult, keyTestTone } from '../configuration/KeyTest'
import type { useKeyTest } from '../configuration/KeyTest'
import { IncidentBanner } from '../connection/IncidentBanner'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { Question } from '../ui/Dialog'
import { ROUTES } from '../ui/links'
import { ActionsMenu } from '../ui/Menu'
import { Block, PageFrame } from '../ui/PageFrame'
import { FailureState, Unanswered, Waiting } from '../ui/states'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useText } from '../ui/useText'
import { cardOptions, health, HEALTH_COLORS } from './card.logic'
import { useCardActions } from './useCardActions'
import { Counters, LastDay, NextSend, ReconcileState } from './CardFacts'

/** Says what happens before sending is turned off or the connection is taken down. */
function CardQuestion({ actions }: { actions: ReturnType<typeof useCardActions> }) {
  const text = useText()
  switch (actions.asking) {
    case null:
      return null
    case 'turn-off':
      return (
        <Question
          id="turn-off"
          title={text('integrations.turn-off.title')}
          meaning={`${text('configuration.switch-off')} ${text('integrations.turn-off.queue')}`}
          yes={text('integrations.turn-off')}
          no={text('configuration.switch-off.cancel')}
          busy={actions.turning}
          onYes={actions.turnOff}
          onNo={actions.keep}
        />
      )
    case 'disconnect':
      return (
        <Question
          id="disconnect"
          title={text('integrations.disconnect.title')}
          meaning={text('integrations.disconnect.meaning')}
          yes={text('integrations.disconnect')}
          no={text('integrations.disconnect.cancel')}
          busy={actions.disconnecting}
          onYes={actions.disconnect}
          onNo={actions.keep}
        />
      )
  }
}

interface ConnectionTestProps {
  test: ReturnType<typeof useKeyTest>
}

/** The last test of the saved configuration, on the card. */
function ConnectionTest({ test }: ConnectionTestProps) {
  const text = useText()
  const { testing, outcome, clear } = test
  return (
    <div role="status" aria-live="polite" className={testing || outcome !== null ? 'mt5' : ''}>
      {testing && <Waiting height={80} />}
      {!testing && outcome !== null && (
        <Alert type={keyTestTone(outcome)} onClose={clear} closeIconLabel={text('common.close')}>
          <div>
            <KeyTestResult outcome={outcome} />
          </div>
        </Alert>
      )}
    </div>
  )
}

/** Milliseconds between two looks: the counts of a day move slowly, a comparison moves while one watches. */
const HEALTH_POLL_MS = 60_000
const RECONCILE_POLL_MS = 10_000

interface CarrefourCardProps {
  connection: Connection
  onChanged: () => void
}

function CarrefourCard({ connection, onChanged }: CarrefourCardProps) {
  const text = useText()
  const { navigate } = useRuntime()
  const lastDay = useQueryOf(HEALTH, {}, { pollMs: HEALTH_POLL_MS })
  const state = health(connection)
  const comparing = useQueryOf(RECONCILE, {}, { pollMs: RECONCILE_POLL_MS })
  const actions = useCardActions(onChanged, comparing.reload)
  const permissions = usePermissions()
  const may = (needs: Right) => permissions === null || permissions[needs]
  const allowed = may('configure')
  const edit = () => navigate({ page: ROUTES.configuration })
  const history = () => navigate({ page: ROUTES.history })

  return (
    <section aria-labelledby="carrefour-card">
      <div className="flex items-start justify-between">
        <div>
          <h2 id="carrefour-card" className="t-heading-3 mt0 mb3">
            Carrefour
          </h2>
          <Tag size="small" {...TAG_COLORS[HEALTH_COLORS[state]]}>
            {text(`health.${state}`)}
          </Tag>
        </div>
        <ActionsMenu
          label={text('integrations.gear')}
          options={cardOptions(state, { edit, history, ...actions }, text).map(
            ({ needs = 'configure', ...option }) => ({
              ...option,
              disabledReason: may(needs) || needs === 'view' ? null : text(`permission.${needs}`),
            })
          )}
        >
          <IconCog size={20} />
        </ActionsMenu>
      </div>
      <p className="lh-copy mw7" style={STYLES.quiet}>
        {text(`health.${state}.meaning`)}
      </p>
      {state === 'not-configured' ? (
        <Button size="small" disabled={!allowed} onClick={edit}>
          {text('integrations.configure')}
        </Button>
      ) : (
        <>
          <Counters connection={connection} />
          <NextSend connection={connection} />
          <Details lastDay={lastDay} comparing={comparing} />
        </>
      )}
      <CardQuestion actions={actions} />
      <ConnectionTest test={actions.key} />
    </section>
  )
}

interface DetailsProps {
  lastDay: Query<HealthAnswer>
  comparing: Query<ReconcileAnswer>
}

/** What the card knows besides the connection, or that it could not be had. */
function Details({ lastDay, comparing }: DetailsProps) {
  const text = useText()
  return (
    <>
      {lastDay.data !== null && <LastDay health={lastDay.data} />}
      {lastDay.data === null && lastDay.failure !== null && (
        <Unanswered onRetry={lastDay.reload}>{text('unanswered.health')}</Unanswered>
      )}
      {comparing.data !== null && <ReconcileState reconcile={comparing.data} />}
      {comparing.data === null && comparing.failure !== null && (
        <Unanswered onRetry={comparing.reload}>{text('unanswered.reconcile')}</Unanswered>
      )}
    </>
  )
}

/** Milliseconds between two looks at the connection's health. */
const CONNECTION_POLL_MS = 10_000

/** Marketplace > Connections > Integrations: the card of Carrefour, its health and its gear. */
export function Integrations() {
  const text = useText()
  const {
    data: connection,
    failure,
    reload,
  } = useQueryOf(CONNECTION, {}, { pollMs: CONNECTION_POLL_MS })

  return (
    <PageFrame title={text('integrations.title')} subtitle={text('integrations.subtitle')}>
      {connection === null ? (
        <Block>
          {failure === null ? <Waiting /> : <FailureState failure={failure} onRetry={reload} />}
        </Block>
      ) : (
        <>
          <IncidentBanner connection={connection} onFixed={reload} />
          {connection.incident === null && (
            <BlockedOffer blocked={connection.blocked ?? 0} onReprocessed={reload} linkToList />
          )}
          <Block>
            <CarrefourCard connection={connection} onChanged={reload} />
          </Block>
        </>
      )}
    </PageFrame>
  )
}

import React, { useEffect, useState } from 'react'
import { Alert, Button, IconCog, Tag } from 'vtex.styleguide'
import { useRuntime } from 'vtex.render-runtime'

import type { Connection, HealthAnswer, ReconcileAnswer } from '../api/generated'
import {
  CONNECTION,
  DISCONNECT,
  HEALTH,
  RECONCILE,
  START_RECONCILE,
  SWITCH_CONNECTION,
} from '../api/generated'
import { usePermissions } from '../api/permissions'
import type { Right } from '../api/permissions'
import { useQueryOf } from '../api/useQueryOf'
import type { Query } from '../api/useQueryOf'
import { KeyTestResult, keyTestTone, useKeyTest } from '../configuration/KeyTest'
import { IncidentBanner } from '../connection/IncidentBanner'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { WithReason } from '../ui/buttons'
import { Question } from '../ui/Dialog'
import { ROUTES } from '../ui/links'
import { ActionsMenu } from '../ui/Menu'
import { Block, PageFrame } from '../ui/PageFrame'
import { FailureState, Unanswered, Waiting } from '../ui/states'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useText } from '../ui/useText'
import { cardOptions, health, HEALTH_COLORS } from './card.logic'
import { Counters, LastDay, NextSend, ReconcileState } from './CardFacts'
import { useOperation } from '../api/useOperation'
import { failureKey } from '../ui/keys'
import { useNotice } from '../ui/notice'

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
          grave
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

/** Milliseconds between two looks at a comparison, which moves while one watches. */
const RECONCILE_POLL_MS = 10_000

/** What the card shows besides the connection, asked for with it. */
function useCard() {
  const lastDay = useQueryOf(HEALTH, {}, { follow: true })
  const [moves, setMoves] = useState(false)
  const comparing = useQueryOf(
    RECONCILE,
    {},
    { follow: true, pollMs: moves ? RECONCILE_POLL_MS : null }
  )
  const runs = comparing.data !== null && comparing.data.run !== null
  useEffect(() => setMoves(runs), [runs])
  return { lastDay, comparing }
}

interface CarrefourCardProps {
  connection: Connection
  card: ReturnType<typeof useCard>
  onChanged: () => void
}

function CarrefourCard({ connection, card, onChanged }: CarrefourCardProps) {
  const text = useText()
  const { navigate } = useRuntime()
  const { lastDay, comparing } = card
  const state = health(connection)
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
          <h2 id="carrefour-card" className="t-heading-5 mt0 mb3">
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
        {text(state === 'on' && connection.brake ? 'health.on.held' : `health.${state}.meaning`)}
      </p>
      {state === 'not-configured' ? (
        <WithReason shown reason={allowed ? null : text('permission.configure')}>
          <Button size="small" disabled={!allowed} onClick={edit}>
            {text('integrations.configure')}
          </Button>
        </WithReason>
      ) : (
        <>
          <Counters connection={connection} />
          <NextSend connection={connection} state={state} />
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

/** Marketplace > Connections > Integrations: the card of Carrefour, its health and its gear. */
export function Integrations() {
  const text = useText()
  return (
    <PageFrame title={text('integrations.title')} subtitle={text('integrations.subtitle')}>
      <IntegrationsContent />
    </PageFrame>
  )
}

function IntegrationsContent() {
  const { data: connection, failure, reload } = useQueryOf(CONNECTION, {}, { follow: true })
  const card = useCard()
  if (connection === null) {
    return (
      <Block>
        {failure === null ? <Waiting /> : <FailureState failure={failure} onRetry={reload} />}
      </Block>
    )
  }
  return (
    <>
      <IncidentBanner connection={connection} onFixed={reload} />
      {connection.incident === null && (
        <BlockedOffer blocked={connection.blocked ?? 0} onReprocessed={reload} linkToList />
      )}
      <Block>
        <CarrefourCard connection={connection} card={card} onChanged={reload} />
      </Block>
    </>
  )
}

/** The saved configuration, as a test takes it. */
const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

/** What the gear of the card does: test, compare, turn on; turn off and disconnect after a question. */
function useCardActions(onChanged: () => void, onCompared: () => void) {
  const text = useText()
  const notify = useNotice()
  const key = useKeyTest()
  const [turn, turning] = useOperation(SWITCH_CONNECTION)
  const [takeDown, disconnecting] = useOperation(DISCONNECT)
  const [asking, setAsking] = useState<'turn-off' | 'disconnect' | null>(null)

  const turnTo = async (active: boolean) => {
    const outcome = await turn({ active })
    setAsking(null)
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourSaved')
      notify(text(active ? 'integrations.turned-on' : 'integrations.turned-off'))
    else notify(text('integrations.not-turned'))
    onChanged()
  }

  const disconnect = async () => {
    const outcome = await takeDown({})
    setAsking(null)
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourDisconnected')
      notify(text('integrations.disconnected'))
    else notify(text('integrations.not-disconnected'))
    onChanged()
  }

  const [startComparing] = useOperation(START_RECONCILE)
  const compare = async () => {
    const outcome = await startComparing({})
    if ('failure' in outcome) notify(text(`${failureKey(outcome.failure)}.action`))
    else if (outcome.done.__typename === 'CarrefourReconcileStarted')
      notify(text('integrations.compare.started'))
    else notify(text('integrations.compare.refused'))
    onCompared()
  }

  return {
    key,
    asking,
    turning,
    disconnecting,
    // A saved key that Carrefour accepts ends the incident, and the page offers to reprocess what it blocked.
    test: () => void key.test(SAVED).then(onChanged),
    askTurnOff: () => setAsking('turn-off'),
    askDisconnect: () => setAsking('disconnect'),
    compare: () => void compare(),
    keep: () => setAsking(null),
    turnOff: () => void turnTo(false),
    disconnect: () => void disconnect(),
    turnOn: () => void turnTo(true),
  }
}

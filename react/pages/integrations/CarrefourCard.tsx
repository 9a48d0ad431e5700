import React from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button, IconCog, Tag } from 'vtex.styleguide'

import { ActionsMenu } from '../../components/ActionsMenu'
import { QUIET, TAG_COLORS } from '../../components/colors'
import { Unanswered } from '../../components/Unanswered'
import { useHealth } from '../../data/useHealth'
import { useReconcile } from '../../data/useReconcile'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions } from '../../graphql/types'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'
import { cardOptions } from './card.logic'
import { CardQuestion } from './CardQuestion'
import { ConnectionTest } from './ConnectionTest'
import { Counters } from './Counters'
import { health, HEALTH_COLORS } from './health.logic'
import { LastDay } from './LastDay'
import { NextSend } from './NextSend'
import { ReconcileState } from './ReconcileState'
import { useCardActions } from './useCardActions'

interface CarrefourCardProps {
  connection: Connection
  permissions: Permissions | null
  onChanged: () => void
}

export function CarrefourCard({ connection, permissions, onChanged }: CarrefourCardProps) {
  const text = useText()
  const { navigate } = useRuntime()
  const lastDay = useHealth()
  const state = health(connection)
  const comparing = useReconcile()
  const actions = useCardActions(onChanged, comparing.reload)
  const may = (needs: keyof Permissions) => permissions === null || permissions[needs]
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
      <p className="lh-copy mw7" style={{ color: QUIET }}>
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
  lastDay: ReturnType<typeof useHealth>
  comparing: ReturnType<typeof useReconcile>
}

/** What the card knows besides the connection, or that it could not be had. */
function Details({ lastDay, comparing }: DetailsProps) {
  const text = useText()
  return (
    <>
      {lastDay.health !== null && <LastDay health={lastDay.health} />}
      {lastDay.health === null && lastDay.failure !== null && (
        <Unanswered onRetry={lastDay.reload}>{text('unanswered.health')}</Unanswered>
      )}
      {comparing.reconcile !== null && <ReconcileState reconcile={comparing.reconcile} />}
      {comparing.reconcile === null && comparing.failure !== null && (
        <Unanswered onRetry={comparing.reload}>{text('unanswered.reconcile')}</Unanswered>
      )}
    </>
  )
}

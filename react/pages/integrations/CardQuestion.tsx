import React from 'react'

import { Question } from '../../components/Question'
import { useText } from '../../texts/useText'
import type { useCardActions } from './useCardActions'

/** Says what happens before sending is turned off or the connection is taken down. */
export function CardQuestion({ actions }: { actions: ReturnType<typeof useCardActions> }) {
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

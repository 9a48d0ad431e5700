import React from 'react'
import { useRuntime } from 'vtex.render-runtime'

import { Block } from '../../components/Block'
import { PageFrame } from '../../components/PageFrame'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'
import { HistoryBody } from './HistoryBody'
import { HistoryFilters } from './HistoryFilters'
import { useHistoryView } from './useHistoryView'

/** Integrations > Carrefour > History: who did what. */
export function History() {
  const text = useText()
  const { navigate } = useRuntime()
  const control = useHistoryView()

  return (
    <PageFrame
      title={text('history.title')}
      subtitle={text('history.subtitle')}
      back={{
        label: text('integrations.title'),
        onClick: () => navigate({ page: ROUTES.integrations }),
      }}
    >
      <Block>
        <HistoryFilters control={control} />
        <HistoryBody control={control} />
      </Block>
    </PageFrame>
  )
}

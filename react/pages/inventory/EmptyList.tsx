import React from 'react'
import type { ReactNode } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import { NothingHere } from '../../components/NothingHere'
import type { Connection } from '../../graphql/connectionTypes'
import type { SearchProblem } from '../../graphql/types'
import { searchProblemKey } from '../../texts/keys'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'
import { isBackwards } from './period.logic'
import type { ListView } from './view.logic'

/** Nothing was ever sent: how to begin, or that the app waits for the first change of stock. */
export function EmptyList({ connection }: { connection: Connection | null }) {
  const text = useText()
  const { navigate } = useRuntime()
  const configured = connection !== null && connection.configuration !== null

  if (configured) {
    return (
      <NothingHere title={text('inventory.empty.title')}>
        {text('inventory.empty.waiting')}
      </NothingHere>
    )
  }
  return (
    <NothingHere
      title={text('inventory.empty.title')}
      action={
        <Button size="small" onClick={() => navigate({ page: ROUTES.configuration })}>
          {text('inventory.empty.configure')}
        </Button>
      }
    >
      {text('inventory.empty.not-configured')}
    </NothingHere>
  )
}

interface NoResultProps {
  view: ListView
  searchProblem: SearchProblem | null
  action: ReactNode
}

/** Something was sent, but nothing that fits the filters: why, when the filters themselves are the reason. */
export function NoResult({ view, searchProblem, action }: NoResultProps) {
  const text = useText()
  const reason =
    searchProblem !== null
      ? searchProblemKey(searchProblem)
      : isBackwards(view)
        ? 'inventory.no-result.backwards'
        : 'inventory.no-result.todo'
  return (
    <NothingHere title={text('inventory.no-result.title')} action={action}>
      {text(reason)}
    </NothingHere>
  )
}

import React from 'react'
import type { ReactNode } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import { NothingHere } from '../../components/NothingHere'
import type { Connection } from '../../graphql/connectionTypes'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'

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

/** Something was sent, but nothing that fits the filters. */
export function NoResult({ action }: { action: ReactNode }) {
  const text = useText()
  return (
    <NothingHere title={text('inventory.no-result.title')} action={action}>
      {text('inventory.no-result.todo')}
    </NothingHere>
  )
}

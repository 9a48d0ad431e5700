import React from 'react'

import { PlainButton } from '../../components/PlainButton'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { useJobBook } from '../jobs/Jobs'
import { toFilter } from './filter.logic'
import { isFiltered } from './view.logic'
import type { ListView } from './view.logic'

interface ReprocessAllProps {
  view: ListView
  /** How many match. */
  total: number
  permissions: Permissions | null
  onStarted: () => void
}

/** Reprocesses all that the filters leave, after a look at the plan. */
export function ReprocessAll({ view, total, permissions, onStarted }: ReprocessAllProps) {
  const text = useText()
  const { plan } = useJobBook()
  const allowed = permissions === null || permissions.reprocess
  const reason = !allowed
    ? text('permission.reprocess')
    : view.status === 'PENDING'
      ? text('inventory.reprocess-all.pending')
      : null

  return (
    <PlainButton
      disabled={reason !== null}
      {...(reason === null ? {} : { label: reason })}
      onClick={() => plan({ filter: toFilter(view, new Date()), onStarted })}
    >
      {text(isFiltered(view) ? 'inventory.reprocess-matching' : 'inventory.reprocess-all', {
        count: total,
      })}
    </PlainButton>
  )
}

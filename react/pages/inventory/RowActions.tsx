import React, { useState } from 'react'
import { IconCaretDown } from 'vtex.styleguide'

import { ActionsMenu } from '../../components/ActionsMenu'
import type { Permissions, Process } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { usePauseWhile } from './pause'

interface RowActionsProps {
  process: Process
  permissions: Permissions | null
  onReprocess: () => void
}

/** Actions > Reprocess. One who may not reprocess sees it, with the reason. */
export function RowActions({ process, permissions, onReprocess }: RowActionsProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  usePauseWhile(open)
  const allowed = permissions === null || permissions.reprocess

  return (
    <ActionsMenu
      onOpen={setOpen}
      label={text('inventory.actions.label', { sku: process.skuId })}
      options={[
        {
          label: text('inventory.actions.reprocess'),
          onSelect: onReprocess,
          disabledReason: allowed ? null : text('permission.reprocess'),
        },
      ]}
    >
      <span className="nowrap">
        {text('inventory.actions.button')} <IconCaretDown size={10} />
      </span>
    </ActionsMenu>
  )
}

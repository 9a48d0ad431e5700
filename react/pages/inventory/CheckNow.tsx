import React from 'react'
import { Button } from 'vtex.styleguide'

import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'

interface CheckNowProps {
  permissions: Permissions | null
  onReprocess: () => void
}

/** For a product that waits for cataloguing: sends it again at once, which shows whether Carrefour has it by now. */
export function CheckNow({ permissions, onReprocess }: CheckNowProps) {
  const text = useText()
  const allowed = permissions === null || permissions.reprocess
  return (
    <div className="mb5">
      <Button size="small" variation="secondary" disabled={!allowed} onClick={onReprocess}>
        {text('detail.check-now')}
      </Button>
      {!allowed && <p className="t-small mt3 mb0">{text('permission.reprocess')}</p>}
    </div>
  )
}

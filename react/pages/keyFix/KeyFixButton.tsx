import React from 'react'
import { Button } from 'vtex.styleguide'

import { useKeyFix } from '../../components/keyFixPlace'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'

interface KeyFixButtonProps {
  /** Name of the place on the page where the form opens. */
  place: string
  permissions: Permissions | null
}

/** Opens the form for a new ShopKey beside the problem. Who may not configure sees it shut, with the reason. */
export function KeyFixButton({ place, permissions }: KeyFixButtonProps) {
  const text = useText()
  const fix = useKeyFix(place)
  const allowed = permissions === null || permissions.configure
  return (
    <div>
      <Button size="small" disabled={!allowed || fix.isOpen} onClick={fix.open}>
        {text('incident.fix-shop-key')}
      </Button>
      {!allowed && <p className="t-small mt3 mb0">{text('permission.configure')}</p>}
    </div>
  )
}

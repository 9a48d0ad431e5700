import React from 'react'

import { PageFrame } from '../../components/PageFrame'
import { useText } from '../../texts/useText'
import { InventoryContent } from './InventoryContent'
import { Pausing } from './pause'

/** Marketplace > Connections > Inventory: what was sent of each SKU, and what did not arrive. */
export function Inventory() {
  const text = useText()
  return (
    <PageFrame fullWidth title={text('inventory.title')} subtitle={text('inventory.subtitle')}>
      <Pausing>{paused => <InventoryContent paused={paused} />}</Pausing>
    </PageFrame>
  )
}

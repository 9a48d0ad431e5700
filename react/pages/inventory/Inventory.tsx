import React from 'react'

import { PageFrame } from '../../components/PageFrame'
import { useText } from '../../texts/useText'
import { JobPage } from '../jobs/JobPage'
import { Jobs } from '../jobs/Jobs'
import { InventoryContent } from './InventoryContent'
import { Pausing } from './pause'
import { useView } from './useView'

/** Marketplace > Connections > Inventory: what was sent of each SKU, and what did not arrive. */
export function Inventory() {
  const text = useText()
  const control = useView()
  return (
    <PageFrame fullWidth title={text('inventory.title')} subtitle={text('inventory.subtitle')}>
      <Jobs>
        {control.view.job !== null ? (
          <JobPage control={control} />
        ) : (
          <Pausing>{paused => <InventoryContent control={control} paused={paused} />}</Pausing>
        )}
      </Jobs>
    </PageFrame>
  )
}

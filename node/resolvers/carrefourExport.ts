import { UserInputError } from '@vtex/api'

import { parseSkuId } from '../domain/requests'
import { exportProcesses } from '../useCases/exportProcesses'
import type { FilterInput } from './filter'
import { readFilter } from './filter'
import { resolver } from './resolver'
import { showExportRow } from './views/exportRow'

interface Args {
  readonly filter?: FilterInput | null
  readonly cursor?: string | null
}

export const carrefourExport = resolver(async (ports, { filter, cursor }: Args) => {
  const after = cursor ? parseSkuId(cursor) : null
  if (cursor && after === null) {
    throw new UserInputError('cursor: use the one of the page before')
  }
  const step = await exportProcesses(ports, readFilter(filter), after)
  return { ...step, items: step.items.map(showExportRow) }
})

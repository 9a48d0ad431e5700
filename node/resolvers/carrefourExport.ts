import { readCursor, writeCursor } from '../useCases/exportCursor'
import { exportProcesses } from '../useCases/exportProcesses'
import type { FilterInput } from './filter'
import { readFilter } from './filter'
import { BadInput } from './refusal'
import { resolver } from './resolver'
import { signedIn } from './signedIn'
import { showExportRow } from './views/exportRow'

interface Args {
  readonly filter?: FilterInput | null
  readonly cursor?: string | null
}

export const carrefourExport = resolver(async (ports, { filter, cursor }: Args, people) => {
  const walk = { person: await signedIn(people), filter: readFilter(filter) }
  const place = await readCursor(ports, walk, cursor ?? null)
  if (!place) throw new BadInput('cursor: use the one of the page before')
  const step = await exportProcesses(ports, walk.filter, place.after, place.continues)
  return {
    ...step,
    cursor: step.cursor === null ? null : await writeCursor(ports, walk, step.cursor),
    items: step.items.map(showExportRow),
  }
})

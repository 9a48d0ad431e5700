import { confirmedOf } from '../ledger/process.logic'
import type { ProcessView } from '../ledger/list'
import { isoOrNull } from '../shared/time'
import type { QueryCarrefourExportArgs } from '../generated/schema'
import { showLatest, readFilter } from '../ledger/resolvers'
import { exportProcesses, readCursor, writeCursor } from './export'
import { BadInput } from '../guard/errors'
import { resolver, signedIn } from '../guard/resolver'

/** A row as `CarrefourExportRow`. */
export const showExportRow = (view: ProcessView) => {
  const [last] = view.process?.attempts ?? []
  return {
    ...showLatest(view),
    confirmed: view.process && confirmedOf(view.process),
    causeSince: isoOrNull(view.process?.causeSince ?? null),
    reason: last?.reason ?? null,
    importId: last?.importId ?? null,
  }
}

export const carrefourExport = resolver(
  async (ports, { filter, cursor }: Partial<QueryCarrefourExportArgs>, people) => {
    const walk = { person: await signedIn(people), filter: readFilter(filter) }
    const place = await readCursor(ports, walk, cursor ?? null)
    if (!place) throw new BadInput('cursor: use the one of the page before')
    const step = await exportProcesses(ports, walk.filter, place.after, place.continues)
    return {
      ...step,
      cursor: step.cursor === null ? null : await writeCursor(ports, walk, step.cursor),
      items: step.items.map(showExportRow),
    }
  }
)

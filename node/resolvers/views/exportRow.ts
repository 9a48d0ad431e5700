import type { ProcessView } from '../../useCases/rows'
import { isoOrNull } from './iso'
import { showLatest } from './latest'

/** A row as `CarrefourExportRow`. */
export const showExportRow = (view: ProcessView) => {
  const [last] = view.process?.attempts ?? []
  return {
    ...showLatest(view),
    causeSince: isoOrNull(view.process?.causeSince ?? null),
    reason: last?.reason ?? null,
    importId: last?.importId ?? null,
  }
}

import { actorOf } from '../../domain/causes'
import type { ProcessView } from '../../useCases/rows'
import { statusOfRow } from '../../useCases/rows'
import { isoOrNull } from './iso'

/** A row as `CarrefourExportRow`. */
export const showExportRow = (view: ProcessView) => {
  const { process, skuId, affiliate } = view
  const [last] = process?.attempts ?? []
  return {
    skuId,
    name: process?.facts?.name ?? null,
    ean: process?.facts?.ean ?? null,
    reference: process?.facts?.reference ?? null,
    affiliate,
    status: statusOfRow(view),
    cause: process?.cause ?? null,
    actor: actorOf(process?.cause ?? null),
    message: process?.message ?? null,
    quantity: process?.quantity ?? null,
    available: process?.available ?? null,
    processedAt: isoOrNull(process?.processedAt ?? null),
    causeSince: isoOrNull(process?.causeSince ?? null),
    nextCheckAt: isoOrNull(process?.nextCheckAt ?? null),
    reason: last?.reason ?? null,
    importId: last?.importId ?? null,
  }
}

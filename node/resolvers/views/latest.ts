import { actorOf } from '../../domain/causes'
import type { ProcessView } from '../../useCases/rows'
import { statusOfRow } from '../../domain/processFilter'
import { isoOrNull } from './iso'

/** The latest sending of a SKU, as `CarrefourProcess` and `CarrefourExportRow` both say it. */
export const showLatest = (view: ProcessView) => {
  const { process, skuId, affiliate } = view
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
    nextCheckAt: isoOrNull(process?.nextCheckAt ?? null),
  }
}

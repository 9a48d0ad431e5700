import { actorOf } from '../../domain/causes'
import type { Attempt } from '../../domain/processes'
import { toIso } from '../../domain/time'
import type { ProcessView } from '../../useCases/viewProcesses'
import { statusOfRow } from '../../useCases/viewProcesses'
import { isoOrNull } from './iso'

/** A row as `CarrefourProcess`. */
export const showProcess = (view: ProcessView) => {
  const { process, skuId, affiliate, requestedAt } = view
  return {
    skuId,
    name: process?.facts?.name ?? null,
    ean: process?.facts?.ean ?? null,
    affiliate,
    status: statusOfRow(view),
    cause: process?.cause ?? null,
    actor: actorOf(process?.cause ?? null),
    message: process?.message ?? null,
    quantity: process?.quantity ?? null,
    available: process?.available ?? null,
    processedAt: isoOrNull(process?.processedAt ?? null),
    requestedAt: isoOrNull(requestedAt),
    lastCheckedAt: isoOrNull(process?.lastCheckedAt ?? null),
    nextCheckAt: isoOrNull(process?.nextCheckAt ?? null),
    attempts: (process?.attempts ?? []).map(showAttempt),
  }
}

const showAttempt = ({ at, reason, status, cause, quantity, message, importId }: Attempt) => ({
  at: toIso(at),
  reason,
  status,
  cause,
  quantity,
  message,
  importId,
})

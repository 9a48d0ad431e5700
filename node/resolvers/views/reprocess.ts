import type { ReprocessResult } from '../../useCases/reprocess'
import { isoOrNull } from './iso'

/** Most SKU ids that an answer lists. */
const LISTED = 100

/** What became of it, as `CarrefourReprocessResult`. */
export const showReprocess = (result: ReprocessResult) =>
  result.kind === 'accepted'
    ? {
        __typename: 'CarrefourReprocessAccepted' as const,
        accepted: result.accepted,
        skuIds: result.skuIds.slice(0, LISTED),
        jobId: result.jobId,
        nextSendAt: isoOrNull(result.nextSendAt),
      }
    : {
        __typename: 'CarrefourReprocessRefused' as const,
        code: result.code,
        skuIds: result.skuIds.slice(0, LISTED),
      }

import { asFlag, asList, asNumber, asObject, asText } from '../shared/json'
import { countIn, entriesOf, nameIn, oneOf, partOf } from '../shared/stored'
import { type Waiting, parseSkuId } from '../queue/stockRequest.logic'
import type { JudgedAt } from './judged.logic'
import type { InHand, Parked, Place } from './parts.logic'

/** Batches in hand, as stored in the connection's state. */
export const readParked = (raw: unknown): readonly Parked[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ key }) => ({ key: nameIn(key) }),
      ({ key }, stored) => ({
        key,
        notBefore: asNumber(stored.notBefore) ?? 0,
        why: stored.why === 'store' ? ('store' as const) : ('split' as const),
        jobId: asText(stored.jobId),
        ...readShownBatch(stored.batch),
      })
    )
  )

export const readJudged = (raw: unknown): readonly JudgedAt[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ key }) => ({ key: nameIn(key) }),
      ({ key }, stored) => ({
        key,
        ...readShownBatch(stored.batch),
        settled: countIn(stored.settled),
        deaths: asNumber(stored.deaths) ?? 0,
        jobId: asText(stored.jobId),
        rangeTo: asNumber(stored.rangeTo),
        urgent: countIn(stored.urgent),
        isAlone: asFlag(stored.isAlone) ?? false,
      })
    )
  )

/** Nothing when it is missing, and pages read the batch itself. */
function readShownBatch(raw: unknown): { readonly batch?: InHand } {
  const batch = readInHand(raw)
  return batch ? { batch } : {}
}

const STAGES: readonly InHand['stage'][] = [
  'claimed',
  'sent',
  'lost',
  'complete',
  'reported',
  'judged',
]

export const readInHand = (raw: unknown): InHand | null =>
  partOf(
    raw,
    ({ stage, claimedAt, lines, ofJob }) => ({
      stage: oneOf(STAGES, stage),
      claimedAt: asNumber(claimedAt),
      lines: asNumber(lines),
      ofJob: asNumber(ofJob),
    }),
    (needed, stored) => ({
      ...needed,
      notBefore: asNumber(stored.notBefore) ?? 0,
      job: partOf(
        stored.job,
        ({ id }) => ({ id: asText(id) }),
        ({ id }, job) => ({ id, to: asNumber(job.to) ?? 0 })
      ),
      read: asNumber(stored.read) ?? 0,
      others: readPlaces(stored.others),
    })
  )

/** Null when one of them is of another shape: a list without it would name the wrong SKUs. */
function readPlaces(raw: unknown): readonly Place[] | null {
  const places = asList(raw)?.map((one): Place | null => {
    const [id, at] = asList(one) ?? []
    const skuId = parseSkuId(id)
    const place = asNumber(at)
    return skuId && place !== null ? [skuId, place] : null
  })
  return places?.every((one): one is Place => one !== null) ? places : null
}

export const readLeft = (raw: unknown): Waiting | null => {
  const stored = asObject(raw)
  return stored && { since: asNumber(stored.since), liveSince: asNumber(stored.liveSince) }
}

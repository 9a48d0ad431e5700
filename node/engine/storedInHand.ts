import { asFlag, asList, asNumber, asObject, asText } from '../shared/json'
import { type Waiting, parseSkuId } from '../queue/stockRequest.logic'
import type { InHand, Parked, Place } from './parts.logic'
import type { JudgedAt } from './judged.logic'

/** Batches in hand in a stored state; those of another shape are left out. */
export const readParked = (raw: unknown): readonly Parked[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const key = asText(stored?.key)
    if (!stored || !key) return []
    const why = stored.why === 'store' ? ('store' as const) : ('split' as const)
    const part = {
      key,
      notBefore: asNumber(stored.notBefore) ?? 0,
      why,
      jobId: asText(stored.jobId),
    }
    const batch = readInHand(stored.batch)
    return [batch ? { ...part, batch } : part]
  })

export const readJudged = (raw: unknown): readonly JudgedAt[] =>
  (asList(raw) ?? []).flatMap(one => {
    const stored = asObject(one)
    const key = asText(stored?.key)
    if (!stored || !key) return []
    const batch = readInHand(stored.batch)
    return [
      {
        key,
        ...(batch ? { batch } : {}),
        settled: Math.max(Math.trunc(asNumber(stored.settled) ?? 0), 0),
        deaths: asNumber(stored.deaths) ?? 0,
        jobId: asText(stored.jobId),
        rangeTo: asNumber(stored.rangeTo),
        urgent: Math.max(Math.trunc(asNumber(stored.urgent) ?? 0), 0),
        isAlone: asFlag(stored.isAlone) ?? false,
      },
    ]
  })

const STAGES: readonly InHand['stage'][] = [
  'claimed',
  'sent',
  'lost',
  'complete',
  'reported',
  'judged',
]

/** Of another shape: null, and pages read the batch itself. */
export function readInHand(raw: unknown): InHand | null {
  const stored = asObject(raw)
  const stage = STAGES.find(one => one === stored?.stage)
  const claimedAt = asNumber(stored?.claimedAt)
  const lines = asNumber(stored?.lines)
  const ofJob = asNumber(stored?.ofJob)
  if (!stored || !stage || claimedAt === null || lines === null || ofJob === null) return null
  const job = asObject(stored.job)
  const id = asText(job?.id)
  return {
    stage,
    claimedAt,
    notBefore: asNumber(stored.notBefore) ?? 0,
    job: id === null ? null : { id, to: asNumber(job?.to) ?? 0 },
    lines,
    read: asNumber(stored.read) ?? 0,
    ofJob,
    others: readPlaces(stored.others),
  }
}

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

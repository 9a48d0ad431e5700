import { type Actor, type Cause, type Status, actorOf } from '../shared/causes'
import { type ProcessFilter, statusOfRow } from './filter.logic'
import { type Millis, fromIso, isoOrNull, toIso } from '../shared/time'
import type { ListSort } from './pages'
import { BadInput } from '../guard/refusal'
import { type ProcessView, viewProcess, viewProcesses, countProcesses } from './list'
import type { Attempt } from './process.logic'
import type { SkuId } from '../queue/stockRequest.logic'
import { stockFile } from '../carrefour/stockFile.logic'
import { resolver } from '../guard/resolver'
import { viewActivity } from './viewActivity'
import { viewHealth } from './health'

/** `CarrefourProcessFilter` as GraphQL passes it. */
export interface FilterInput {
  readonly status?: Status | null
  readonly causes?: readonly Cause[] | null
  readonly actor?: Actor | null
  readonly fingerprint?: string | null
  readonly since?: string | null
  readonly before?: string | null
  readonly search?: string | null
}

/** @throws BadInput for an invalid date or fingerprint */
export function readFilter(input: FilterInput | null | undefined): ProcessFilter {
  const { status, causes, actor, fingerprint, since, before, search } = input ?? {}
  if (fingerprint && !/^[0-9a-f]{1,64}$/.test(fingerprint)) {
    throw new BadInput('fingerprint: use the one of a problem')
  }
  return {
    status: status ?? null,
    causes: causes ?? [],
    without: [],
    actor: actor ?? null,
    fingerprint: fingerprint || null,
    since: readDate('since', since),
    before: readDate('before', before),
    search: search ?? '',
  }
}

function readDate(name: string, text: string | null | undefined): Millis | null {
  if (!text) return null
  const at = fromIso(text)
  if (at === null) {
    throw new BadInput(`${name}: use ISO 8601, as 2026-11-24T07:00:00Z`)
  }
  return at
}

/** `CarrefourProcessSort` as a sort order of the list. */
export const SORTS: Readonly<Record<string, ListSort>> = {
  NEWEST: 'newest',
  OLDEST: 'oldest',
  SKU_ASC: 'skuUp',
  SKU_DESC: 'skuDown',
  STATUS_ASC: 'statusUp',
  STATUS_DESC: 'statusDown',
}

/** The latest sending of a SKU, shared by `CarrefourProcess` and `CarrefourExportRow`. */
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

/** A row as `CarrefourProcess`. */
export const showProcess = (view: ProcessView) => {
  const { process, skuId, requestedAt } = view
  return {
    ...showLatest(view),
    requestedAt: isoOrNull(requestedAt),
    lastCheckedAt: isoOrNull(process?.lastCheckedAt ?? null),
    attempts: (process?.attempts ?? []).map(attempt => showAttempt(skuId, attempt)),
  }
}

const showAttempt = (skuId: SkuId, attempt: Attempt) => {
  const { at, reason, status, cause, quantity, message, importId } = attempt
  const sent = importId !== null && quantity !== null
  return {
    at: toIso(at),
    reason,
    status,
    cause,
    quantity,
    message,
    importId,
    sentLine: sent ? stockFile([{ skuId, quantity }]).trimEnd() : null,
  }
}

export const carrefourProcess = resolver(async (ports, { skuId }: { readonly skuId: string }) => {
  const view = await viewProcess(ports, skuId)
  return view && showProcess(view)
})

interface ListArgs {
  readonly filter?: FilterInput | null
  readonly sort?: string | null
  readonly page?: number | null
  readonly pageSize?: number | null
}

export const carrefourProcesses = resolver(async (ports, args: ListArgs) => {
  const { filter, sort, page, pageSize } = args
  const found = await viewProcesses(ports, readFilter(filter), {
    sort: SORTS[sort ?? 'NEWEST'] ?? 'newest',
    page: page ?? 1,
    pageSize: pageSize ?? 25,
  })
  return { ...found, items: found.items.map(showProcess) }
})

interface CountArgs {
  readonly filter?: FilterInput | null
}

export const carrefourProcessCounts = resolver(async (ports, { filter }: CountArgs) =>
  countProcesses(ports, readFilter(filter))
)

export const carrefourActivity = resolver(
  async (ports, { days }: { readonly days?: number | null }) =>
    (await viewActivity(ports, days ?? 1)).map(hour => ({ ...hour, at: toIso(hour.at) }))
)

export const carrefourHealth = resolver(async ports => {
  const { since, ...counts } = await viewHealth(ports)
  return { since: toIso(since), ...counts }
})

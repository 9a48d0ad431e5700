import type { Actor, Cause, Status } from '../domain/causes'
import type { ProcessFilter } from '../domain/processFilter'
import type { Millis } from '../domain/time'
import { fromIso } from '../domain/time'
import type { ListSort } from '../useCases/ledgerPages'
import { BadInput } from './refusal'

/** `CarrefourProcessFilter` as GraphQL gives it. */
export interface FilterInput {
  readonly status?: Status | null
  readonly causes?: readonly Cause[] | null
  readonly actor?: Actor | null
  readonly fingerprint?: string | null
  readonly since?: string | null
  readonly before?: string | null
  readonly search?: string | null
}

/** @throws BadInput for a date that is none, and a fingerprint that can be none */
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

/** `CarrefourProcessSort` as the list knows it. */
export const SORTS: Readonly<Record<string, ListSort>> = {
  NEWEST: 'newest',
  OLDEST: 'oldest',
  SKU_ASC: 'skuUp',
  SKU_DESC: 'skuDown',
  STATUS_ASC: 'statusUp',
  STATUS_DESC: 'statusDown',
}

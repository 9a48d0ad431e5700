import type { Json } from '../clients/json'
import { asList, asNumber, asObject, asText } from '../clients/json'
import type { Actor, Cause } from '../domain/causes'
import { isCause } from '../domain/causes'
import type { JobBook } from '../domain/jobBook'
import type { Job, JobScope, JobState, Snapshot, Taking } from '../domain/jobs'
import type { ProcessFilter } from '../domain/processFilter'
import type { Counts } from '../domain/receipt'

/** The jobs in a stored file; an entry of an unknown shape is left out. */
export function readJobBook(raw: unknown): JobBook {
  const stored = asObject(raw)
  return {
    jobs: (asList(stored?.jobs) ?? []).flatMap(job => readJob(job) ?? []),
    dropped: (asList(stored?.dropped) ?? []).flatMap(id => asText(id) ?? []),
  }
}

const STATES: Readonly<Record<JobState, true>> = {
  PLANNED: true,
  WAITING: true,
  RUNNING: true,
  CANCELLING: true,
  CANCELLED: true,
  DONE: true,
}

const isState = (text: string | null): text is JobState =>
  text !== null && Object.prototype.hasOwnProperty.call(STATES, text)

function readJob(raw: unknown): Job | null {
  const stored = asObject(raw)
  const id = asText(stored?.id)
  const state = asText(stored?.state)
  const scope = readScope(asObject(stored?.scope))
  if (!stored || !id || !isState(state) || !scope) return null
  return {
    id,
    key: asText(stored.key) ?? id,
    fingerprint: asText(stored.fingerprint) ?? '',
    scope,
    startedBy: asText(stored.startedBy) ?? '',
    createdAt: asNumber(stored.createdAt) ?? 0,
    expected: asNumber(stored.expected) ?? 0,
    state,
    taking: readTaking(stored.taking),
    snapshot: readSnapshot(stored.snapshot),
    ends: readNumbers(stored.ends),
    settled: readCounts(asObject(stored.settled)),
    startedAt: asNumber(stored.startedAt),
    endedAt: asNumber(stored.endedAt),
  }
}

function readScope(stored: Json | null): JobScope | null {
  if (stored?.kind === 'named') return { kind: 'named', skus: asNumber(stored.skus) ?? 0 }
  const filter = asObject(stored?.filter)
  return filter ? { kind: 'matching', filter: readFilter(filter) } : null
}

function readFilter(stored: Json): ProcessFilter {
  const { status, actor } = stored
  return {
    status: status === 'SUCCESS' || status === 'WARNING' || status === 'ERROR' ? status : null,
    causes: readCauses(stored.causes),
    without: readCauses(stored.without),
    actor: ACTORS.find(one => one === actor) ?? null,
    fingerprint: asText(stored.fingerprint),
    since: asNumber(stored.since),
    before: asNumber(stored.before),
    search: asText(stored.search) ?? '',
  }
}

const readCauses = (raw: unknown): readonly Cause[] =>
  (asList(raw) ?? []).flatMap(cause => {
    const text = asText(cause)
    return text !== null && isCause(text) ? [text] : []
  })

const ACTORS: readonly Actor[] = ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']

function readSnapshot(raw: unknown): Snapshot | null {
  const stored = asObject(raw)
  const take = asText(stored?.take)
  if (!stored || !take) return null
  return { take, at: asNumber(stored.at) ?? 0, chunkEnds: readNumbers(stored.chunkEnds) }
}

function readTaking(raw: unknown): Taking | null {
  const snapshot = readSnapshot(raw)
  const deaths = asNumber(asObject(raw)?.deaths)
  const cursor = asText(asObject(raw)?.cursor)
  return snapshot && { ...snapshot, cursor, ...(deaths === null ? {} : { deaths }) }
}

const readNumbers = (raw: unknown): readonly number[] =>
  (asList(raw) ?? []).flatMap(item => asNumber(item) ?? [])

const readCounts = (stored: Json | null): Counts => ({
  succeeded: asNumber(stored?.succeeded) ?? 0,
  failed: asNumber(stored?.failed) ?? 0,
  waiting: asNumber(stored?.waiting) ?? 0,
  skipped: asNumber(stored?.skipped) ?? 0,
})

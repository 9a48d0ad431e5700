import type { Clock } from '../clock'
import { command, type Database, query } from '../database'
import { merged, type TimelineSource } from '../timeline/events'

/** The steps of the tour, in its order. */
export const STEPS = [
  'change',
  'catalogue',
  'refused',
  'newKey',
  'reprocess',
  'viewer',
  'clock',
] as const
export type Step = (typeof STEPS)[number]

/** What the tour looks at to see that a step has happened: only what anybody outside of the app could see. */
export interface TourFacts {
  readonly sources: readonly TimelineSource[]
  /** Whether a person has catalogued a product in Carrefour's console since a moment. */
  readonly cataloguedSince: (at: number) => boolean
  /** Whether Carrefour has answered 401 since a moment, and whether a key made since then has been accepted. */
  readonly refusedSince: (at: number) => boolean
  readonly newKeySince: (at: number) => boolean
  /** Whether the app lists a reprocess that somebody has asked for; false where it does not answer. */
  readonly reprocessed: () => Promise<boolean>
  readonly viewerSince: (at: number) => boolean
  readonly clockMoved: () => boolean
}

/** A checklist that ticks itself: what has been seen to happen once stays ticked. */
export interface Tour {
  /** Looks again. */
  look(): Promise<Readonly<Record<Step, boolean>>>
  /** Starts counting; what the first start did does not count. */
  begin(): void
}

/** Saving a new ShopKey resends what the old one had blocked: a job that nobody asked for separately. */
const OF_A_NEW_KEY = /^blocked-/

/** Whether somebody has asked for one of these reprocess jobs. */
export const isAskedFor = (jobs: readonly { readonly key: string }[]): boolean =>
  jobs.some(({ key }) => !OF_A_NEW_KEY.test(key))

export function createTour(db: Database, clock: Clock, facts: TourFacts): Tour {
  db.exec('CREATE TABLE IF NOT EXISTS workspace_tour (name TEXT PRIMARY KEY, at INTEGER NOT NULL)')
  const kept = query<{ name: string; at: number }>(db, 'SELECT name, at FROM workspace_tour')
  const keep = command(db, 'INSERT OR IGNORE INTO workspace_tour VALUES (?, ?)')

  const arrivedSince = (began: number): boolean => {
    const events = merged(facts.sources, { limit: 500, sku: '' })
    const changes = events.filter(({ step, at }) => step === 'change' && at >= began)
    const first = Math.min(...changes.map(({ at }) => at))
    return events.some(event => event.step === 'outcome' && event.taken > 0 && event.at > first)
  }
  const happened: Record<Step, (began: number) => boolean | Promise<boolean>> = {
    change: arrivedSince,
    catalogue: facts.cataloguedSince,
    refused: facts.refusedSince,
    newKey: facts.newKeySince,
    reprocess: facts.reprocessed,
    viewer: facts.viewerSince,
    clock: facts.clockMoved,
  }
  return {
    begin: () => void keep('began', clock.now()),
    async look() {
      const rows = new Map(kept.all().map(({ name, at }) => [name, at]))
      const began = rows.get('began')
      const ticked = {} as Record<Step, boolean>
      for (const step of STEPS) {
        ticked[step] = rows.has(step) || (began !== undefined && (await happened[step](began)))
        if (ticked[step] && !rows.has(step)) keep(step, clock.now())
      }
      return ticked
    },
  }
}

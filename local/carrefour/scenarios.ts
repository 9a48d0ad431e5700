import type { Sql } from '../sql'
import type { Catalogue } from './catalogue'
import type { FaultStore } from './faults'
import type { KeyStore } from './keys'

/** What happens to merchants, to be had with one click and undone with another. */
export const SCENARIOS = ['key-expired', 'down', 'catalogue-all'] as const
export type Scenario = (typeof SCENARIOS)[number]

/** How long Carrefour stays down. */
const DOWN_MS = 2 * 60_000

/** A scenario under way. */
export interface Running {
  scenario: Scenario
  /** When it ends automatically; null if only an undo ends it. */
  until: number | null
}

/** Starts scenarios and undoes them. */
export interface Scenarios {
  running(): Running[]
  /** Starts a scenario; one that is under way stays as it is. */
  start(scenario: Scenario, now: number): void
  /** Restores what the scenario changed, except what has been changed since. */
  undo(scenario: Scenario, now: number): void
  /** Ends what has lasted its time. */
  endDue(now: number): void
}

export interface ScenariosDeps {
  sql: Sql
  keys: KeyStore
  faults: FaultStore
  catalogue: Catalogue
}

/** What a start changed, as its undo needs it. */
type Changed =
  | { kind: 'keys'; at: number; keys: { keyId: number; expiresAt: number | null }[] }
  | { kind: 'fault'; faultId: number }
  | { kind: 'products'; products: { ean: string; catalogueAt: number | null }[] }

interface Row extends Running {
  changed: string
}

const MANY = 1_000_000

export function scenarios(deps: ScenariosDeps): Scenarios {
  const { sql, keys, faults, catalogue } = deps
  const all = (): Row[] =>
    sql.all<Row>('SELECT scenario, until, changed FROM carrefour_scenarios ORDER BY scenario')

  const begin: Record<Scenario, (now: number) => Changed> = {
    'key-expired'(now) {
      const working = keys
        .all()
        .filter(key => key.state === 'active' && (key.expiresAt === null || key.expiresAt > now))
      for (const { keyId } of working) keys.setExpiry(keyId, now)
      return {
        kind: 'keys',
        at: now,
        keys: working.map(({ keyId, expiresAt }) => ({ keyId, expiresAt })),
      }
    },
    down(now) {
      const { faultId } = faults.add({
        operation: 'all',
        kind: 'http',
        status: 503,
        retryAfter: null,
        latencyMs: null,
        remaining: null,
        createdAt: now,
      })
      return { kind: 'fault', faultId }
    },
    'catalogue-all'(now) {
      const products = catalogue
        .inState('pending', MANY)
        .map(({ ean, catalogueAt }) => ({ ean, catalogueAt }))
      for (const { ean } of products) catalogue.setState(ean, 'catalogued', now)
      return { kind: 'products', products }
    },
  }

  const putBack = (changed: Changed, now: number): void => {
    switch (changed.kind) {
      case 'keys':
        for (const { keyId, expiresAt } of changed.keys)
          if (keys.get(keyId)?.expiresAt === changed.at) keys.setExpiry(keyId, expiresAt)
        return
      case 'fault':
        faults.remove(changed.faultId)
        return
      case 'products':
        for (const { ean, catalogueAt } of changed.products)
          if (catalogue.product(ean)?.state === 'catalogued')
            catalogue.setState(ean, 'pending', now, catalogueAt)
    }
  }

  const end = ({ scenario, changed }: Row, now: number): void =>
    sql.transaction(() => {
      putBack(JSON.parse(changed) as Changed, now)
      sql.run('DELETE FROM carrefour_scenarios WHERE scenario = ?', scenario)
    })

  return {
    running: () => all().map(({ scenario, until }) => ({ scenario, until })),
    start(scenario, now) {
      sql.transaction(() => {
        if (all().some(row => row.scenario === scenario)) return
        sql.run(
          'INSERT INTO carrefour_scenarios VALUES (?, ?, ?)',
          scenario,
          scenario === 'down' ? now + DOWN_MS : null,
          JSON.stringify(begin[scenario](now))
        )
      })
    },
    undo(scenario, now) {
      for (const row of all()) if (row.scenario === scenario) end(row, now)
    },
    endDue(now) {
      for (const row of all()) if (row.until !== null && row.until <= now) end(row, now)
    },
  }
}

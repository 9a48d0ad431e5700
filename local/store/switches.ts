import type { Sql } from '../sql'

/** Store behaviour that VTEX documents loosely, or that tests need to change. */
export interface Switches {
  /**
   * VTEX's minimum-availability rule: an affiliate hears of a stock change only when the units before or
   * after it are 5 or fewer.
   */
  minimumAvailability: boolean
  /** Whether the app vtex.broadcaster is installed, so that changes become IO events. */
  broadcaster: boolean
  /** How many of 100 notifications get lost, or are sent twice. VTEX promises neither. */
  lossPercent: number
  duplicatePercent: number
  /** What a page size over 1000 gets in the catalog. */
  largePages: 'capped' | 'refused'
  /** SKUs about which no API of the store can answer: each call that names one of them gets 500. */
  unanswered: number[]
  /** Whether every simulation answers 200 without lines: a store that seems sold out. */
  emptySimulations: boolean
}

const DEFAULT_SWITCHES: Switches = {
  minimumAvailability: true,
  broadcaster: true,
  lossPercent: 0,
  duplicatePercent: 0,
  largePages: 'capped',
  unanswered: [],
  emptySimulations: false,
}

/** The switches, kept in the database. */
export interface SwitchStore {
  read(): Switches
  change(change: Partial<Switches>): Switches
}

export function switchStore(sql: Sql): SwitchStore {
  const read = (): Switches => {
    const row = sql.get<{ value: string }>("SELECT value FROM store_switches WHERE name = 'all'")
    const saved = row === undefined ? {} : (JSON.parse(row.value) as Partial<Switches>)
    return { ...DEFAULT_SWITCHES, ...saved }
  }
  return {
    read,
    change(change) {
      const after = { ...read(), ...change }
      sql.run(
        `INSERT INTO store_switches VALUES ('all', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        JSON.stringify(after)
      )
      return after
    },
  }
}

import type { Sql } from '../sql'
import { MINIMUM_SECONDS, type Operation } from './operations'
import type { Language, Reason } from './texts'

/** How error reports look; Mirakl leaves all of this open. */
export interface ReportSettings {
  /** Names of the first two columns. */
  lineColumn: string
  reasonColumn: string
  separator: ';' | ',' | '\t'
  quoted: boolean
  bom: boolean
  lineEnding: 'lf' | 'crlf'
  /** Whether the header is line 1, which makes the first offer line 2. */
  headerCounts: boolean
}

/** Behaviour of the sandbox that the console and tests may change. */
export interface CarrefourSettings {
  language: Language
  /** Texts that replace the usual ones. */
  texts: Partial<Record<Reason, string>>
  report: ReportSettings
  /** How long an import stays WAITING, then RUNNING. */
  waitingMs: number
  runningMs: number
  /** What happens to a second line for the same offer and warehouse. */
  duplicateLines: 'last-wins' | 'error'
  /** What call frequencies are counted by; Mirakl does not say. `import` concerns STO02 and STO03. */
  throttleBy: 'shop' | 'key' | 'import' | 'off'
  /** Seconds between two calls of an operation. */
  throttleSeconds: Partial<Record<Operation, number>>
}

const DEFAULTS: CarrefourSettings = {
  language: 'pt',
  texts: {},
  report: {
    lineColumn: 'error-line',
    reasonColumn: 'error-message',
    separator: ';',
    quoted: true,
    bom: false,
    lineEnding: 'lf',
    headerCounts: true,
  },
  waitingMs: 700,
  runningMs: 700,
  duplicateLines: 'last-wins',
  throttleBy: 'shop',
  throttleSeconds: MINIMUM_SECONDS,
}

/** What a change of the settings may hold: any of them, and any of the report's. */
export type SettingsChange = Partial<Omit<CarrefourSettings, 'report'>> & {
  report?: Partial<ReportSettings>
}

/** The settings, kept in the database. */
export interface SettingsStore {
  read(): CarrefourSettings
  change(change: SettingsChange): CarrefourSettings
}

export function settingsStore(sql: Sql): SettingsStore {
  const read = (): CarrefourSettings => {
    const row = sql.get<{ value: string }>(
      "SELECT value FROM carrefour_settings WHERE name = 'all'"
    )
    return row === undefined ? DEFAULTS : (JSON.parse(row.value) as CarrefourSettings)
  }
  return {
    read,
    change(change) {
      const before = read()
      const after: CarrefourSettings = {
        ...before,
        ...change,
        report: { ...before.report, ...change.report },
        throttleSeconds: { ...before.throttleSeconds, ...change.throttleSeconds },
      }
      sql.run(
        `INSERT INTO carrefour_settings VALUES ('all', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        JSON.stringify(after)
      )
      return after
    },
  }
}

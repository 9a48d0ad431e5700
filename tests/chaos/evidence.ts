import { operationAt } from './harness/operation'
import type { Row, SeenJob } from './harness/queries'
import type { RecordedCall } from './harness/recorder'
import type { HistoryEvent } from './history'
import type { World } from './world'

/** What Carrefour holds for one SKU. */
export interface HeldOffer {
  readonly sku: string
  readonly quantity: number
  readonly listed: boolean
  readonly blocked: string | null
  /** The import that set its quantity. */
  readonly importId: string | null
}

/** One stock import as Carrefour remembers it. */
export interface SeenImport {
  readonly importId: string
  readonly shopId: number
  readonly createdAt: number
  readonly doneAt: number | null
  readonly outcome: 'COMPLETE' | 'FAILED' | 'CANCELLED' | null
  /** The uploaded CSV; null when it is not kept. */
  readonly file: string | null
  /** The error report; null when there is none. */
  readonly report: string | null
}

/** How one account stood in the end. */
export interface AccountEvidence {
  readonly world: World
  /** Of the world's SKUs. */
  readonly offers: readonly HeldOffer[]
  /** Offers with other codes. */
  readonly foreign: readonly HeldOffer[]
  /** The e-mail address of the configuration that is saved; null without one. */
  readonly mark: string | null
  /** Calls that Carrefour refused because they came too early, and not because a fault told it to. */
  readonly tooEarly: readonly { readonly at: number; readonly operation: string }[]
  /** One per SKU of the world; null where the app has no row. */
  readonly rows: readonly (Row | null)[]
  /** Names of all rows that the app lists, to find strangers. */
  readonly listed: readonly { readonly skuId: string; readonly name: string | null }[]
  readonly imports: readonly SeenImport[]
  /** Files that went to the shop that the moved key opens. */
  readonly strayed: readonly SeenImport[]
  /** The reprocess jobs that the app remembers, with their receipts. */
  readonly jobs: readonly SeenJob[]
  /** Fingerprints of every key that this account ever had. */
  readonly keys: readonly string[]
}

/** All that is known of one run when it is over: what the checks judge. */
export interface Evidence {
  readonly history: readonly HistoryEvent[]
  readonly accounts: readonly [AccountEvidence, AccountEvidence]
  /** Calls of Carrefour, in the order of their ends. */
  readonly calls: readonly RecordedCall[]
  /** When a call of the platform failed, by account: what came before it may not have been written down. */
  readonly troubles: readonly { readonly at: number; readonly account: string }[]
  /** How long a busy machine may keep a process from going on, in milliseconds of the run's time. */
  readonly tolerance: number
  /** What mails told, by account, in their order: the kinds that the log of the service names. */
  readonly told: readonly { readonly account: string; readonly kind: string }[]
  /** Whether the log of the service holds a key. */
  readonly leaked: readonly string[]
}

/** A promise that was not kept. */
export interface Violation {
  /** The promise's number in the design. */
  readonly promise: number
  readonly side: 0 | 1 | null
  readonly what: string
}

/** One promise, judged. Pure: the same evidence gives the same violations. */
export type Check = (evidence: Evidence) => readonly Violation[]

/** The lines of a stock file as Carrefour got it: SKU and units. */
export function linesOf(csv: string): readonly { readonly sku: string; readonly units: number }[] {
  return csv
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const [sku, units] = line.split(';').map(cell => cell.replace(/^"|"$/g, ''))
      return sku && units !== undefined ? [{ sku, units: Number(units) }] : []
    })
}

/** The stock file in the body of an STO01 call (multipart); '' when there is none. */
export function fileIn({ body }: RecordedCall): string {
  const at = body.indexOf('"offer-sku"')
  if (at < 0) return ''
  const end = body.indexOf('\r\n--', at)
  return end < 0 ? body.slice(at) : body.slice(at, end)
}

/** Mirakl's name of a call's operation. */
export const operationOf = ({ path }: RecordedCall): ReturnType<typeof operationAt> =>
  operationAt(path.split('?')[0] ?? '')

/** The calls of one account, in the order in which they left the app. */
export const callsOf = ({ calls, accounts }: Evidence, side: 0 | 1): readonly RecordedCall[] =>
  calls
    .filter(call => call.account === accounts[side].world.account)
    .sort((a, b) => a.sentAt - b.sentAt)

/** Judges both accounts. */
export const onBoth = (judge: (side: 0 | 1) => readonly Violation[]): readonly Violation[] => [
  ...judge(0),
  ...judge(1),
]

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { TestWorkspace } from '../../testing/withWorkspace'

const MINUTE_MS = 60_000
/**
 * Nothing more comes of a minute once no call of the service has been under way for so long; being wrong costs another
 * minute of the workspace. A service that is asked and calls nobody computes, or waits for a moment of the workspace.
 */
const QUIET_LOOKS = 6
const QUIET_LOOKS_WHEN_ASKED = 24
const LOOK_MS = 25
/** However busy the app is: the next minute begins. */
const MOST_LOOKS = 400

const PROCESS = `query ($skuId: ID!) { carrefourProcess(skuId: $skuId) {
  skuId status cause message quantity requestedAt nextCheckAt attempts { reason status cause message } } }`

const CONNECTION = `{ carrefourConnection {
  pending nextSendAt success warning error lastConfirmedAt
  configuration { shopId version shopKey { last4 } }
  incident { cause since message nextTryAt } outages { cause }
  standstill { kind since }
  closedShop { since state suspension }
  otherWriters { skus samples { skuId changes { ours theirs } } } } }`

const RECONCILE = `{ carrefourReconcile { run { phase } last {
  startedAt endedAt problem offersTotal offersSeen compared drift healed vanished unread unknownOffers unknownSamples } } }`

const START = `mutation { startCarrefourReconcile {
  __typename ... on CarrefourReconcileRefused { code } } }`

/** A row of the list, with what its attempts say. */
export interface Row {
  readonly status: 'SUCCESS' | 'WARNING' | 'ERROR' | 'PENDING'
  readonly cause: string | null
  readonly message: string | null
  readonly quantity: number | null
  readonly nextCheckAt: string | null
}

export interface Connection {
  readonly pending: number
  readonly error: number
  readonly configuration: { readonly shopId: string; readonly shopKey: { readonly last4: string } }
  readonly incident: { readonly cause: string; readonly message: string | null } | null
  readonly outages: readonly { readonly cause: string }[]
  readonly standstill: { readonly kind: string; readonly since: string } | null
  readonly closedShop: { readonly since: string; readonly state: string | null } | null
  readonly otherWriters: {
    readonly skus: number
    readonly samples: readonly {
      readonly skuId: string
      readonly changes: readonly { readonly ours: number; readonly theirs: number }[]
    }[]
  }
}

/** What the last comparison found. */
export interface Comparison {
  readonly startedAt: string
  readonly problem: string | null
  readonly offersTotal: number | null
  readonly offersSeen: number
  readonly compared: number
  readonly drift: number
  readonly vanished: number
  readonly unread: number
  readonly unknownSamples: readonly string[]
}

/** A case's file in force in a workspace: what a person does there and sees there. */
export interface Play {
  readonly workspace: TestWorkspace
  /** Puts units into the store and answers how many it can sell then. */
  setStock(sku: number, total: number): Promise<number>
  /** Another system writes a quantity at Carrefour. */
  writeAtCarrefour(sku: number | string, quantity: number): Promise<void>
  /** Units that Carrefour holds. */
  held(sku: number | string): Promise<number>
  row(sku: number | string): Promise<Row | null>
  connection(): Promise<Connection>
  /** Moves the time on, minute by minute, and lets the app finish each. */
  minutes(count: number): Promise<void>
  /** Moves the time on until something is so. @throws Error with what was seen last when it is not after so many minutes. */
  until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, minutes?: number): Promise<T>
  /** Runs a comparison with Carrefour and returns what it found. */
  compare(): Promise<Comparison>
  /** Mails so far, as text. */
  mails(): readonly string[]
  /** The files sent to Carrefour, oldest first; all calls, failed ones included. */
  files(): number
  /** How often each rule of the case has hit. */
  hits(): readonly number[]
  /** Ends what the case does. */
  endFaults(): void
  /** Sends JSON to the workspace and answers the text. */
  send(method: string, path: string, body: unknown): Promise<{ status: number; text: string }>
  /** What the service has logged. */
  log(): string
}

/** @param shopId the shop at Carrefour whose offers are looked at */
export function createPlay(workspace: TestWorkspace, shopId: number): Play {
  const { parts, url } = workspace
  const { platform, rules } = parts

  const quiet = async (): Promise<void> => {
    let still = 0
    let last = platform.calls.list().at(-1)
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const { requests, calls } = platform.fence.underWay()
      if (still >= (requests > 0 ? QUIET_LOOKS_WHEN_ASKED : QUIET_LOOKS)) return
      await new Promise(resolve => setTimeout(resolve, LOOK_MS))
      const now = platform.calls.list().at(-1)
      still = now === last && calls === 0 ? still + 1 : 0
      last = now
    }
  }
  const send: Play['send'] = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const readOffer = async (sku: number | string) => {
    const answer = await fetch(`${url}/console/carrefour/api/offers/${shopId}/${sku}`)
    return (await answer.json()) as Record<string, unknown> & { quantity: number; ean: string }
  }
  const reconcile = async () =>
    (
      (await workspace.ask(RECONCILE)) as {
        carrefourReconcile: { run: object | null; last: Comparison | null }
      }
    ).carrefourReconcile

  const until: Play['until'] = async (look, isSo, most = 60) => {
    for (let minute = 0; ; minute += 1) {
      await quiet()
      const seen = await look()
      if (isSo(seen)) return seen
      if (minute === most)
        throw new Error(`Not so after ${most} minutes: ${JSON.stringify(seen)?.slice(0, 1500)}`)
      await workspace.moveClock(MINUTE_MS)
    }
  }

  return {
    workspace,
    send,
    until,
    async setStock(sku, total) {
      const { text } = await send('PUT', `/console/store/api/skus/${sku}/stock`, {
        total,
        reserved: 0,
      })
      const { available } = JSON.parse(text) as { available: Record<string, number> }
      return available['2'] ?? -1
    },
    async writeAtCarrefour(sku, quantity) {
      const { ean, title, category, price } = await readOffer(sku)
      const product = { shopId, sku: String(sku), ean, title, category, price }
      await send('POST', '/console/carrefour/api/products', {
        products: [{ ...product, state: 'catalogued', quantity }],
      })
    },
    held: async sku => (await readOffer(sku)).quantity,
    async row(sku) {
      const data = await workspace.ask(PROCESS, { skuId: String(sku) })
      return (data as { carrefourProcess: Row | null }).carrefourProcess
    },
    async connection() {
      const data = await workspace.ask(CONNECTION)
      return (data as { carrefourConnection: Connection }).carrefourConnection
    },
    async minutes(count) {
      for (let minute = 0; minute < count; minute += 1) {
        await workspace.moveClock(MINUTE_MS)
        await quiet()
      }
    },
    async compare() {
      const before = (await reconcile()).last?.startedAt
      const started = await until(
        () => workspace.ask(START),
        answer => !JSON.stringify(answer).includes('ALREADY_RUNNING'),
        240
      )
      if (JSON.stringify(started).includes('Refused'))
        throw new Error(`The comparison was not started: ${JSON.stringify(started)}`)
      const { last } = await until(
        reconcile,
        seen => seen.run === null && seen.last !== null && seen.last.startedAt !== before,
        240
      )
      if (last === null) throw new Error('No comparison has ended')
      return last
    },
    mails: () =>
      platform
        .mails()
        .map(({ rendered, message }) =>
          rendered === null
            ? JSON.stringify(message)
            : `${rendered.subject}\n${rendered.html.replace(/<[^>]*>/g, ' ')}`
        ),
    files: () =>
      platform.calls
        .list()
        .filter(
          ({ method, path }) => method === 'POST' && path.includes('/api/offers/stock/imports')
        ).length,
    hits: () => rules.list().flatMap(({ hits }) => hits),
    endFaults: () => void rules.clear(),
    log: () => readFileSync(join(workspace.dataDir, 'service.log'), 'utf8'),
  }
}

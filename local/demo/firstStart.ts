import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '../database'

import { SHOP_ID } from './data'
import { CARREFOUR_POLICY } from './policies'
import { askApp, type AskApp } from './graphql'
import { POLICY, SHOP_KEY } from './seed'
import { demoState } from './state'

/** What the first start needs. */
export interface FirstStartDeps {
  db: Database
  /** The workspace's address. */
  baseUrl: string
  /** The owner's `VtexIdclientAutCookie`. */
  ownerCookie: string
  /** How long to wait for the first outcomes, and for an answer where that is longer than usual. */
  waitMs?: number | undefined
  /** Told how far the setting up has come. */
  progress?: ((text: string) => void) | undefined
}

const CHUNK = 50
const CONCURRENT = 2
const POLL_MS = 500
const AGAIN_MS = 2_000

/** One answer may take at least so long. */
const CALL_MS = 30_000

const SAVE = `mutation Save($input: CarrefourConfigurationInput!, $shopKey: String) {
  saveCarrefourConfiguration(input: $input, shopKey: $shopKey) {
    __typename
    ... on CarrefourInvalidConfiguration { problems { field code } }
    ... on CarrefourShopKeyRefused { message }
    ... on CarrefourUnreachable { message }
    ... on CarrefourTestLimited { waitSeconds }
    ... on CarrefourStoreUnreachable { message }
  }
}`

const CONNECTION = `{ carrefourConnection {
  pending success warning error configuration { version }
} }`

interface Connection {
  pending: number
  success: number
  warning: number
  error: number
  configuration: { version: number } | null
}

/**
 * Does once, through the running workspace, what a merchant does after installing the app: saves the
 * configuration with the ShopKey. The store tells of every SKU that is sold at Carrefour before that, so
 * that they leave in one file. Then waits, within bounds, until there is something to see. What fails is tried
 * again while there is time, as a person would; then it is told, and tried again at the next start. It does not keep
 * the workspace from running.
 */
export async function firstStart(deps: FirstStartDeps): Promise<void> {
  const state = demoState(deps.db)
  const waitMs = deps.waitMs ?? 60_000
  const until = Date.now() + waitMs
  const callMs = Math.max(waitMs, CALL_MS)
  const ask = askApp(deps.baseUrl, deps.ownerCookie, callMs)
  const { progress = () => undefined } = deps
  for (;;) {
    const shopKey = state.get(SHOP_KEY)
    if (shopKey === undefined) return
    const policy = Number(state.get(POLICY) ?? CARREFOUR_POLICY)
    try {
      progress('Setting up the store')
      const told = await notifyAll({ baseUrl: deps.baseUrl, callMs, policy }, (count, all) =>
        progress(`Setting up the store: ${count} of ${all} SKUs told to the app`)
      )
      await waitUntil(ask, waitMs / 3, ({ pending }) => pending >= told)
      progress('Setting up the store: connecting to Carrefour')
      await configure(ask, shopKey, { baseUrl: deps.baseUrl, callMs, policy })
      state.remove(SHOP_KEY)
      await waitUntil(ask, waitMs, one => {
        progress(`Setting up the store: ${outcomes(one)} of ${told} SKUs answered by Carrefour`)
        return one.pending === 0 && outcomes(one) > 0
      })
    } catch (error) {
      if (Date.now() >= until) {
        tell(error)
        return
      }
      await sleep(AGAIN_MS)
    }
  }
}

function tell(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`The demo is not set up yet (${reason}); the next start tries again.\n`)
}

const outcomes = ({ success, warning, error }: Connection): number => success + warning + error

async function configure(
  ask: AskApp,
  shopKey: string,
  { baseUrl, callMs, policy }: Place
): Promise<void> {
  // A start that was cut short may have used up Carrefour's one account call of the day.
  await callConsole(`${baseUrl}/console/carrefour/api/throttle`, { method: 'DELETE', callMs })
  const { carrefourConnection } = await ask<{ carrefourConnection: Connection }>(CONNECTION)
  const input = {
    active: true,
    shopId: String(SHOP_ID),
    tradePolicy: String(policy),
    affiliateId: 'CRF',
    minimumStock: 2,
    sendKits: false,
    notificationEmail: 'estoque@lojademo.example',
    carrefourUrl: 'https://carrefour-sandbox.mirakl.net',
    portalUrl: 'https://portal-fornecedor.example',
    version: carrefourConnection.configuration?.version ?? null,
  }
  const answer = await ask<{ saveCarrefourConfiguration: { __typename: string } }>(SAVE, {
    input,
    shopKey,
  })
  const result = answer.saveCarrefourConfiguration
  if (result.__typename !== 'CarrefourSaved') throw new Error(JSON.stringify(result))
}

/** Where the workspace is, how long one answer may take, and the trade policy that feeds Carrefour. */
interface Place {
  readonly baseUrl: string
  readonly callMs: number
  readonly policy: number
}

const PAGE = 1000

/** The SKUs of the policy, page by page. */
async function soldSkus({ baseUrl, callMs, policy }: Place): Promise<{ skuId: number }[]> {
  const found: { skuId: number }[] = []
  for (let page = 1; ; page += 1) {
    const url = `${baseUrl}/console/store/api/skus?policy=${policy}&pageSize=${PAGE}&page=${page}`
    const response = await callConsole(url, { method: 'GET', callMs })
    const { skus } = (await response.json()) as { skus: { skuId: number }[] }
    found.push(...skus)
    if (skus.length < PAGE) return found
  }
}

/** How often it is told how far the telling is: once is 50 SKUs, and 100,000 of them would be 2,000 lines. */
const TIMES_TOLD = 5

/** Answers how many SKUs were told of; `onTold` hears of it a few times, the last time at the end. */
async function notifyAll(
  place: Place,
  onTold: (count: number, all: number) => void
): Promise<number> {
  const { baseUrl, callMs } = place
  const api = `${baseUrl}/console/store/api`
  const skus = await soldSkus(place)
  const chunks: number[][] = []
  let count = 0
  for (let i = 0; i < skus.length; i += CHUNK) {
    chunks.push(skus.slice(i, i + CHUNK).map(sku => sku.skuId))
  }
  const worker = async (): Promise<void> => {
    for (let ids = chunks.shift(); ids !== undefined; ids = chunks.shift()) {
      await callConsole(`${api}/notify`, {
        method: 'POST',
        body: { skuIds: ids, via: 'event' },
        callMs,
      })
      const before = partOf(count, skus.length)
      count += ids.length
      if (partOf(count, skus.length) > before) onTold(count, skus.length)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT }, worker))
  return skus.length
}

const partOf = (count: number, all: number): number => Math.floor((count / all) * TIMES_TOLD)

async function waitUntil(
  ask: AskApp,
  waitMs: number,
  isDone: (connection: Connection) => boolean
): Promise<void> {
  const until = Date.now() + waitMs
  while (Date.now() < until) {
    const { carrefourConnection } = await ask<{ carrefourConnection: Connection }>(CONNECTION)
    if (isDone(carrefourConnection)) return
    await sleep(POLL_MS)
  }
}

interface Call {
  readonly method: string
  readonly body?: object
  readonly callMs: number
}

async function callConsole(url: string, { method, body, callMs }: Call): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(callMs),
  })
  if (!response.ok)
    throw new Error(`${method} ${new URL(url).pathname} answered ${response.status}`)
  return response
}

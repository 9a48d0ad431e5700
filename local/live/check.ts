import type { OutgoingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

import { type Forward, hasNetwork, masked } from './forward'
import type { Notices } from './notices'
import type { Pacer } from './pacer'
import { type Called, problemOfError, problemOfStatus } from './problems'
import { LIVE_ROUTES, type LiveRoute } from './routes'
import type { LiveSettings, RealCarrefour, RealStore } from './settings'
import { credentialsOf } from './storeHost'

export interface CheckDeps {
  readonly settings: LiveSettings
  readonly forward: Forward
  readonly notices: Notices
  readonly pacer: Pacer
}

const LONGEST_CHECK_MS = 12_000
const MAX_DETAIL = 2_000

/** One read for each resource that the app needs, so that a missing one is named before the app meets it. */
const STORE_CHECKS = [
  '/api/catalog_system/pvt/saleschannel/list',
  '/api/logistics/pvt/configuration/docks',
  '/api/fulfillment/pvt/affiliates',
] as const

/** Asks both real hosts what costs least, and notes what is wrong. */
export async function checkHosts(deps: CheckDeps): Promise<void> {
  const { store, carrefour } = deps.settings
  // Side by side: one that does not answer says nothing about the other.
  await Promise.all([
    store && checkStore(deps, store, AbortSignal.timeout(LONGEST_CHECK_MS)),
    carrefour && checkCarrefour(deps, carrefour, AbortSignal.timeout(LONGEST_CHECK_MS)),
  ])
}

async function checkStore(deps: CheckDeps, store: RealStore, gone: AbortSignal): Promise<void> {
  for (const template of STORE_CHECKS) {
    await deps.pacer.turn(gone).catch(() => undefined)
    const answered = await ask(deps, {
      route: routeAt('GET', template),
      host: 'store',
      url: new URL(template, store.address),
      headers: { accept: 'application/json', ...credentialsOf(store) },
      address: store.address,
      gone,
    })
    // The same would be said of every call.
    if (!answered) return
  }
}

async function checkCarrefour(
  deps: CheckDeps,
  { address }: RealCarrefour,
  gone: AbortSignal
): Promise<void> {
  const base = address.href.replace(/\/$/, '')
  // Without a key: that Mirakl answers at all is what is asked.
  await ask(deps, {
    route: routeAt('GET', '/api/version'),
    host: 'carrefour',
    url: new URL(`${base}/api/version`),
    headers: { accept: 'application/json' },
    address,
    gone,
  })
}

function routeAt(method: string, template: string): LiveRoute {
  const found = LIVE_ROUTES.find(route => route.method === method && route.template === template)
  if (found === undefined) throw new Error(`No route ${method} ${template}`)
  return found
}

interface Question {
  readonly route: LiveRoute
  readonly host: 'store' | 'carrefour'
  readonly url: URL
  readonly headers: OutgoingHttpHeaders
  readonly address: URL
  readonly gone: AbortSignal
}

/** Whether the host answered at all. */
async function ask(
  { settings, forward, notices }: CheckDeps,
  { route, host, url, headers, address, gone }: Question
): Promise<boolean> {
  const called: Called = { host, address, account: settings.account, route }
  const secrets = settings.store
    ? [settings.store.appKey.reveal(), settings.store.appToken.reveal()]
    : []
  try {
    const answer = await forward({ url, method: 'GET', headers, body: null, gone })
    const { status } = answer
    const text = await beginningOf(answer.body)
    const problem = problemOfStatus(called, status)
    // Mirakl may ask for a key even here; that it does is an answer.
    const isAsked =
      host === 'carrefour' && (problem === 'KEY_REFUSED' || problem === 'RIGHT_MISSING')
    if (problem === undefined && (status >= 400 || !/^[\s\uFEFF]*[[{]/.test(text)))
      notices.met(called, 'NOT_THE_API', `HTTP ${status} ${masked(text, secrets)}`)
    else if (problem === undefined || isAsked) notices.over(called)
    else notices.met(called, problem, `HTTP ${status} ${masked(text, secrets)}`)
    return true
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    notices.met(called, problemOfError(error, hasNetwork()), masked(said, secrets))
    return false
  }
}

/** The rest is not awaited: an answer may never end. */
async function beginningOf(body: Readable): Promise<string> {
  let text = ''
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length >= MAX_DETAIL) break
  }
  return text.slice(0, MAX_DETAIL)
}

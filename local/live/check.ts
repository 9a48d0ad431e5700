import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

import { systemClock } from '../clock'

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

/** A difference that is not put down to slow answers. */
const WRONG_CLOCK_MS = 5 * 60_000

/** The check under way. */
interface Checking extends CheckDeps {
  /** How far this machine's clock is ahead of each answer's, in milliseconds. */
  readonly ahead: number[]
}

/** Asks both real hosts what costs least, and notes what is wrong. */
export async function checkHosts(given: CheckDeps): Promise<void> {
  const { store, carrefour } = given.settings
  const deps: Checking = { ...given, ahead: [] }
  // Side by side: one that does not answer says nothing about the other.
  await Promise.all([
    store && checkStore(deps, store, AbortSignal.timeout(LONGEST_CHECK_MS)),
    carrefour && checkCarrefour(deps, carrefour, AbortSignal.timeout(LONGEST_CHECK_MS)),
  ])
  checkClock(deps)
}

/** One answer that agrees with this machine is enough: the other host's clock may be the wrong one. */
function checkClock({ settings, notices, ahead }: Checking): void {
  const address = (settings.store ?? settings.carrefour)?.address
  const [least] = [...ahead].sort((a, b) => Math.abs(a) - Math.abs(b))
  if (address === undefined || least === undefined) return
  const called: Called = {
    host: settings.store ? 'store' : 'carrefour',
    address,
    account: settings.account,
    route: { method: 'GET', template: 'CLOCK', resources: [] },
  }
  if (Math.abs(least) <= WRONG_CLOCK_MS) return notices.over(called)
  const machine = systemClock.now()
  const [there, here] = [machine - least, machine].map(at => new Date(at).toISOString())
  notices.met(called, least > 0 ? 'CLOCK_FAST' : 'CLOCK_SLOW', `Date: ${there} ≠ ${here}`)
}

/** How far this machine's clock is ahead of the host's; undefined when the answer tells no time. */
function aheadOf({ date, age }: IncomingHttpHeaders): number | undefined {
  const told = Date.parse(date ?? '')
  // A cache on the way gives the time at which it got the answer.
  const since = Number(age ?? 0) * 1000
  return Number.isFinite(told + since) ? systemClock.now() - told - since : undefined
}

async function checkStore(deps: Checking, store: RealStore, gone: AbortSignal): Promise<void> {
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
  deps: Checking,
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
  { settings, forward, notices, ahead }: Checking,
  { route, host, url, headers, address, gone }: Question
): Promise<boolean> {
  const called: Called = { host, address, account: settings.account, route }
  const secrets = settings.store
    ? [settings.store.appKey.reveal(), settings.store.appToken.reveal()]
    : []
  try {
    const answer = await forward({ url, method: 'GET', headers, body: null, gone })
    const { status, headers: said } = answer
    const clock = aheadOf(said)
    if (clock !== undefined) ahead.push(clock)
    const text = await beginningOf(answer.body)
    const problem = problemOfStatus(called, status)
    // Mirakl may ask for a key even here; that it does is an answer.
    const isAsked =
      host === 'carrefour' && (problem === 'KEY_REFUSED' || problem === 'RIGHT_MISSING')
    if (host === 'carrefour' && isOfVtex(said))
      notices.met(called, 'VTEX_ANSWERS', `HTTP ${status}`)
    else if (problem === undefined && (status >= 400 || !/^[\s\uFEFF]*[[{]/.test(text)))
      notices.met(called, 'NOT_THE_API', `HTTP ${status} ${masked(text, secrets)}`)
    else if (problem === undefined || isAsked) notices.over(called)
    else notices.met(called, problem, `HTTP ${status} ${masked(text, secrets)}`)
    return true
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    notices.met(called, problemOfError(error, hasNetwork()), masked(message, secrets))
    return false
  }
}

/** A store under a domain of its own: VTEX's routers put their names on each answer. */
const isOfVtex = (headers: IncomingHttpHeaders): boolean =>
  /^vtex\b/i.test(String(headers.powered ?? '')) ||
  Object.keys(headers).some(name => name.startsWith('x-vtex-'))

/** The rest is not awaited: an answer may never end. */
async function beginningOf(body: Readable): Promise<string> {
  let text = ''
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length >= MAX_DETAIL) break
  }
  return text.slice(0, MAX_DETAIL)
}

import type { IncomingHttpHeaders } from 'node:http'

import type { Clock } from '../clock'
import type { Database } from '../database'
import { type Handler, sendJson } from '../http/handler'
import type { ObservedCall } from '../http/server'
import { isLoopback, type Upstream } from '../http/upstream'

import { createAffiliates } from './affiliates'
import { createCarrefourHost } from './carrefourHost'
import { checkHosts } from './check'
import { createForward } from './forward'
import { createNotices, type Notices } from './notices'
import { createOfferCodes } from './offerCodes'
import { createPacer } from './pacer'
import type { Called } from './problems'
import { type AppState, createProgressMeter, type Progress } from './progress'
import { createNamedShops } from './shops'
import type { LiveSettings } from './settings'
import { createStoreHost, credentialsOf } from './storeHost'
import { createWithheldCalls, type WithheldCalls } from './withheld'
import { createWriteGate, type WriteGate } from './writeGate'

/** How a workspace is led to real hosts. */
export interface LiveOptions {
  readonly settings: LiveSettings
  /** Whether writing may be opened at all. */
  readonly write: boolean
}

export interface LiveDeps extends LiveOptions {
  readonly db: Database
  readonly clock: Clock
  /** Whether headers carry a credential of this workspace for the account. */
  readonly isAuthorized: (headers: IncomingHttpHeaders) => boolean
  /** What the app says of itself; null while it does not answer. */
  readonly askApp: () => Promise<AppState | null>
  /** Whether manifest.json lets the app call this host on VTEX. */
  readonly isInManifest: (host: string) => boolean
}

/** The real hosts behind the workspace. */
export interface Live {
  readonly settings: LiveSettings
  readonly withheld: WithheldCalls
  readonly notices: Notices
  readonly gate: WriteGate
  /** In place of the stand-in store; null when that stays. */
  readonly store: Handler | null
  /**
   * What answers an outbound call of the app that no stand-in may answer: Carrefour's own address, and whatever else
   * would leave this machine. Undefined for a host of the workspace.
   */
  upstreamOf(target: URL): Upstream | undefined
  /** Notes a call that a stand-in answers and that on VTEX would have had an effect outside: a mail, a schedule. */
  noteLocal(call: ObservedCall): void
  /** Asks both real hosts; what is wrong becomes a notice. */
  check(): Promise<void>
  /** Closes writing, and puts affiliates back as they were; answers those that the store did not take. */
  close(): Promise<readonly string[]>
  /** Whether Carrefour has named a shop: a ShopKey has been tested or saved here. */
  isNamed(): boolean
  /** Affiliates that are registered at the real store now. */
  registered(): readonly string[]
  /** How the first look stands; null while the app does not answer. */
  progress(): Promise<Progress | null>
  /** Calls to the store that wait for their turn. */
  waiting(): number
}

export function createLive(deps: LiveDeps): Live {
  const { db, clock, settings } = deps
  const forward = createForward(settings.ca)
  const notices = createNotices(clock)
  const withheld = createWithheldCalls(db, clock)
  const shops = createNamedShops(db, clock)
  const gate = createWriteGate(deps.write, shops)
  const secrets =
    settings.store === null
      ? []
      : [settings.store.appKey.reveal(), settings.store.appToken.reveal()]
  const common = { account: settings.account, forward, notices, withheld, secrets }
  const pacer = createPacer(settings.callsPerSecond, clock)
  const meter = createProgressMeter(settings.callsPerSecond, clock)

  const affiliates =
    settings.store &&
    createAffiliates({
      db,
      account: settings.account,
      publicUrl: settings.publicUrl,
      address: settings.store.address,
      forward,
      credentials: credentialsOf(settings.store),
    })
  const store =
    settings.store &&
    affiliates &&
    createStoreHost({
      ...common,
      address: settings.store.address,
      credentials: credentialsOf(settings.store),
      pacer,
      onRetryAfter: seconds => pacer.holdUntil(clock.now() + seconds * 1000),
      gate,
      affiliates,
      isAuthorized: deps.isAuthorized,
      onCall: (operation, params) => meter.onStoreCall(operation, params),
    })
  const carrefour =
    settings.carrefour &&
    createCarrefourHost({
      ...common,
      address: settings.carrefour.address,
      shops,
      gate,
      offerCodes: createOfferCodes(db),
      onOffers: (seen, total) => meter.onOffers(seen, total),
    })

  /** For what concerns an address as a whole and no single operation. */
  const calledOf = (address: URL, template: string): Called => ({
    host: 'carrefour',
    address,
    account: settings.account,
    route: { method: 'GET', template, resources: [] },
  })

  return {
    settings,
    withheld,
    notices,
    gate,
    store,
    upstreamOf(target) {
      if (carrefour && settings.carrefour && isSameServer(target, settings.carrefour.address)) {
        notices.over(calledOf(settings.carrefour.address, 'OTHER'))
        return { part: 'carrefour', outbound: false, handle: carrefour }
      }
      if (settings.carrefour && MIRAKL.test(target.hostname)) {
        notices.met(calledOf(settings.carrefour.address, 'OTHER'), 'OTHER_ADDRESS', target.host)
        return REFUSED
      }
      // A server on this machine is not one of the file: nothing allows calls to it.
      if (isThisMachine(target)) return REFUSED
      return undefined
    },
    noteLocal({ part, target, req }) {
      const { method = 'GET' } = req
      if (!LOCAL_PARTS.includes(part) || method === 'GET' || method === 'HEAD') return
      const bytes = Number(req.headers['content-length'] ?? 0)
      withheld.add({ host: 'vtex', operation: part, method, path: target.pathname, bytes })
    },
    async check() {
      await checkHosts({ settings, forward, notices, pacer })
      const address = settings.carrefour?.address
      if (address && !isThisMachine(address) && !deps.isInManifest(address.hostname))
        notices.met(calledOf(address, 'MANIFEST'), 'NOT_IN_MANIFEST', address.host)
    },
    async close() {
      gate.close()
      return deps.write ? ((await affiliates?.restoreAll()) ?? []) : []
    },
    isNamed: () => shops.latest() !== undefined,
    registered: () => affiliates?.registered() ?? [],
    progress: async () => meter.read(await deps.askApp()),
    waiting: () => pacer.waiting(),
  }
}

/** Hosts that are some operator's Mirakl. */
const MIRAKL = /(^|\.)mirakl\.net$/

/** Parts of the platform whose writes reach people or machines outside. */
const LOCAL_PARTS = ['mail', 'scheduler']

/** The app calls `http://host`, and a header says that https is meant: the port is that of https. */
function isSameServer(target: URL, real: URL): boolean {
  const port = target.port === '' || target.port === '80' ? '443' : target.port
  return target.hostname === real.hostname && port === (real.port === '' ? '443' : real.port)
}

const isThisMachine = ({ hostname }: URL): boolean => isLoopback(hostname)

const REFUSED: Upstream = {
  part: 'nothing',
  outbound: false,
  handle: (_req, res) =>
    sendJson(res, 502, {
      code: 'UnknownHost',
      message: 'With --live only the hosts of the live file are reached',
    }),
}

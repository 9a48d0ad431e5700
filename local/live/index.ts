import type { IncomingHttpHeaders } from 'node:http'

import type { Clock } from '../clock'
import type { Database } from '../database'
import { type Handler, sendJson } from '../http/handler'
import { isLoopback, type Upstream } from '../http/upstream'

import { createCarrefourHost } from './carrefourHost'
import { checkHosts } from './check'
import { createForward } from './forward'
import { createNotices, type Notices } from './notices'
import { createPacer } from './pacer'
import { type AppState, createProgressMeter, type Progress } from './progress'
import { createNamedShops } from './shops'
import type { LiveSettings } from './settings'
import { createStoreHost } from './storeHost'
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
  /** Asks both real hosts; what is wrong becomes a notice. */
  check(): Promise<void>
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

  const store =
    settings.store &&
    createStoreHost({
      ...common,
      ...settings.store,
      pacer,
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
      onOffers: (seen, total) => meter.onOffers(seen, total),
    })

  return {
    settings,
    withheld,
    notices,
    gate,
    store,
    upstreamOf(target) {
      if (carrefour && settings.carrefour && isSameServer(target, settings.carrefour.address))
        return { part: 'carrefour', outbound: !isThisMachine(target), handle: carrefour }
      // A server on this machine is not one of the file: nobody has said that it may be called.
      if (isThisMachine(target)) return REFUSED
      return undefined
    },
    check: () => checkHosts({ settings, forward, notices, pacer }),
    progress: async () => meter.read(await deps.askApp()),
    waiting: () => pacer.waiting(),
  }
}

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

import type { Server } from 'node:http'

import { createAdmin } from './admin'
import { firstPage, readAdmin } from './admin/appFiles'
import { readOperations } from './admin/build'
import type { Built } from './build'
import { joinSchema } from './build/schema'
import type { ServiceJson } from './build/service-json'
import { type Carrefour, createCarrefour } from './carrefour'
import type { Clock, ClockMover } from './clock'
import { CLOCK_CONSOLE, clockScript, createClockApi, createClockConsole } from './clock/console'
import { readManifest } from './config'
import { consolesOf } from './console/offered'
import type { Database } from './database'
import { createFaultFilesApi, createFaultRules, type FaultRules, faultState } from './faults'
import { type Handler, handlerOf, sendJson } from './http/handler'
import { createCallInternet } from './http/internet'
import { createWorkspaceServer, type Observe } from './http/server'
import { createOrigin, type Mounted } from './origin'
import { type CloudOptions, createPlatform, type Platform } from './platform'
import type { HostedApp } from './platform/installed'
import { readExposed } from './platform/policies/exposed'
import { emailOf, ROLES } from './platform/license-manager/roles'
import { createCallTimeline, createInspector, INSPECTOR, openApi } from './inspector'
import { createLive, type Live, type LiveOptions } from './live'
import { createLiveConsole } from './live/console/app'
import { LIVE_CONSOLE } from './live/console/band'
import { withoutLoading } from './live/loading'
import { realHostsOf } from './live/settings'
import type { AppState } from './live/progress'
import { createPublicDoor } from './live/publicDoor'
import { standIns } from './live/terminal'
import { createMailbox, MAILBOX } from './mailbox'
import { PLUGINS, type PluginName } from './plugins'
import type { Note } from './platform/router/relay'
import { readTransforms } from './platform/sessions/transforms'
import { callerOf, isAuthorized } from './platform/vtexid/credentials'
import { createSnapshots, createSnapshotsApi, type Snapshots } from './snapshots'
import { createStore, type Store } from './store'
import type { AnswerFromFile } from './stubs'
import { createNotPlayed } from './stubs/notPlayed'
import { createTimeline, TIMELINE } from './timeline/page'
import { createTourConsole, TOUR } from './tour/page'
import { createTour, type Tour } from './tour/tour'

/** What the parts of a workspace stand on. */
export interface CompositionDeps {
  built: Built
  /** Apps beside it, with the replicas of each; none when left out. */
  others?: readonly { built: Built; ports: () => number[] }[] | undefined
  db: Database
  clock: Clock
  mover: ClockMover
  /** Whether the app lists a reprocess; never when left out. */
  reprocessed?: (() => Promise<boolean>) | undefined
  /** Where snapshots lie. */
  snapshotsDir: string
  service: ServiceJson
  /** Accounts that have the app installed; the first is the one a visitor sees. */
  accounts: readonly [string, ...string[]]
  /** The workspace's own port, once it listens. */
  port: () => number
  /** Ports of the replicas that listen now. */
  replicaPorts: () => number[]
  note: Note
  /** Workspaces of each account; production alone when left out. */
  workspaces?: readonly string[] | undefined
  /** What stands around the app; everything when left out. */
  plugins?: readonly PluginName[] | undefined
  /** Whether the app is another than the project's own: its pages may do what VTEX's Admin lets them. */
  anyApp?: boolean | undefined
  /** Speed and limits of the cloud. */
  cloud?: CloudOptions | undefined
  /** Told of every outbound call of the app as it arrives. */
  observe?: Observe | undefined
  /** How long Master Data's search lags, in milliseconds. */
  searchLagMs?: (() => number) | undefined
  /** The real hosts that the workspace leads to; none when left out. */
  live?: LiveOptions | undefined
  /** Answers of a file to calls of the app; none when left out. */
  stubs?: { file: string; answer: AnswerFromFile } | undefined
  /** Says to whoever looks at the terminal what the app lacks; `note` when left out. */
  tell?: Note | undefined
  /** What the app says of itself; for the page about the real hosts. */
  askApp?: (() => Promise<AppState | null>) | undefined
}

/** The parts of a workspace, joined behind one server that does not listen yet. */
export interface Composition {
  server: Server
  platform: Platform
  /** The first account's store. */
  store: Store
  /** Every account's store. */
  stores: ReadonlyMap<string, Store>
  /** Left out where the workspace has no Carrefour. */
  carrefour: Carrefour | undefined
  /** The path of the first page to look at. */
  home: string
  tour: Tour
  /** The real hosts; null when all are stand-ins. */
  live: Live | null
  snapshots: Snapshots
  /** Files of faults in force. */
  rules: FaultRules
}

/** Makes every part and joins them. */
export function composeParts(deps: CompositionDeps): Composition {
  const { db, accounts, clock, mover, note, service, tell = note } = deps
  const [account] = accounts
  const plugins = deps.plugins ?? PLUGINS
  /** Those that no real host has taken the place of. */
  const played = standIns(deps.live?.settings, plugins)
  const consoles = consolesOf({ isOwnApp: deps.anyApp !== true, played })
  const home = firstPage(readAdmin(deps.built.uploadedDir)) ?? MAILBOX
  const calls = createCallTimeline(clock)
  const notPlayed = createNotPlayed(tell, deps.stubs?.file ?? null)
  const platform = createPlatform({
    elsewhere(call) {
      const answer = deps.stubs?.answer(call)
      if (answer === undefined) notPlayed(call, 404)
      return answer
    },
    onEvent: event => calls.event(event),
    db,
    clock,
    ...hosted(deps.built, deps.replicaPorts),
    service,
    others: (deps.others ?? []).map(({ built, ports }) => hosted(built, ports)),
    accounts,
    callInternet: createCallInternet(deps.port),
    note,
    tell,
    vtexHosts: deps.anyApp === true ? 'documented' : 'strict',
    workspaces: deps.workspaces,
    cloud: deps.cloud,
    searchLagMs: deps.searchLagMs,
  })
  const storeOf = (name: string): Store =>
    createStore({
      db,
      clock,
      account: name,
      consoles,
      notify: platform.notifyOf(name),
      isAuthorized: headers => isAuthorized(platform.tokens, headers, name),
    })
  const store = storeOf(account)
  const stores = new Map<string, Store>(
    accounts.map(name => [name, name === account ? store : storeOf(name)])
  )
  const storeApps = new Map<string, Handler>(
    [...stores].map(([name, one]) => [
      name,
      plugins.includes('store') ? handlerOf(one.app) : nothing,
    ])
  )
  const carrefour = plugins.includes('carrefour')
    ? createCarrefour({ db, clock, consoles })
    : undefined
  const live =
    deps.live === undefined
      ? null
      : createLive({
          ...deps.live,
          db,
          clock,
          isAuthorized: headers => isAuthorized(platform.tokens, headers, account),
          isInManifest: host => platform.policies.allowsOutbound(home, host, '/api/account'),
          askApp: deps.askApp ?? (() => Promise.resolve(null)),
        })
  const isRealCarrefour = Boolean(live?.settings.carrefour)
  const { resolve, site } = platform.join({
    store: name => (name === account && live?.store ? live.store : storeApps.get(name)),
    carrefour: isRealCarrefour ? nothingHere : carrefour && handlerOf(carrefour.app),
  })
  const admin = createAdmin({
    bundleDir: deps.built.adminDir,
    users: ROLES.map(role => emailOf(role, account)),
    consoles,
    anyApp: deps.anyApp ?? false,
  })
  const sources = [store, ...(carrefour === undefined ? [] : [carrefour])]
  const tour = createTour(db, clock, {
    sources,
    cataloguedSince: at => carrefour?.since(at).catalogued ?? false,
    refusedSince: at => carrefour?.since(at).refused ?? false,
    newKeySince: at => carrefour?.since(at).accepted ?? false,
    reprocessed: deps.reprocessed ?? (() => Promise.resolve(false)),
    viewerSince: at =>
      ROLES.filter(({ name }) => name === 'viewer').some(role =>
        platform.tokens.signedInSince(emailOf(role, account), at)
      ),
    clockMoved: () => mover.offset() > 0,
  })
  const rules = createFaultRules(clock)
  const surroundings = { plugins, realHosts: realHostsOf(live?.settings) }
  const snapshots = createSnapshots({
    db,
    clock,
    dir: deps.snapshotsDir,
    app: platform.app.id,
    faults: faultState(platform.faults, rules, surroundings),
    replaceState: replace => platform.replaceState(replace),
  })
  const origin = createOrigin({
    home,
    accounts,
    tokens: platform.tokens,
    site,
    session: platform.session,
    control: platform.control,
    mounted: [
      {
        prefix: '/_local/fault-files',
        handle: handlerOf(createFaultFilesApi(rules, surroundings).app),
      },
      {
        prefix: '/_local/snapshots',
        handle: withoutLoading(live, handlerOf(createSnapshotsApi(snapshots).app)),
      },
      {
        prefix: TIMELINE,
        handle: handlerOf(
          createTimeline({
            sources,
            clock,
            consoles,
            rowOf: sku => `${home}?sku=${encodeURIComponent(sku)}`,
          })
        ),
      },
      ...(deps.anyApp === true
        ? []
        : [{ prefix: TOUR, handle: handlerOf(createTourConsole(tour, consoles)) }]),
      { prefix: '/_local/clock.js', handle: clockScript(mover) },
      { prefix: '/_local/clock', handle: handlerOf(createClockApi(mover)) },
      { prefix: CLOCK_CONSOLE, handle: handlerOf(createClockConsole({ mover, consoles })) },
      { prefix: '/admin', handle: handlerOf(admin) },
      {
        prefix: INSPECTOR,
        handle: handlerOf(
          createInspector({
            timeline: calls,
            clock,
            consoles,
            sendEvent: event => platform.courier.send(event),
          })
        ),
      },
      { prefix: '/_local/openapi.json', handle: openApi },
      { prefix: LIVE_CONSOLE, handle: handlerOf(createLiveConsole({ live, clock, consoles })) },
      // A real host takes the place of the stand-in's console: the first that fits answers.
      ...(live?.store ? [{ prefix: '/console/store', handle: toLive }] : []),
      ...(isRealCarrefour ? REAL_CARREFOUR : []),
      ...(plugins.includes('store') ? storeConsoles(store, stores) : []),
      ...(carrefour === undefined ? [] : carrefourMounts(carrefour)),
      {
        prefix: MAILBOX,
        handle: handlerOf(createMailbox({ mails: platform.mails, clock, consoles })),
      },
    ],
  })
  const server = createWorkspaceServer({
    resolve,
    origin,
    policiesOf: platform.policiesOfCaller,
    calls: platform.calls,
    fence: platform.fence,
    rules,
    stubs: deps.stubs?.answer,
    notPlayed,
    timeline: calls,
    callerAccount: req => callerOf(req.headers, platform.tokens)?.account ?? account,
    observe: call => {
      live?.noteLocal(call)
      deps.observe?.(call)
    },
    realHost: target => live?.upstreamOf(target),
    ...(live?.settings.publicUrl && {
      publicDoor: createPublicDoor({ publicUrl: live.settings.publicUrl, account, site }),
    }),
  })
  return { server, platform, store, stores, carrefour, snapshots, rules, live, home, tour }
}

/** An app as the platform takes it, read from what was built of it. */
const hosted = (
  { uploadedDir, adminDir, service, provider }: Built,
  ports: () => number[]
): HostedApp => ({
  manifest: readManifest(uploadedDir),
  service,
  operations: readOperations(adminDir),
  exposed: readExposed(uploadedDir),
  transforms: readTransforms(uploadedDir),
  provider,
  hasGraphql: joinSchema(uploadedDir).trim() !== '',
  ports,
})

/** A stand-in that a real host replaces. */
const nothingHere: Handler = (_req, res) =>
  sendJson(res, 404, { code: 'NotFound', message: 'The real host has taken the place of this one' })

/** The console of a stand-in that a real host has taken the place of. */
const toLive: Handler = (_req, res) => {
  res.writeHead(302, { Location: LIVE_CONSOLE })
  res.end()
}

const REAL_CARREFOUR: readonly Mounted[] = [
  { prefix: '/console/carrefour', handle: toLive },
  { prefix: '/carrefour', handle: nothingHere },
]

const nothing: Handler = (_req, res) =>
  sendJson(res, 404, { code: 'NotFound', message: 'The workspace runs without a store' })

const storeConsoles = (store: Store, stores: ReadonlyMap<string, Store>): readonly Mounted[] => [
  { prefix: '/console/store', handle: handlerOf(store.console) },
  ...[...stores].map(([name, one]) => ({
    prefix: `/console/stores/${name}`,
    handle: handlerOf(one.console),
  })),
]

const carrefourMounts = (carrefour: Carrefour): readonly Mounted[] => [
  { prefix: '/console/carrefour', handle: handlerOf(carrefour.console) },
  { prefix: '/carrefour', handle: handlerOf(carrefour.app) },
]

import { join } from 'node:path'

import { menuPages } from './admin/appFiles'
import { buildAnyApp, buildApp, type Built, type Progress } from './build'
import { createMovableClock, type MovableClock } from './clock'
import { composeParts, type Composition } from './composition'
import { type AppIdentity, DEFAULT_ACCOUNTS, WORKSPACE } from './config'
import { openDatabase } from './database'
import { type DemoData, fillStore, firstStart } from './demo'
import { askApp } from './demo/graphql'
import { close, listen } from './http/listen'
import type { Observe } from './http/server'
import type { LiveOptions } from './live'
import { createAppState } from './live/appState'
import { seedStandIns } from './live/seedStandIns'
import type { CloudOptions } from './platform'
import { announceInstall, installSchemas } from './platform/install'
import { emailOf, ROLES } from './platform/license-manager/roles'
import { pagesLeftOut, pathsOf, reachOf } from './reach'
import { ROOT } from './root'
import { replicaEnvironment } from './replicas/environment'
import { PLUGINS, type PluginName } from './plugins'
import { openLogFile } from './replicas/log-file'
import { superviseReplicas, type Supervisor } from './replicas/supervisor'
import { createStubs } from './stubs'
import type { Stub } from './stubs/stubs'
import { isAskedFor } from './tour/tour'

/** How to start a workspace. */
export interface WorkspaceOptions {
  /** 0 takes any free port. */
  port: number
  /** The folder of the app that it runs; the project's own when left out. */
  app?: string | undefined
  /** Folders of apps that run beside that one, without their pages; none when left out. */
  others?: readonly string[] | undefined
  /** What stands around the app; the store alone for another app than the project's own, when left out. */
  plugins?: readonly PluginName[] | undefined
  /** Where its data is kept, the service's log too. */
  dataDir: string
  /** How many processes of the service run. */
  replicas: number
  /** Whether an empty store is filled with the demo, and the demo is set up at the first start. */
  demo: boolean
  /** What the store is filled with; the demo's data when left out. */
  data?: DemoData
  /** Says nothing about its progress. */
  quiet?: boolean
  /** Accounts that have the app installed; the demo's alone when left out. */
  accounts?: readonly [string, ...string[]]
  /** Speed and limits of the cloud; those of this machine when left out. */
  cloud?: CloudOptions
  /** Workspaces of each account; production alone when left out. */
  workspaces?: readonly string[]
  /** The real hosts that it leads to; all are stand-ins when left out. */
  live?: LiveOptions
  /** A file of answers to calls that nothing plays, as it was read at the start; none when left out. */
  stubs?: { readonly file: string; readonly stubs: readonly Stub[] } | undefined
  /** What is other than usual, for tests. */
  bent?: Bent
  /** The first app as it was built before; built if left out. */
  built?: Built | undefined
}

/** Ways to bend a workspace for a test. */
export interface Bent {
  /** Another build of the service. */
  appDir?: string
  /** More arguments and environment of the replicas' processes. */
  nodeArgs?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** How long all replicas may take to start, and the demo to be set up, in milliseconds. */
  startMs?: number
  /** How long a replica may take to answer its health check, in milliseconds. */
  healthMs?: number
  /** Told of every outbound call of the app as it arrives. */
  observe?: Observe
  /** How long Master Data's search lags, in milliseconds. */
  searchLagMs?: () => number
}

/** What a workspace runs. */
export interface RunningApp {
  /** `vendor.name@version` */
  id: string
  /** Pages of its menu: name and path. */
  pages: readonly (readonly [name: string, path: string])[]
  /** Ids of the apps beside it. */
  others: readonly string[]
  /** Public routes of all apps, as service.json writes them; none where no service runs. */
  routes: readonly string[]
  /** What else of them answers; empty for the project's own app. */
  reach: readonly (readonly [kind: string, what: string])[]
  plugins: readonly PluginName[]
  /** What is not emulated of it, or VTEX would refuse. */
  told: readonly string[]
}

/** A running workspace. */
export interface Workspace {
  url: string
  port: number
  /** The path of the first page to look at. */
  home: string
  /** What runs, printed at the start. */
  app: RunningApp
  /** Ends every process; nothing is left running. */
  stop(): Promise<void>
  /** Ends a replica of the first app at once, as a crash does; another takes its place. */
  killReplica(index: number): void
  /** The replicas that answer now: where each listens, and the id of its process. */
  replicas(): { port: number; pid: number }[]
  /** Its parts, for tests. */
  parts: Composition
  /** Moves the time of every part and replica ahead, and does at once what has become due. */
  moveClock(ms: number): Promise<void>
  /** Ends and starts all replicas. */
  restartReplicas(): Promise<void>
}

/** The folder of the snapshots in the data folder; starting afresh leaves it alone. */
export const SNAPSHOTS = 'snapshots'

export { ROOT }

/** How long the page about the real hosts waits for what the app says of itself. */
const APP_STATE_MS = 4_000

/** What ends the parts that run already, the last one first. */
type Undo = (() => Promise<void> | void)[]

/** Builds what changed and starts a whole workspace; resolves when everything answers. */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  let said = ''
  const progress: Progress = text => {
    if (options.quiet === true || text === said) return
    said = text
    process.stdout.write(`${text}\n`)
  }
  const built =
    options.built ??
    (await (options.app === undefined
      ? buildApp(ROOT, progress)
      : buildAnyApp(options.app, progress)))
  const others: Built[] = []
  for (const dir of options.others ?? []) others.push(await buildAnyApp(dir, progress))
  const undo: Undo = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    progress('Starting the service')
    return { ...(await start(options, [built, ...others], undo, progress)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  options: WorkspaceOptions,
  [built, ...others]: readonly [Built, ...Built[]],
  undo: Undo,
  progress: Progress
): Promise<Omit<Workspace, 'stop'>> {
  const accounts = options.accounts ?? DEFAULT_ACCOUNTS
  const workspaces = options.workspaces ?? [WORKSPACE]
  const { service } = built
  const plugins = options.plugins ?? (options.app === undefined ? PLUGINS : ['store'])
  const bent = options.bent ?? {}
  const db = openDatabase(join(options.dataDir, 'workspace.db'))
  undo.push(() => void db.close())
  const log = openLogFile(join(options.dataDir, 'service.log'))
  undo.push(() => log.close())
  log.write(`[workspace] runs the uploaded files ${built.hash.slice(0, 12)}\n`)

  const note = (text: string): void => log.write(`[workspace] ${text}\n`)
  // Of another app the developer wants to see at once what it lacks; this one's own is kept in the log.
  const isToldAloud = options.app !== undefined && options.quiet !== true
  const tell = (text: string): void => {
    note(text)
    if (isToldAloud) process.stdout.write(`${text}\n`)
  }
  const clock = createMovableClock(db)
  let port = options.port
  const supervisors: Supervisor[] = []
  let signedIn = ''
  // One session for as long as it lasts: the tour's page looks every few seconds.
  const session = (): string => {
    if (parts.platform.tokens.identify(signedIn) === undefined)
      signedIn = ownerCookie(parts, accounts[0])
    return signedIn
  }
  const parts: Composition = composeParts({
    built,
    db,
    clock,
    mover: {
      now: () => clock.now(),
      offset: () => clock.offset(),
      fixed: options.live === undefined ? null : 'live',
      advance: ms => moveOn(ms, clock, parts),
    },
    reprocessed: () => hasReprocessed(`http://127.0.0.1:${port}`, session()),
    snapshotsDir: join(options.dataDir, SNAPSHOTS),
    service,
    accounts,
    port: () => port,
    replicaPorts: () => supervisors[0]?.ports() ?? [],
    others: others.map((other, at) => ({
      built: other,
      ports: () => supervisors[at + 1]?.ports() ?? [],
    })),
    note,
    tell,
    stubs: options.stubs && {
      file: options.stubs.file,
      answer: createStubs(options.stubs.file, options.stubs.stubs, tell),
    },
    plugins,
    anyApp: options.app !== undefined,
    workspaces,
    cloud: options.cloud,
    observe: bent.observe,
    searchLagMs: bent.searchLagMs,
    live: options.live,
    askApp: createAppState(() =>
      askApp(`http://127.0.0.1:${port}`, ownerCookie(parts, accounts[0]), APP_STATE_MS)
    ),
  })
  const { platform, server } = parts
  undo.push(() => platform.stop())
  port = await listen(server, options.port)
  undo.push(() => close(server))
  undo.push(() => closeLive(parts, progress))

  const apps = [built, ...others].flatMap((one, at) => {
    const identity = platform.apps[at]
    return identity === undefined ? [] : [{ built: one, identity }]
  })
  const told = apps.flatMap(({ built: { told: own, uploadedDir }, identity }) =>
    [
      ...own,
      ...installSchemas(uploadedDir, identity, { accounts, workspaces }, platform.masterData),
    ].map(line => (others.length === 0 ? line : `${identity.key}: ${line}`))
  )
  told.push(...others.flatMap(pagesLeftOut))
  if (options.demo) fillStore(options.data, { ...parts, db, clock })
  const { store, carrefour } = parts
  if (options.live && carrefour !== undefined)
    seedStandIns({ store, carrefour, db, clock }, options.live.settings, options.data)

  const appDir = bent.appDir ?? built.appDir
  const supervise = (of: Built, identity: AppIdentity, dir: string | null): Supervisor =>
    superviseReplicas(dir === null ? 0 : options.replicas, {
      env: {
        ...replicaEnvironment({
          app: identity,
          appDir: dir ?? of.uploadedDir,
          workspaceUrl: `http://127.0.0.1:${port}`,
          leadsCalls: options.app !== undefined,
          carrefourHosts: parts.live?.settings.carrefour
            ? [parts.live.settings.carrefour.address.hostname]
            : [],
        }),
        ...bent.env,
      },
      memoryMb: of.service.memory,
      log,
      nodeArgs: bent.nodeArgs ?? [],
      clockOffset: () => clock.offset(),
      ...(bent.healthMs === undefined ? {} : { healthMs: bent.healthMs }),
    })
  for (const { built: one, identity } of apps) {
    const supervisor = supervise(one, identity, one === built ? appDir : one.appDir)
    supervisors.push(supervisor)
    undo.push(() => supervisor.stop())
  }
  clock.follow(async offsetMs => {
    await Promise.all(supervisors.map(one => one.moveClock(offsetMs)))
  })
  for (const one of supervisors)
    await one.allReady(bent.startMs).catch((error: unknown) => {
      // Another app may fail to start for its own reasons; the rest of the workspace still runs.
      if (options.app === undefined) throw error
      told.push(error instanceof Error ? error.message : String(error))
    })
  const answering = supervisors.reduce((sum, one) => sum + one.ports().length, 0)
  if (answering > 0)
    progress(
      supervisors.length === 1
        ? `The service answers (${answering} processes)`
        : `The services answer (${answering} processes of ${supervisors.length} apps)`
    )

  platform.courier.start()
  platform.scheduler.start()
  for (const { identity } of apps)
    announceInstall(db, identity, { accounts, workspaces }, platform.courier)
  const url = `http://localhost:${port}`
  if (options.demo && options.app === undefined)
    await firstStart({
      db,
      baseUrl: url,
      ownerCookie: ownerCookie(parts, accounts[0]),
      waitMs: bent.startMs,
      progress,
    })

  parts.tour.begin()

  const running = [built, ...others].filter(one => (one === built ? appDir : one.appDir) !== null)
  return {
    url,
    port,
    parts,
    home: parts.home,
    app: {
      id: platform.app.id,
      pages: menuPages(built.uploadedDir),
      others: platform.apps.slice(1).map(({ id }) => id),
      routes: running.flatMap(({ service: { routes } }) => pathsOf(routes, true)),
      reach: options.app === undefined ? [] : running.flatMap(reachOf),
      plugins,
      told,
    },
    moveClock: ms => moveOn(ms, clock, parts),
    replicas: () => supervisors.flatMap(one => one.running()),
    killReplica: index => supervisors[0]?.kill(index),
    async restartReplicas() {
      await Promise.all(supervisors.map(one => one.restart()))
    },
  }
}

/** Moves the time, then has every part do what has become due instead of waiting for its next look. */
async function moveOn(ms: number, clock: MovableClock, { platform }: Composition): Promise<void> {
  await clock.advance(ms)
  platform.scheduler.runDue()
  platform.courier.start()
}

/** Takes back what was registered outside, and reports what could not be. */
async function closeLive({ live }: Composition, progress: Progress): Promise<void> {
  const left = (await live?.close()) ?? []
  if (left.length > 0)
    progress(
      `Still registered in the store: affiliate ${left.join(', ')}. Remove it in VTEX's Admin, or start with --live and --write again and close writing.`
    )
}

const JOBS = '{ carrefourReprocessJobs { key } }'

/** Whether the app lists a reprocess that somebody has asked for; false while it does not answer. */
const hasReprocessed = (url: string, cookie: string): Promise<boolean> =>
  askApp(
    url,
    cookie,
    APP_STATE_MS
  )<{ carrefourReprocessJobs: { key: string }[] }>(JOBS).then(
    ({ carrefourReprocessJobs }) => isAskedFor(carrefourReprocessJobs),
    () => false
  )

function ownerCookie({ platform }: Composition, account: string): string {
  const [owner] = ROLES
  return platform.tokens.issue(account, emailOf(owner, account))
}

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { createAdmin } from './admin'
import { buildApp, type Built, type Progress } from './build'
import { readServiceJson } from './build/service-json'
import { createCarrefour } from './carrefour'
import { systemClock } from './clock'
import { DEFAULT_ACCOUNTS, readManifest } from './config'
import { openDatabase } from './database'
import { firstStart, seedDemo } from './demo'
import { handlerOf } from './http/handler'
import { createCallInternet } from './http/internet'
import { close, listen } from './http/listen'
import { createWorkspaceServer } from './http/server'
import { createOrigin } from './origin'
import { createPlatform } from './platform'
import { announceInstall, installSchemas } from './platform/install'
import { emailOf, ROLES } from './platform/license-manager/roles'
import { callerOf, tokenOf } from './platform/vtexid/credentials'
import { replicaEnvironment } from './replicas/environment'
import { openLogFile } from './replicas/log-file'
import { superviseReplicas } from './replicas/supervisor'
import { createStore, type Store } from './store'

/** How to start a workspace. */
export interface WorkspaceOptions {
  /** 0 takes any free port. */
  port: number
  /** Where its data is kept, the service's log too. */
  dataDir: string
  /** How many processes of the service run. */
  replicas: number
  /** Whether an empty store is filled with the demo, and the demo is set up at the first start. */
  demo: boolean
  /** Says nothing about its progress. */
  quiet?: boolean
  /** Accounts that have the app installed; the demo's alone when left out. */
  accounts?: readonly string[]
}

/** A running workspace. */
export interface Workspace {
  url: string
  port: number
  /** Ends every process; nothing is left running. */
  stop(): Promise<void>
  /** Ends a replica at once, as a crash does; another takes its place. */
  killReplica(index: number): void
  /** Ends and starts all replicas. */
  restartReplicas(): Promise<void>
}

/** The project's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Builds what changed and starts a whole workspace; resolves when everything answers. */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const progress: Progress = text => {
    if (options.quiet !== true) process.stdout.write(`${text}\n`)
  }
  const built = await buildApp(ROOT, progress)
  const undo: (() => Promise<void> | void)[] = []
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return await compose(options, built, progress, undo, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function compose(
  options: WorkspaceOptions,
  built: Built,
  progress: Progress,
  undo: (() => Promise<void> | void)[],
  stop: () => Promise<void>
): Promise<Workspace> {
  const accounts = options.accounts ?? DEFAULT_ACCOUNTS
  const home = accounts[0] ?? ''
  const clock = systemClock
  const service = readServiceJson(ROOT)
  const db = openDatabase(join(options.dataDir, 'workspace.db'))
  undo.push(() => void db.close())
  const log = openLogFile(join(options.dataDir, 'service.log'))
  undo.push(() => log.close())

  let port = options.port
  let ports = (): number[] => []
  const platform = createPlatform({
    db,
    clock,
    manifest: readManifest(ROOT),
    service,
    accounts,
    ports: () => ports(),
    callInternet: createCallInternet(() => port),
    note: text => log.write(`[workspace] ${text}\n`),
  })
  undo.push(() => platform.stop())

  const stores = new Map<string, Store>(
    accounts.map(account => [
      account,
      createStore({
        db,
        clock,
        account,
        notify: platform.notifyOf(account),
        isAuthorized: headers => platform.tokens.identify(tokenOf(headers))?.account === account,
      }),
    ])
  )
  const carrefour = createCarrefour({ db, clock })
  const homeStore = stores.get(home)
  if (homeStore === undefined) throw new Error('A workspace needs an account')
  const handlers = new Map([...stores].map(([name, store]) => [name, handlerOf(store.app)]))

  const { resolve, site } = platform.join({
    store: account => handlers.get(account),
    carrefour: handlerOf(carrefour.app),
  })
  const users = ROLES.map(role => emailOf(role, home))
  const origin = createOrigin({
    accounts,
    tokens: platform.tokens,
    site,
    session: platform.session,
    control: platform.control,
    mounted: [
      {
        prefix: '/admin',
        handle: handlerOf(createAdmin({ root: ROOT, bundleDir: built.adminDir, users })),
      },
      { prefix: '/console/store', handle: handlerOf(homeStore.console) },
      { prefix: '/console/carrefour', handle: handlerOf(carrefour.console) },
      { prefix: '/carrefour', handle: handlerOf(carrefour.app) },
    ],
  })
  const server = createWorkspaceServer({
    resolve,
    origin,
    policies: platform.policies,
    calls: platform.calls,
    callerAccount: req => callerOf(req.headers, platform.tokens)?.account ?? home,
  })
  port = await listen(server, options.port)
  undo.push(() => close(server))
  const url = `http://localhost:${port}`

  installSchemas(ROOT, platform.app, accounts, platform.masterData)
  if (options.demo) seedDemo({ db, clock, store: homeStore, carrefour })

  progress('Starting the service')
  const replicas = superviseReplicas(options.replicas, {
    env: replicaEnvironment({
      app: platform.app,
      appDir: built.appDir,
      workspaceUrl: `http://127.0.0.1:${port}`,
    }),
    memoryMb: service.memory,
    log,
  })
  undo.push(() => replicas.stop())
  ports = () => replicas.ports()
  await replicas.allReady()

  platform.courier.start()
  platform.scheduler.start()
  announceInstall(db, platform.app, accounts, platform.courier)
  if (options.demo) {
    const owner = ROLES[0]
    const ownerCookie = owner ? platform.tokens.issue(home, emailOf(owner, home)) : ''
    await firstStart({ db, baseUrl: url, ownerCookie })
  }

  return {
    url,
    port,
    stop,
    killReplica: index => replicas.kill(index),
    restartReplicas: () => replicas.restart(),
  }
}
